import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessPolicyName } from '../../../shared/model/access-entry.ts';
import {
  isIdentityCenterRole,
  isServiceLinkedRole,
  parseArn,
  parseIamArn,
} from '../../../shared/model/arn.ts';

describe('an ARN', () => {
  it('has five parts and a resource that may hold colons', () => {
    expect(parseArn('arn:aws-cn:eks:cn-north-1:012345678901:cluster/a:b')).toEqual({
      partition: 'aws-cn',
      service: 'eks',
      region: 'cn-north-1',
      accountId: '012345678901',
      resource: 'cluster/a:b',
    });
  });

  it('may have no Region and no account', () => {
    expect(parseArn('arn:aws:s3:::bucket')).toEqual({
      partition: 'aws',
      service: 's3',
      region: '',
      accountId: '',
      resource: 'bucket',
    });
  });

  it.each([
    ['', 'nothing'],
    ['arn:aws:iam::012345678901:', 'no resource'],
    ['arn:aws:iam::012345678901', 'too few parts'],
    ['arn::iam::012345678901:role/a', 'no partition'],
    ['arn:aws:::012345678901:role/a', 'no service'],
    ['xarn:aws:iam::012345678901:role/a', 'something before it'],
    ['ARN:aws:iam::012345678901:role/a', 'another case'],
  ])('is not %j: %s', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  it('holds a resource of several lines whole', () => {
    expect(parseArn('arn:aws:iam::1:role/a\nb')?.resource).toBe('role/a\nb');
  });

  it('is put together again from its parts', () => {
    const part = fc.stringMatching(/^[a-z0-9-]+$/);
    fc.assert(
      fc.property(part, part, fc.string({ minLength: 1 }), (partition, service, resource) => {
        const arn = parseArn(`arn:${partition}:${service}::1:${resource}`);
        expect(arn).toEqual({ partition, service, region: '', accountId: '1', resource });
      }),
    );
  });
});

describe('an IAM ARN', () => {
  it.each([
    ['role/ci', { kind: 'role', path: '/', name: 'ci' }],
    ['role/team/a/ci', { kind: 'role', path: '/team/a/', name: 'ci' }],
    ['user/alice', { kind: 'user', path: '/', name: 'alice' }],
  ])('names %s', (resource, parts) => {
    expect(parseIamArn(`arn:aws:iam::012345678901:${resource}`)).toEqual({
      partition: 'aws',
      accountId: '012345678901',
      ...parts,
    });
  });

  it.each([
    ['the account root', 'arn:aws:iam::012345678901:root'],
    ['a resource without a kind', 'arn:aws:iam::012345678901:/x'],
    ['another service', 'arn:aws:sts::012345678901:assumed-role/ci/session'],
    ['no ARN', 'ci'],
  ])('is not %s', (_, arn) => {
    expect(parseIamArn(arn)).toBeUndefined();
  });
});

describe('a service-linked role', () => {
  const inAccount = (resource: string) =>
    isServiceLinkedRole(`arn:aws:iam::012345678901:${resource}`);

  it('is known by its reserved path', () => {
    expect(inAccount('role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS')).toBe(
      true,
    );
  });

  it.each([
    'role/AWSServiceRoleForAmazonEKS',
    'role/my/aws-service-role/eks.amazonaws.com/x',
    'user/aws-service-role/eks.amazonaws.com/x',
    'root',
  ])('is not %s', (resource) => {
    expect(inAccount(resource)).toBe(false);
  });
});

describe('the name of an access policy', () => {
  it.each([
    ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy', 'AmazonEKSViewPolicy'],
    ['arn:aws-us-gov:eks::aws:cluster-access-policy/X', 'X'],
  ])('of %s is %s', (arn, name) => {
    expect(accessPolicyName(arn)).toBe(name);
  });

  it.each([
    ['of IAM', 'arn:aws:iam::aws:cluster-access-policy/X'],
    ['of an account', 'arn:aws:eks::012345678901:cluster-access-policy/X'],
    ['of another kind', 'arn:aws:eks::aws:other/X'],
    ['with something before', 'arn:aws:eks::aws:my-cluster-access-policy/X'],
    ['without a name', 'arn:aws:eks::aws:cluster-access-policy/'],
    ['that is none', 'AmazonEKSViewPolicy'],
  ])('is not told of an ARN %s', (_, arn) => {
    expect(accessPolicyName(arn)).toBeUndefined();
  });
});

describe('a role of IAM Identity Center', () => {
  it.each([
    ['role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef', true],
    ['role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef', true],
    ['role/AWSReservedSSO_Admin_0123456789abcdef', false],
    ['role/my/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef', false],
    ['role/aws-reserved/sso.amazonaws.com/a/b/AWSReservedSSO_Admin_0123456789abcdef', false],
    ['user/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef', false],
  ])('is known by its reserved path: %s', (resource, expected) => {
    expect(isIdentityCenterRole(`arn:aws:iam::012345678901:${resource}`)).toBe(expected);
  });
});
