import { factKeys } from '../../../shared/model/fact-key.ts';
import type { ExternalSecret, SecretStore } from '../../../shared/model/secrets-operators.ts';
import { secretStoreRoleReadOnly } from '../../../shared/rules/secret-store-role-read-only.ts';
import { type KnownFact, known } from '../../support/facts.ts';
import { clusterStore, payments, store } from '../../support/operators.ts';
import { allow, goneRole, roleFacts } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const role = 'arn:aws:iam::012345678901:role/eso';
const secrets = 'arn:aws:secretsmanager:eu-west-1:012345678901:secret:web/*';
const writes = may('secretsmanager:PutSecretValue', 'secretsmanager:GetSecretValue');
const push: ExternalSecret = {
  kind: 'PushSecret',
  namespace: 'web',
  name: 'db',
  stores: [{ kind: 'SecretStore', name: 'aws' }],
};
const everyStore = { matchLabels: {}, matchExpressions: [] };
const shown = {
  roleArn: role,
  actions: ['secretsmanager:PutSecretValue'],
  statements: [
    {
      policy: 'inline Work',
      statement: {
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
        Resource: secrets,
      },
    },
  ],
};

testRule(secretStoreRoleReadOnly, {
  compliant: {
    'a role that reads': given(store({ role }), may('secretsmanager:GetSecretValue')),
  },
  nonCompliant: {
    'a role that writes': {
      given: given(store({ role }), writes),
      reports: [
        {
          message: `${role}, the role of SecretStore web/aws, may call secretsmanager:PutSecretValue.`,
          evidence: shown,
          grant: role,
        },
      ],
    },
    'a role that writes, where others push': {
      given: given(
        store({ role }),
        writes,
        { ...push, namespace: 'shop' },
        { ...push, stores: [{ kind: 'SecretStore', name: 'other' }] },
        { ...push, stores: [{ kind: 'ClusterSecretStore', name: 'aws' }] },
      ),
      reports: [
        {
          message: `${role}, the role of SecretStore web/aws, may call secretsmanager:PutSecretValue.`,
          evidence: shown,
          grant: role,
        },
      ],
    },
    'a role that writes parameters by a wildcard': {
      given: given(store({ role, service: 'ParameterStore' }), may('ssm:*Parameter')),
      reports: [
        {
          message: `${role}, the role of SecretStore web/aws, may call ssm:DeleteParameter, ssm:PutParameter.`,
          evidence: {
            roleArn: role,
            actions: ['ssm:DeleteParameter', 'ssm:PutParameter'],
            statements: [
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', Action: 'ssm:*Parameter', Resource: secrets },
              },
            ],
          },
          grant: role,
        },
      ],
    },
  },
  notApplicable: {
    'a store that a PushSecret uses': {
      given: given(store({ role }), writes, push),
      because: 'a PushSecret uses it',
    },
    'a store that a PushSecret uses beside another': {
      given: given(store({ role }), writes, {
        ...push,
        stores: [{ kind: 'SecretStore', name: 'other' }, ...push.stores],
      }),
      because: 'a PushSecret uses it',
    },
    'a store of the cluster that one of any namespace may choose': {
      given: given(clusterStore({}, { role }), writes, {
        ...push,
        stores: [{ kind: 'ClusterSecretStore', labelSelector: everyStore }],
      }),
      because: 'a PushSecret uses it',
    },
    'the identity of the operator': {
      given: given(store(), []),
      because: 'it has no role of its own',
    },
    'a role that is gone': {
      given: given(store({ role }), goneRole(role)),
      because: 'its role does not exist',
    },
  },
  insufficientData: {
    'PushSecrets that were not read': {
      given: { subject: { cluster: payments, store: store({ role }) }, known: { facts: writes } },
      because: 'k8s-pushsecrets eu-west-1/payments: not read yet',
    },
  },
});

function may(...actions: readonly string[]): readonly KnownFact[] {
  return roleFacts(role, { inline: { Work: [allow(actions, [secrets])] } });
}

function given(
  secretStore: SecretStore,
  facts: readonly KnownFact[],
  ...pushes: readonly ExternalSecret[]
) {
  return {
    subject: { cluster: payments, store: secretStore },
    known: { facts: [...facts, known(factKeys.externalSecrets(payments, 'pushsecrets'), pushes)] },
  };
}
