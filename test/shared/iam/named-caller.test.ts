import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../shared/iam/decision.ts';
import { namedCaller } from '../../../shared/iam/named-caller.ts';
import type { PrincipalElement } from '../../../shared/model/policy-document.ts';
import { everyone, federated, services, statement } from '../../support/iam.ts';

const account = '111122223333';
const user = `arn:aws:iam::${account}:user/ann`;
const role = `arn:aws:iam::${account}:role/ci/deploy`;
const session = `arn:aws:sts::${account}:assumed-role/deploy/run-7`;
const okta = `arn:aws:iam::${account}:saml-provider/okta`;
const ec2: Caller = { type: 'Service', service: 'ec2.amazonaws.com' };
const token: Caller = { type: 'Federated', provider: okta };
const one = { by: 'itself', truth: true };

describe('whom Principal names', () => {
  test.each([
    ['nobody without a principal', undefined, aws(user), []],
    ['everybody', everyone, ec2, [one]],
    ['a service', services('ec2.amazonaws.com'), ec2, [one]],
    ['another service', services('pods.eks.amazonaws.com'), ec2, []],
    ['no service, of a provider', federated(okta), ec2, []],
    ['a provider', federated(okta), token, [one]],
    ['no provider, of a service', services('ec2.amazonaws.com'), token, []],
    ['nobody of AWS, of a service', services('ec2.amazonaws.com'), aws(user), []],
    ['a user twice', listed(account, user), aws(user), [{ by: 'account', truth: true }, one]],
    ['a session by its role', listed(role), aws(session), [{ by: 'role', truth: true }]],
  ])('%s', (_, principals, caller, expected) => {
    const judged = statement({ ...(principals && { principals }) });
    expect(namedCaller(judged, caller, 'aws')).toEqual(expected);
  });
});

describe('whom NotPrincipal leaves out', () => {
  test.each([
    ['everybody', everyone, aws(user), []],
    ['everybody, as AWS', listed('*'), ec2, []],
    ['not a service that it does not list', services('pods.eks.amazonaws.com'), ec2, [one]],
    ['a service', services('ec2.amazonaws.com'), ec2, []],
    ['a provider', federated(okta), token, []],
    ['a user with its account', listed(account, user), aws(user), []],
    ['a session with its role and account', listed(account, role), aws(session), []],
    ['a user without its account perhaps', listed(user), aws(user), [perhaps(user)]],
    ['an account perhaps', listed(account), aws(user), [perhaps(user)]],
    [
      'a session without its role perhaps',
      listed(account, session),
      aws(session),
      [perhaps(session)],
    ],
  ])('%s', (_, element, caller, expected) => {
    for (const effect of ['Allow', 'Deny'] as const) {
      const judged = statement({ effect, principals: { ...element, negated: true } });
      expect(namedCaller(judged, caller, 'aws')).toEqual(expected);
    }
  });

  test.each([
    ['Allow', []],
    ['Deny', [one]],
  ] as const)('somebody with a boundary, with %s', (effect, expected) => {
    const boundary = { name: 'boundary', document: { statements: [] } };
    const caller = { ...aws(user), permissions: { principalArn: user, identity: [], boundary } };
    const judged = statement({ effect, principals: { ...listed(account, user), negated: true } });
    expect(namedCaller(judged, caller, 'aws')).toEqual(expected);
  });
});

function aws(arn: string) {
  return { type: 'AWS' as const, arn };
}

function listed(...values: readonly string[]): PrincipalElement {
  return { negated: false, everyone: false, byType: { AWS: values } };
}

function perhaps(arn: string) {
  return {
    ...{ by: 'itself', truth: 'unknown' },
    assumes: `NotPrincipal does not leave out ${arn}`,
  };
}
