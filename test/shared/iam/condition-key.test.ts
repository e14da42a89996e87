import { expect, test } from 'vitest';
import { isOnKey, issuerOfKey } from '../../../shared/iam/condition-key.ts';
import { condition } from '../../support/iam.ts';

test('a key is the same in any letters, and only whole', () => {
  expect(isOnKey(condition('StringEquals', 'OIDC.example:SUB'), 'oidc.Example:sub')).toBe(true);
  expect(isOnKey(condition('StringEquals', 'oidc.example:sub2'), 'oidc.example:sub')).toBe(false);
});

test.each([
  [
    'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub',
    'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE',
  ],
  ['token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com'],
  ['aws:SourceIp', undefined],
  ['aws:PrincipalTag/a.b', undefined],
  ['example.com', undefined],
  ['example.com:', undefined],
  ['a:example.com:sub', undefined],
  ['example.com:sub:more', undefined],
])('the issuer of %s', (key, issuer) => {
  expect(issuerOfKey(key)).toBe(issuer);
});
