import { describe, expect, test } from 'vitest';
import {
  eksIssuerOf,
  mayDenySubjects,
  webIdentityProviders,
} from '../../../shared/iam/web-identity.ts';
import type { PrincipalElement, Statement } from '../../../shared/model/policy-document.ts';
import { actions, condition, everyone, federated, services, statement } from '../../support/iam.ts';

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

describe('a Deny that may hold the subjects of a provider', () => {
  test.each([
    ['names it and refuses all', deny(federated(provider)), true],
    ['names everybody', deny(everyone), true],
    ['names everybody else', deny({ ...federated('x'), negated: true }), true],
    [
      'turns on a subject',
      deny(federated(provider), condition('StringNotLike', `${issuer}:SUB`, 'x')),
      true,
    ],
    [
      'turns on a subject and more',
      deny(
        federated(provider),
        condition('Bool', 'aws:a', 'true'),
        condition('StringNotLike', `${issuer}:sub`, 'x'),
      ),
      true,
    ],
    [
      'turns on something else',
      deny(federated(provider), condition('Bool', 'aws:a:subnet', 'true')),
      false,
    ],
    [
      'names a subject',
      deny(federated(provider), condition('StringLike', `${issuer}:sub`, 'x*')),
      false,
    ],
    [
      'names a subject of another cluster',
      deny(everyone, condition('StringEquals', 'oidc.eks.eu-west-1.amazonaws.com/id/B:sub', 'x')),
      false,
    ],
    [
      'names every subject',
      deny(federated(provider), condition('StringLike', `${issuer}:sub`, '*')),
      true,
    ],
    ['names another provider', deny(federated('x')), false],
    ['names a service', deny(services('ec2.amazonaws.com')), false],
    ['is an Allow', { ...deny(federated(provider)), effect: 'Allow' }, false],
    [
      'is about another action',
      { ...deny(federated(provider)), actions: actions('sts:TagSession') },
      false,
    ],
  ] as const)('%s', (_, judged, expected) => {
    expect(mayDenySubjects(judged, provider)).toBe(expected);
  });

  test('of everybody, whichever provider it names', () => {
    expect(mayDenySubjects(deny(federated('x')), '*')).toBe(true);
    expect(mayDenySubjects(deny(services('ec2.amazonaws.com')), '*')).toBe(false);
    const named = condition('StringEquals', `${issuer}:sub`, 'x');
    expect(mayDenySubjects(deny(everyone, named), '*')).toBe(false);
  });
});

function deny(who: PrincipalElement, ...conditions: Statement['conditions']): Statement {
  return statement({ effect: 'Deny', principals: who, actions: byToken, conditions });
}

function principals(byType: PrincipalElement['byType']): PrincipalElement {
  return { negated: false, everyone: false, byType };
}
