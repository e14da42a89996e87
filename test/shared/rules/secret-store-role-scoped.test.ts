import { factKeys } from '../../../shared/model/fact-key.ts';
import type { SecretStore } from '../../../shared/model/secrets-operators.ts';
import { secretStoreRoleScoped } from '../../../shared/rules/secret-store-role-scoped.ts';
import { type KnownFact, known } from '../../support/facts.ts';
import { clusterStore, payments, serviceAccount, store } from '../../support/operators.ts';
import { allow, deny, goneRole, roleFacts } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const role = 'arn:aws:iam::012345678901:role/eso';
const secrets = 'arn:aws:secretsmanager:eu-west-1:012345678901:secret';
const parameters = 'arn:aws:ssm:eu-west-1:012345678901:parameter';
const reads = 'secretsmanager:GetSecretValue';
const ofAccount = store({ serviceAccountRef: { name: 'eso' } });
const account = known(factKeys.serviceAccounts(payments), [
  serviceAccount('web', 'eso', { roleArn: role }),
  serviceAccount('shop', 'eso', { roleArn: 'arn:aws:iam::012345678901:role/shop' }),
]);

testRule(secretStoreRoleScoped, {
  compliant: {
    'secrets by name': given(store({ role }), may([reads], [`${secrets}:web/*`])),
    'secrets under its prefix': given(
      store({ role, prefix: 'web/' }),
      may([reads], [`${secrets}:web/*`]),
    ),
    'parameters under its prefix': given(
      store({ role, prefix: '/web/', service: 'ParameterStore' }),
      may(['ssm:GetParameter'], [`${parameters}/web/*`]),
    ),
    'secrets under its prefix, named in one statement with parameters': given(
      store({ role, prefix: 'web/' }),
      may([reads, 'ssm:GetParameter'], [`${secrets}:web/*`, `${parameters}/shop/*`]),
    ),
    'parameters under its prefix, named in one statement with secrets': given(
      store({ role, prefix: 'web/', service: 'ParameterStore' }),
      may([reads, 'ssm:GetParameter'], [`${secrets}:shop/*`, `${parameters}/web/*`]),
    ),
    'secrets under its prefix, and a name that only a parameter can have': given(
      store({ role, prefix: 'web/' }),
      may(['*'], [`${secrets}:web/*`, 'arn:aws:*:eu-west-1:012345678901:parameter/shop/*']),
    ),
    'other secrets, which a Deny takes away': given(
      store({ role, prefix: 'web/' }),
      roleFacts(role, {
        inline: {
          Read: [
            allow([reads], [`${secrets}:web/*`, `${secrets}:shop/*`]),
            deny([reads], [`${secrets}:shop/*`]),
          ],
        },
      }),
    ),
    'a service that has no prefixes': given(
      store({ role, prefix: 'web/', service: 'CertificateManager' }),
      may([reads], [`${secrets}:shop/*`]),
    ),
  },
  nonCompliant: {
    'all secrets, for a role of its service account': {
      given: given(ofAccount, [account, ...may([reads], ['*'])]),
      reports: [
        {
          key: 'secrets',
          message: `${role}, the role of SecretStore web/aws, may read all secrets in eu-west-1.`,
          severity: 'HIGH',
          evidence: {
            roleArn: role,
            regions: ['eu-west-1'],
            statements: [
              {
                policy: 'inline Read',
                statement: { Effect: 'Allow', Action: reads, Resource: '*' },
              },
            ],
          },
          grant: role,
          command: `aws iam put-role-policy --role-name eso --policy-name Read --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"${secrets}:NAME-??????"}]}'`,
        },
      ],
    },
    'all secrets, for a store with a prefix, once': {
      given: given(store({ role, prefix: 'web/' }), may([reads], ['*'])),
      reports: [
        {
          key: 'secrets',
          message: `${role}, the role of SecretStore web/aws, may read all secrets in eu-west-1.`,
          severity: 'HIGH',
          evidence: {
            roleArn: role,
            regions: ['eu-west-1'],
            statements: [
              {
                policy: 'inline Read',
                statement: { Effect: 'Allow', Action: reads, Resource: '*' },
              },
            ],
          },
          grant: role,
          command: `aws iam put-role-policy --role-name eso --policy-name Read --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"${secrets}:NAME-??????"}]}'`,
        },
      ],
    },
    'secrets beside the prefix': {
      given: given(
        clusterStore({}, { role, prefix: 'web/' }),
        may([reads], [`${secrets}:web/*`, `${secrets}:web*`, `${secrets}:shop/*`]),
      ),
      reports: [
        {
          key: 'prefix',
          message: `${role}, the role of ClusterSecretStore aws, may read names that do not begin with web/.`,
          evidence: {
            roleArn: role,
            prefix: 'web/',
            resources: [`${secrets}:shop/*`, `${secrets}:web*`],
            statements: [
              {
                policy: 'inline Read',
                statement: {
                  Effect: 'Allow',
                  Action: reads,
                  Resource: [`${secrets}:shop/*`, `${secrets}:web*`, `${secrets}:web/*`],
                },
              },
            ],
          },
          grant: role,
        },
      ],
    },
    'whatever short patterns may name': {
      given: given(
        store({ role, prefix: 'web/' }),
        may([reads], ['arn:aws:*:eu-west-1:012345678901:sec*/shop', 'arn:*:secret:shop/*']),
      ),
      reports: [
        {
          key: 'prefix',
          message: `${role}, the role of SecretStore web/aws, may read names that do not begin with web/.`,
          evidence: {
            roleArn: role,
            prefix: 'web/',
            resources: ['arn:*:secret:shop/*', 'arn:aws:*:eu-west-1:012345678901:sec*/shop'],
            statements: [
              {
                policy: 'inline Read',
                statement: {
                  Effect: 'Allow',
                  Action: reads,
                  Resource: ['arn:*:secret:shop/*', 'arn:aws:*:eu-west-1:012345678901:sec*/shop'],
                },
              },
            ],
          },
          grant: role,
        },
      ],
    },
    'parameters beside the prefix': {
      given: given(
        store({ role, prefix: '/web/', service: 'ParameterStore' }),
        may(['ssm:GetParameter'], [`${parameters}/shop/*`]),
      ),
      reports: [
        {
          key: 'prefix',
          message: `${role}, the role of SecretStore web/aws, may read names that do not begin with /web/.`,
          evidence: {
            roleArn: role,
            prefix: '/web/',
            resources: [`${parameters}/shop/*`],
            statements: [
              {
                policy: 'inline Read',
                statement: {
                  Effect: 'Allow',
                  Action: 'ssm:GetParameter',
                  Resource: `${parameters}/shop/*`,
                },
              },
            ],
          },
          grant: role,
        },
      ],
    },
  },
  notApplicable: {
    'another provider': {
      given: given(vault(), []),
      because: 'its provider is vault, not AWS',
    },
    'the identity of the operator': {
      given: given(store(), []),
      because: 'it has no role of its own',
    },
    'the service account of each user': {
      given: given(clusterStore({}, { serviceAccountRef: { name: 'eso' } }), [account]),
      because: 'it has no role of its own',
    },
    'a service account that is gone': {
      given: given(store({ serviceAccountRef: { name: 'gone' } }), [account]),
      because: 'it has no role of its own',
    },
    'a service account of that name in another namespace': {
      given: given(store({ serviceAccountRef: { name: 'api' } }), [
        known(factKeys.serviceAccounts(payments), [
          serviceAccount('shop', 'api', { roleArn: role }),
        ]),
      ]),
      because: 'it has no role of its own',
    },
    'what is no ARN': {
      given: given(store({ role: 'eso' }), []),
      because: 'its role is not of this account',
    },
    'a role of another account': {
      given: given(store({ role: 'arn:aws:iam::210987654321:role/eso' }), []),
      because: 'its role is not of this account',
    },
    'a role that is gone': {
      given: given(store({ role }), goneRole(role)),
      because: 'its role does not exist',
    },
  },
  insufficientData: {
    'a role that was not read': {
      given: given(store({ role }), []),
      because: `role iam ${role}: not read yet`,
    },
    'service accounts that were not read': {
      given: given(ofAccount, []),
      because: 'k8s-serviceaccounts eu-west-1/payments: not read yet',
    },
  },
});

function may(actions: readonly string[], resources: readonly string[]): readonly KnownFact[] {
  return roleFacts(role, { inline: { Read: [allow(actions, resources)] } });
}

function vault(): SecretStore {
  const { aws: _, ...rest } = store();
  return { ...rest, provider: 'vault' };
}

function given(secretStore: SecretStore, facts: readonly KnownFact[]) {
  return { subject: { cluster: payments, store: secretStore }, known: { facts } };
}
