import { expect, test } from 'vitest';
import { whyNobody } from '../../../shared/iam/why-nobody.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import { actions, condition, everyone, federated, statement } from '../../support/iam.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/A';
const other = 'oidc.eks.eu-west-1.amazonaws.com/id/B';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const [sub, aud] = [`${issuer}:sub`, `${issuer}:aud`];
const byTag = ['system:serviceaccount:$', '{aws:PrincipalTag/namespace}'].join('');
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
  expect(whyNobody(roleArn, judged, { statements: [judged] }, asked)).toEqual(expected);
});

test('another issuer’s claim under what says nothing of tokens, where everybody’s are meant', () => {
  const judged = {
    ...irsa([
      condition('Bool', 'aws:SecureTransport', 'true'),
      condition('StringEquals', 'token.actions.githubusercontent.com:sub', 'x'),
      named,
    ]),
    principals: everyone,
  };
  expect(
    whyNobody(roleArn, judged, { statements: [judged] }, { ...asked, everybody: true }),
  ).toEqual({
    reason: `tokens of ${issuer} carry no token.actions.githubusercontent.com:sub`,
    bySubject: false,
  });
});

test.each([
  [undefined, `no token of ${issuer} meets StringLike ${sub} ${byTag}`],
  ['2008-10-17', `no token of ${issuer} meets StringLike ${sub} ${byTag}`],
  ['2012-10-17', `no token of ${issuer} meets all its conditions`],
])('a variable is read as version %s reads it', (version, reason) => {
  const judged = irsa([
    condition('StringLike', sub, byTag),
    named,
    condition('StringEquals', sub, 'system:serviceaccount:pay:web'),
  ]);
  const document = { ...(version && { version }), statements: [judged] };
  expect(whyNobody(roleArn, judged, document, asked).reason).toBe(reason);
});

test('a Deny, where the conditions alone let somebody in', () => {
  const judged = irsa([named]);
  const denied = statement({ effect: 'Deny', principals: everyone, actions: actions('*') });
  expect(whyNobody(roleArn, judged, { statements: [judged, denied] }, asked)).toEqual({
    reason: `a Deny in the same document refuses what it lets in of ${issuer}`,
    bySubject: false,
  });
});

const asked = { provider, issuer, everybody: false };
const roleArn = 'arn:aws:iam::012345678901:role/reader';

function irsa(conditions: readonly Condition[]): Statement {
  return statement({
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions,
  });
}
