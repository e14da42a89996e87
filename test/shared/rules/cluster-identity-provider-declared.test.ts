import type { IdentityProviderConfig } from '../../../shared/model/cluster-parts.ts';
import { clusterIdentityProviderDeclared } from '../../../shared/rules/cluster-identity-provider-declared.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const required = {
  name: 'portal',
  arn: 'arn:aws:eks:eu-west-1:012345678901:identityproviderconfig/payments/oidc/portal/1',
  issuerUrl: 'https://login.example.com',
  clientId: 'eks',
  requiredClaims: { team: 'platform' },
};

const portal: IdentityProviderConfig = {
  ...required,
  usernameClaim: 'email',
  usernamePrefix: 'portal:',
  groupsClaim: 'groups',
  groupsPrefix: 'portal:',
};

const disassociate =
  'aws eks disassociate-identity-provider-config --cluster-name payments --identity-provider-config type=oidc,name=portal --region eu-west-1';

testRule(clusterIdentityProviderDeclared, {
  compliant: {
    'a declared issuer': given({}, 'https://login.example.com'),
    'a declared issuer, but for the slash at its end': given({}, 'https://login.example.com/'),
    'a declared issuer whose names get no prefix': given(
      { usernamePrefix: '-' },
      'https://login.example.com',
    ),
  },
  nonCompliant: {
    'an issuer that nobody declared': {
      given: given({}, 'https://login.example.org'),
      reports: [
        {
          message: 'https://login.example.com signs people in to payments in eu-west-1 as portal.',
          evidence: {
            issuerUrl: 'https://login.example.com',
            clientId: 'eks',
            usernamePrefix: 'portal:',
            groupsPrefix: 'portal:',
            requiredClaims: { team: 'platform' },
          },
          command: disassociate,
        },
      ],
    },
    'one that may name anybody anything': {
      given: given({ usernamePrefix: '-', groupsPrefix: undefined, requiredClaims: {} }),
      reports: [
        {
          message:
            'https://login.example.com signs people in to payments in eu-west-1 as portal, and its user names get no prefix, its groups get no prefix, no claim is required.',
          evidence: {
            issuerUrl: 'https://login.example.com',
            clientId: 'eks',
            usernamePrefix: '-',
            groupsPrefix: null,
            requiredClaims: {},
          },
          command: disassociate,
        },
      ],
    },
    'one that tells no groups, under the prefix that EKS gives': {
      given: given({
        usernamePrefix: undefined,
        groupsClaim: undefined,
        groupsPrefix: undefined,
      }),
      reports: [
        {
          message: 'https://login.example.com signs people in to payments in eu-west-1 as portal.',
          evidence: {
            issuerUrl: 'https://login.example.com',
            clientId: 'eks',
            usernamePrefix: null,
            groupsPrefix: null,
            requiredClaims: { team: 'platform' },
          },
          command: disassociate,
        },
      ],
    },
  },
});

type Differences = {
  readonly [K in keyof IdentityProviderConfig]?: IdentityProviderConfig[K] | undefined;
};

function given(
  differences: Differences,
  ...identityProviders: readonly string[]
): Given<'identityProviderConfig'> {
  const entries = Object.entries({ ...portal, ...differences });
  const config = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return {
    subject: {
      cluster: { region: 'eu-west-1', name: 'payments' },
      config: { ...required, ...config },
    },
    known: { config: { identityProviders } },
  };
}
