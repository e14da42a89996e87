import { describe, expect, test } from 'vitest';
import { actorWith } from '../../../shared/access/actor.ts';
import { guardCommand } from '../../../shared/access/guard-policy.ts';
import type { Way } from '../../../shared/access/way.ts';
import { roleNamed, userNamed } from '../../support/accounts.ts';
import { factsFrom } from '../../support/facts.ts';

const { facts } = factsFrom({});
const way: Way = {
  id: 'access-policy',
  does: 'associate an access policy',
  ability: { actions: ['eks:AssociateAccessPolicy'], deciding: [], turnsOn: [] },
};
const policy =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"eks:AssociateAccessPolicy","Resource":"*","Condition":{"StringNotEquals":{"eks:policyArn":"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"}}}]}';

function guard(principalArn: string): string {
  return guardCommand(actorWith(facts, { principalArn, identity: [] }), [way]);
}

describe('the guard against a way', () => {
  test('is a policy of the role', () => {
    expect(guard(roleNamed('ci'))).toBe(
      `aws iam put-role-policy --role-name ci --policy-name GatewatchGuard --policy-document '${policy}'`,
    );
  });

  test('is a policy of the user', () => {
    expect(guard(userNamed('ann'))).toBe(
      `aws iam put-user-policy --user-name ann --policy-name GatewatchGuard --policy-document '${policy}'`,
    );
  });

  test('is for the permission set of a role that IAM Identity Center keeps', () => {
    const arn =
      'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef';
    expect(guard(arn)).toBe(policy);
  });
});
