import type { SecretStore, SecretStoreCondition } from '../../../shared/model/secrets-operators.ts';
import { secretStoreConditionsRequired } from '../../../shared/rules/secret-store-conditions-required.ts';
import type { Known } from '../../support/facts.ts';
import {
  clusterStore,
  payments,
  rbacKnown,
  store,
  tenantAndOthers,
  withTenant,
} from '../../support/operators.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const adminsOnly: Known = { facts: rbacKnown({}) };
const writes = clusterRole(
  'secrets',
  rule('create', 'externalsecrets', { apiGroups: ['external-secrets.io'] }),
);
const message = 'Every namespace may use ClusterSecretStore aws';
const none = { name: 'aws', conditions: 'none' };
const open = { name: 'aws', conditions: 'one matches every namespace' };

testRule(secretStoreConditionsRequired, {
  compliant: {
    'namespaces by name': given([{ namespaces: ['web'], namespaceRegexes: [] }]),
    'namespaces by a label': given([
      {
        namespaceSelector: { matchLabels: { team: 'a' }, matchExpressions: [] },
        namespaces: [],
        namespaceRegexes: [],
      },
    ]),
    'namespaces by an expression': given([{ namespaces: [], namespaceRegexes: ['^team-.*$'] }]),
    'namespaces that have a label at all': given([
      {
        namespaceSelector: {
          matchLabels: {},
          matchExpressions: [{ key: 'team', operator: 'Exists', values: [] }],
        },
        namespaces: [],
        namespaceRegexes: [],
      },
    ]),
  },
  nonCompliant: {
    'no condition where cluster admins alone write': {
      given: given([], adminsOnly),
      reports: [{ message: `${message}.`, severity: 'MEDIUM', evidence: none }],
    },
    'no condition where there are tenants': {
      given: given([], { config: withTenant, facts: tenantAndOthers }),
      reports: [
        {
          message: `${message}, and tenant team-a shares the cluster with others.`,
          severity: 'HIGH',
          evidence: none,
        },
      ],
    },
    'no condition where somebody may write ExternalSecrets': {
      given: given([], {
        facts: rbacKnown({
          clusterRoles: [writes],
          roleBindings: [roleBinding('web/dev', 'ClusterRole secrets', user('dev'))],
        }),
      }),
      reports: [
        {
          message: `${message}, and user:dev, no cluster admin, may write ExternalSecrets.`,
          severity: 'HIGH',
          evidence: none,
        },
      ],
    },
    'no condition where the operator, Kubernetes and EKS alone write': {
      given: given([], {
        facts: rbacKnown({
          clusterRoles: [writes],
          clusterRoleBindings: [
            clusterRoleBinding(
              'operator',
              'secrets',
              account('external-secrets/external-secrets'),
              account('kube-system/generic-garbage-collector'),
              user('system:kube-controller-manager'),
              user('eks:addon-manager'),
            ),
          ],
        }),
      }),
      reports: [{ message: `${message}.`, severity: 'MEDIUM', evidence: none }],
    },
    'no condition where everybody who is logged in may write': {
      given: given([], {
        facts: rbacKnown({
          clusterRoles: [writes],
          clusterRoleBindings: [
            clusterRoleBinding('all', 'secrets', { kind: 'Group', name: 'system:authenticated' }),
          ],
        }),
      }),
      reports: [
        {
          message: `${message}, and group:system:authenticated, no cluster admin, may write ExternalSecrets.`,
          severity: 'HIGH',
          evidence: none,
        },
      ],
    },
    'an empty selector beside names': {
      given: given(
        [
          { namespaces: ['web'], namespaceRegexes: [] },
          {
            namespaceSelector: { matchLabels: {}, matchExpressions: [] },
            namespaces: [],
            namespaceRegexes: [],
          },
        ],
        adminsOnly,
      ),
      reports: [{ message: `${message}.`, severity: 'MEDIUM', evidence: open }],
    },
    'an expression that is found in every name': {
      given: given([{ namespaces: [], namespaceRegexes: ['^.*'] }], adminsOnly),
      reports: [{ message: `${message}.`, severity: 'MEDIUM', evidence: open }],
    },
    'an expression of one character, which every name has': {
      given: given([{ namespaces: [], namespaceRegexes: ['.'] }], adminsOnly),
      reports: [{ message: `${message}.`, severity: 'MEDIUM', evidence: open }],
    },
    'an empty expression beside one of a team': {
      given: given([{ namespaces: [], namespaceRegexes: ['^team-.*$', ''] }], adminsOnly),
      reports: [{ message: `${message}.`, severity: 'MEDIUM', evidence: open }],
    },
  },
  notApplicable: {
    'a store of one namespace': {
      given: subject(store()),
      because: 'it serves its own namespace alone',
    },
  },
});

function given(conditions: readonly SecretStoreCondition[], known: Known = {}) {
  return subject(clusterStore({ conditions }), known);
}

function subject(secretStore: SecretStore, known: Known = {}) {
  return { subject: { cluster: payments, store: secretStore }, known };
}
