import { expect, test } from 'vitest';
import { mayTrustPrincipals } from '../../../shared/iam/principal-trust.ts';
import type { PrincipalElement } from '../../../shared/model/policy-document.ts';
import { everyone, federated, services, statement } from '../../support/iam.ts';
import { document } from '../../support/policies.ts';

const pods = statement({ principals: services('pods.eks.amazonaws.com') });
const provider = 'arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A';
const tokens = statement({ principals: federated(provider) });
const role = aws('arn:aws:iam::012345678901:role/ci');

test.each([
  ['a role', [statement({ principals: role })], true],
  ['a role beside a service', [pods, statement({ principals: role })], true],
  ['everybody', [statement({ principals: everyone })], true],
  [
    'everybody but a service',
    [statement({ principals: { ...services('a'), negated: true } })],
    true,
  ],
  ['services and tokens', [pods, tokens], false],
  ['no role of the type', [statement({ principals: aws() })], false],
  ['roles only to deny them', [pods, statement({ effect: 'Deny', principals: role })], false],
  ['everybody only to deny it', [pods, statement({ effect: 'Deny', principals: everyone })], false],
  ['nobody', [statement()], false],
  ['nothing', [], false],
])('a trust policy that names %s', (_, statements, expected) => {
  expect(mayTrustPrincipals(document(...statements))).toBe(expected);
});

function aws(...arns: readonly string[]): PrincipalElement {
  return { negated: false, everyone: false, byType: { AWS: arns } };
}
