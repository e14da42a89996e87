import { expect, test } from 'vitest';
import { whyNobody } from '../../../shared/iam/why-nobody.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import { actions, condition, everyone, federated, statement } from '../../support/iam.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/A';
const other = 'oidc.eks.eu-west-1.amazonaws.com/id/B';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const [sub, aud] = [`${issuer}:sub`, `${issuer}:aud`];
const named = condition('StringEquals', sub, 'system:serviceaccount:pay:app');

test.each([
  [
    "another issuer's claim",
    [named, condition('StringEquals', `${other}:sub`, 'x')],
    { reason: `tokens of ${issuer} carry no ${other}:sub`, bySubject: false },
  ],
  [
    'a claim that there must not be',
    [condition('Null', sub.toUpperCase(), 'true')],
    { reason: `every token of ${issuer} carries ${sub.toUpperCase()}`, bySubject: false },
  ],
  [
    'a name that there cannot be',
    [condition('StringEquals', sub, 'system:serviceaccount:*:*')],
    {
      reason: `no token of ${issuer} meets StringEquals ${sub} system:serviceaccount:*:*`,
      bySubject: true,
    },
  ],
  [
    'every name excluded',
    [condition('StringNotLike', sub, '*')],
    { reason: `no token of ${issuer} meets StringNotLike ${sub} *`, bySubject: false },
  ],
  [
    'every audience excluded',
    [named, condition('StringNotLike', aud, '*')],
    { reason: `no token of ${issuer} meets StringNotLike ${aud} *`, bySubject: false },
  ],
  [
    'two names at once',
    [named, condition('StringEquals', sub, 'system:serviceaccount:pay:web')],
    { reason: `no token of ${issuer} meets all its conditions`, bySubject: false },
  ],
])('%s', (_, conditions, expected) => {
  const judged = irsa(conditions);
  expect(whyNobody(roleArn, judged, { statements: [judged] }, { issuer })).toEqual(expected);
});

test('a Deny, where the conditions alone let somebody in', () => {
  const judged = irsa([named]);
  const denied = statement({ effect: 'Deny', principals: everyone, actions: actions('*') });
  expect(whyNobody(roleArn, judged, { statements: [judged, denied] }, { issuer })).toEqual({
    reason: `a Deny in the same document refuses what it lets in of ${issuer}`,
    bySubject: false,
  });
});

const roleArn = 'arn:aws:iam::012345678901:role/reader';

function irsa(conditions: readonly Condition[]): Statement {
  return statement({
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions,
  });
}
