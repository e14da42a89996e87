import { describe, expect, test } from 'vitest';
import { isPrivileged } from '../../../shared/access/role-dangers.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { accountFacts } from '../../support/accounts.ts';
import { factsFrom } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, goneRole, type RoleSketch, roleFacts } from '../../support/policies.ts';

const arn = 'arn:aws:iam::012345678901:role/payments';
const fromVpc = condition('StringEquals', 'aws:SourceVpc', 'vpc-1');

describe('isPrivileged', () => {
  test.each<[string, Statement]>([
    ['does anything', allow(['*'])],
    ['does anything under a condition, which is HIGH still', allow(['*'], ['*'], fromVpc)],
    ['owns a strong service', allow(['lambda:*'])],
    ['reads every secret', allow(['secretsmanager:GetSecretValue'])],
    ['reads every parameter', allow(['ssm:Get*'])],
    ['assumes every role', allow(['sts:AssumeRole'])],
    ['passes every role', allow(['iam:PassRole'])],
    ['writes its own policies', allow(['iam:PutRolePolicy'])],
    [
      'opens a cluster',
      allow(['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'], ['arn:aws:eks:*:*:*/prod*']),
    ],
  ])('is true for a role that %s', (_, statement) => {
    expect(isPrivileged(withPolicies({ inline: { Work: [statement] } }), arn)).toBe(true);
  });

  test.each<[string, Statement]>([
    ['owns another service', allow(['sqs:*'])],
    ['decrypts with every key, which is MEDIUM', allow(['kms:Decrypt'])],
    ['reads every secret under a condition', allow(['secretsmanager:*Value'], ['*'], fromVpc)],
    ['reads one bucket', allow(['s3:GetObject'], ['arn:aws:s3:::books/*'])],
  ])('is false for a role that %s', (_, statement) => {
    expect(isPrivileged(withPolicies({ inline: { Work: [statement] } }), arn)).toBe(false);
  });

  test('is false where the boundary takes it away', () => {
    const boundary = [allow(['s3:GetObject'])];
    expect(isPrivileged(withPolicies({ inline: { Work: [allow(['*'])] }, boundary }), arn)).toBe(
      false,
    );
  });

  test('is false where a Deny takes it away', () => {
    const inline = { Work: [allow(['secretsmanager:GetSecretValue']), deny(['secretsmanager:*'])] };
    expect(isPrivileged(withPolicies({ inline }), arn)).toBe(false);
  });

  test('is false for a role that does not exist', () => {
    expect(isPrivileged(factsFrom({ facts: goneRole(arn) }).facts, arn)).toBe(false);
  });

  test('leaves the verdict incomplete where a policy was not read', () => {
    const policy = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const { facts, incomplete } = factsFrom({
      facts: roleFacts(arn, { attached: { [policy]: 'unread' } }),
    });
    expect(isPrivileged(facts, arn)).toBe(false);
    expect(incomplete()).toBe(`managed-policy iam ${policy}: not read yet`);
  });
});

/** The role in an account with one cluster and no other role. */
function withPolicies(sketch: RoleSketch) {
  return factsFrom({ facts: accountFacts({ roles: { [arn]: sketch }, clusters: { prod: {} } }) })
    .facts;
}
