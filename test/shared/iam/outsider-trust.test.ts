import { describe, expect, test } from 'vitest';
import { outsidersOf } from '../../../shared/iam/outsider-trust.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import { condition, everyone } from '../../support/iam.ts';
import { document, trusting } from '../../support/policies.ts';

const role = 'arn:aws:iam::012345678901:role/admin';
const nobody = '\u4e00'.repeat(300);
const partner = 'arn:aws:iam::444455556666:root';

const byAll = (...conditions: readonly Condition[]): Statement => ({
  ...trusting({}, ['sts:AssumeRole'], ...conditions),
  principals: everyone,
});

describe('outsidersOf', () => {
  test('nobody, of a trust in roles by name', () => {
    expect(found(trusting({ AWS: ['arn:aws:iam::444455556666:role/ci'] }))).toEqual([]);
  });

  test('the caller that passes reads well and is of no account that the policy knows', () => {
    const trust = document(byAll(), trusting({ AWS: ['arn:aws:iam::999999999999:role/ci'] }));
    const [anybody] = outsidersOf(trust, role, ['999999999998'], nobody);
    expect(anybody).toEqual({
      kind: 'anybody',
      by: 'account',
      caller: 'arn:aws:iam::999999999997:role/any-role',
      decision: {
        outcome: 'allowed',
        deciding: [
          { policy: 'trust policy', statement: 'statement 1', source: trust.statements[0] },
          expect.objectContaining({ policy: 'everything' }),
        ],
        conditions: [],
      },
    });
  });

  test('anybody includes each account that is spoken of', () => {
    expect(found(byAll(), trusting({ AWS: ['arn:aws:iam::444455556666:role/ci'] }))).toEqual([
      ['anybody', 'arn:aws:iam::999999999999:role/any-role'],
      ['account', 'arn:aws:iam::444455556666:role/any-role'],
    ]);
  });

  test('accounts once each, sorted, by ARN, by id and by condition', () => {
    const trust = [
      trusting({ AWS: ['555566667777', partner] }),
      trusting({ AWS: [partner] }),
      byAll(condition('StringEquals', 'AWS:PrincipalAccount', '333344445555')),
    ];
    expect(found(...trust).map(([, caller]) => caller)).toEqual([
      'arn:aws:iam::333344445555:role/any-role',
      'arn:aws:iam::444455556666:role/any-role',
      'arn:aws:iam::555566667777:role/any-role',
    ]);
  });

  test('a pattern for roles of one account lets in what its wildcard leaves open', () => {
    const roles = (pattern: string) =>
      found(
        trusting({ AWS: [partner] }, ['sts:*'], condition('ArnLike', 'aws:PrincipalArn', pattern)),
      );
    expect(roles('arn:aws:iam::444455556666:role/*')).toEqual([
      ['account', 'arn:aws:iam::444455556666:role/any-role'],
    ]);
    expect(roles('arn:aws:iam::444455556666:role/ci-*')).toEqual([]);
  });

  test('a name that is free in any account lets in anybody, whatever stands in the Deny', () => {
    const free = byAll(condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/ci'));
    expect(found(free)).toEqual([['anybody', 'arn:aws:iam::999999999999:role/ci']]);
    const denied: Statement = { ...free, effect: 'Deny' };
    expect(found(free, denied)).toEqual([]);
  });

  test('neither the account of the role nor a trusted one', () => {
    const trust = document(trusting({ AWS: ['arn:aws:iam::012345678901:root', partner] }));
    expect(outsidersOf(trust, role, ['444455556666'], nobody)).toEqual([]);
  });

  test('accounts that only a Deny speaks of are not asked about', () => {
    const denied: Statement = { ...trusting({ AWS: [partner] }), effect: 'Deny' };
    const only = condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/x');
    expect(found(byAll(), denied, { ...byAll(only), effect: 'Deny' })).toEqual([
      ['anybody', 'arn:aws:iam::999999999999:role/any-role'],
    ]);
  });

  test('nobody, of what is no role', () => {
    expect(outsidersOf(document(byAll()), 'admin', [], nobody)).toEqual([]);
  });
});

describe('what an outsider cannot help', () => {
  test.each([
    ['an external id', condition('StringEquals', 'sts:ExternalId', 'x')],
    ['an organization', condition('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')],
    [
      'a path in it',
      condition('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*'),
    ],
    [
      'its own organization',
      condition('StringEquals', 'aws:PrincipalOrgID', '${aws:ResourceOrgID}'),
    ],
    [
      'its own account',
      condition('StringEquals', 'aws:PrincipalAccount', '${aws:ResourceAccount}'),
    ],
    ['a service for the account', condition('StringEquals', 'aws:SourceAccount', '012345678901')],
    ['a service for a resource', condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*')],
    ['a service for an organization', condition('StringLike', 'aws:SourceOrgID', '*')],
    ['a service for a path', condition('ForAnyValue:StringLike', 'aws:SourceOrgPaths', '*')],
    ['a service by name', condition('StringLike', 'aws:PrincipalServiceName', '*')],
    [
      'a service by names',
      condition('ForAnyValue:StringLike', 'aws:PrincipalServiceNamesList', '*'),
    ],
    ['a service', condition('Bool', 'aws:PrincipalIsAWSService', 'true')],
    ['a claim of a token', condition('StringLike', 'accounts.google.com:sub', '*')],
    ['a claim of SAML', condition('StringLike', 'SAML:aud', '*')],
  ])('%s', (_, demanded) => {
    expect(found(byAll(demanded))).toEqual([]);
  });

  test.each([
    ['that no service asks', condition('Bool', 'aws:PrincipalIsAWSService', 'false')],
    ['that no external id is known', condition('StringNotEquals', 'sts:ExternalId', 'x')],
    [
      'an account that is not the own',
      condition('StringNotEquals', 'aws:PrincipalAccount', '012345678901'),
    ],
    ['the account of the role', condition('StringEquals', 'aws:ResourceAccount', '012345678901')],
  ])('but it meets %s', (_, demanded) => {
    const [anybody] = outsidersOf(document(byAll(demanded)), role, ['012345678901'], nobody);
    expect(anybody?.decision.outcome).toBe('allowed');
  });

  test('of what it is asked beside the organization of the role, both are open', () => {
    const demanded = [
      condition('Bool', 'aws:SecureTransport', 'true'),
      condition('StringEquals', 'aws:ResourceOrgID', 'o-a1b2c3d4e5'),
    ];
    const elsewhere = trusting(
      { AWS: [role] },
      ['sts:AssumeRole'],
      condition('Bool', 'aws:a', 'b'),
    );
    const trust = document(byAll(...demanded), elsewhere);
    const [anybody] = outsidersOf(trust, role, [], nobody);
    expect(anybody?.decision.conditions).toEqual([demanded[1], demanded[0]]);
  });

  test.each([
    ['its network', condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24')],
    ['its tags', condition('StringEquals', 'aws:PrincipalTag/team', 'ops')],
    ['a second factor', condition('Bool', 'aws:MultiFactorAuthPresent', 'true')],
    [
      'the organization of the role',
      condition('StringEquals', 'AWS:ResourceOrgID', 'o-a1b2c3d4e5'),
    ],
  ])('and nobody knows of %s', (_, demanded) => {
    const [anybody] = outsidersOf(document(byAll(demanded)), role, [], nobody);
    expect(anybody?.decision).toEqual(
      expect.objectContaining({ outcome: 'conditional', conditions: [demanded] }),
    );
  });
});

function found(...statements: readonly Statement[]): readonly (readonly [string, string])[] {
  const outsiders = outsidersOf(document(...statements), role, [], nobody);
  return outsiders.map(({ kind, caller }) => [kind, caller]);
}
