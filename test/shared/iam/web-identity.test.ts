import { describe, expect, test } from 'vitest';
import { eksIssuerOf, webIdentityProviders } from '../../../shared/iam/web-identity.ts';
import type { PrincipalElement } from '../../../shared/model/policy-document.ts';
import { actions, everyone, federated, services, statement } from '../../support/iam.ts';

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/A';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const byToken = actions('sts:AssumeRoleWithWebIdentity');

describe('whose tokens a statement is about', () => {
  test.each([
    ['its Federated principals', federated(provider, 'x'), byToken, [provider, 'x']],
    ['nobody where the action is another', federated(provider), actions('sts:AssumeRole'), []],
    ['nobody where there is no action', federated(provider), undefined, []],
    ['nobody where there is no principal', undefined, byToken, []],
    ['nobody where services are named', services('ec2.amazonaws.com'), byToken, []],
    ['everybody', everyone, byToken, ['*']],
    ['everybody, said of AWS', principals({ AWS: ['*'], Federated: [provider] }), byToken, ['*']],
    ['everybody, said of Federated', federated('*', provider), byToken, ['*']],
    ['everybody but one', { ...federated(provider), negated: true }, byToken, ['*']],
    ['accounts do not count', principals({ AWS: ['012345678901'] }), byToken, []],
  ])('%s', (_, who, what, expected) => {
    const parts = { ...(who && { principals: who }), ...(what && { actions: what }) };
    expect(webIdentityProviders(statement(parts))).toEqual(expected);
  });
});

test('the issuer behind a provider, when it is a cluster', () => {
  expect(eksIssuerOf(provider)).toBe(issuer);
  expect(eksIssuerOf('arn:aws:iam::012345678901:oidc-provider/accounts.example')).toBeUndefined();
  expect(eksIssuerOf('cognito-identity.amazonaws.com')).toBeUndefined();
});

function principals(byType: PrincipalElement['byType']): PrincipalElement {
  return { negated: false, everyone: false, byType };
}
