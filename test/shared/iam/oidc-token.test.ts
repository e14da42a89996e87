import { describe, expect, test } from 'vitest';
import { contextOfToken, decideToken } from '../../../shared/iam/oidc-token.ts';
import { actions, condition, federated, statement } from '../../support/iam.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/A';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const token = {
  ...{ provider, issuer },
  sub: 'system:serviceaccount:payments:reader',
  aud: 'sts.amazonaws.com',
};

describe('what a request says with a token', () => {
  const own = issuer.toLowerCase();
  test.each([
    [`${own}:sub`, ['system:serviceaccount:payments:reader']],
    [`${own}:aud`, ['sts.amazonaws.com']],
    [`${own}:amr`, 'unknown'],
    ['oidc.eks.eu-west-1.amazonaws.com/id/b:sub', []],
    ['token.actions.githubusercontent.com:aud', []],
    ['aws:sourceip', 'unknown'],
  ])('%s', (key, expected) => {
    expect(contextOfToken(token).value(key)).toEqual(expected);
  });

  test('a token may have no subject', () => {
    const { sub: _, ...without } = token;
    expect(contextOfToken(without).value(`${own}:sub`)).toEqual([]);
  });
});

test('a trust policy lets a token in, or not', () => {
  const named = statement({
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions: [condition('StringEquals', `${issuer}:sub`, token.sub)],
  });
  const trust = { statements: [named] };
  const roleArn = 'arn:aws:iam::012345678901:role/reader';
  expect(decideToken(trust, roleArn, token)).toEqual({
    outcome: 'allowed',
    deciding: [{ policy: 'trust policy', statement: 'statement 1', source: named }],
    conditions: [],
  });
  const others = [
    { ...token, sub: 'system:serviceaccount:payments:writer' },
    { ...token, provider: `${provider}2` },
  ];
  expect(others.map((other) => decideToken(trust, roleArn, other).outcome)).toEqual([
    'denied',
    'denied',
  ]);
});
