import type { AccessEntry, AssociatedAccessPolicy } from '../../../shared/model/access-entry.ts';
import type { AwsAuthMappings } from '../../../shared/model/aws-auth.ts';
import type { Config } from '../../../shared/model/config.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { RoleBinding } from '../../../shared/model/kubernetes.ts';
import { tenantAccessIsolated } from '../../../shared/rules/tenant-access-isolated.ts';
import { cluster, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { denied, gone, type KnownFact, known } from '../../support/facts.ts';
import { payments, rbacKnown } from '../../support/operators.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const roleA = 'arn:aws:iam::012345678901:role/team-a';
const roleC = 'arn:aws:iam::012345678901:role/platform';
const tenants: Config['tenants'] = {
  'team-a': { namespaces: ['team-a-*'], principals: [roleA], groups: ['a-devs'] },
  'team-b': { namespaces: ['team-b'], principals: [], groups: [] },
};
const mappedA = {
  roles: [{ place: 0, roleArn: roleA, username: 'mapped-a', groups: ['mapped'] }],
  users: [],
  accounts: [],
};
const app = account('team-a-web/app');
const appName = 'system:serviceaccount:team-a-web:app';
const ofNamespace = 'group:system:serviceaccounts:team-a-web';
const viewB = roleBinding('team-b/view', 'ClusterRole view', app);
const secretsEverywhere = clusterRoleBinding('secrets', 'secrets', group('a-devs'));

testRule(tenantAccessIsolated, {
  compliant: {
    'tenants who hold nothing': given(),
    'power in namespaces of the tenant': given(
      roleBinding('team-a-web/app', 'ClusterRole secrets', app),
      roleBinding('team-a-shop/app', 'ClusterRole secrets', group('a-devs')),
    ),
    'power in a namespace of nobody': given(roleBinding('monitoring/app', 'ClusterRole view', app)),
    'whoever belongs to no tenant': given(
      clusterRoleBinding('ops', 'secrets', group('ops'), account('kube-system/ops'), user('anna')),
    ),
    'what Kubernetes lets everybody do': given(
      clusterRoleBinding('system:discovery', 'system:discovery', group('system:authenticated')),
      roleBinding('team-a-web/app', 'ClusterRole view', app),
    ),
    'what somebody gave everybody, who are for another rule': given(
      clusterRoleBinding('all', 'secrets', group('system:serviceaccounts')),
      roleBinding('team-a-web/app', 'ClusterRole view', app),
    ),
    'a cluster admin, who is reported as such': given(
      clusterRoleBinding('admin', 'cluster-admin', app),
    ),
    'a declared cluster admin': withConfig(
      { clusterAdmins: [{ kind: 'exact', principal: appName }] },
      viewB,
    ),
    'a user of the name of a group of the tenant': given(
      clusterRoleBinding('secrets', 'secrets', user('a-devs')),
    ),
    'a mapping that the cluster ignores': withMappings(mappedA, 'mapped-a', 'API'),
    'access policies over namespaces of the tenant': withEntry([
      policy('AmazonEKSAdminPolicy', namespaces('team-a-web', 'team-a-s*')),
    ]),
    'an access policy over a namespace of nobody': withEntry([
      policy('AmazonEKSViewPolicy', namespaces('monitoring')),
    ]),
    'an access policy of cluster admin, which is reported as such': withEntry([
      policy('AmazonEKSClusterAdminPolicy', wholeCluster),
      policy('AmazonEKSViewPolicy', namespaces('team-b')),
    ]),
    'an access policy that amounts to cluster admin, which is reported as such': withEntry(
      [policy('AmazonEKSEditPolicy', wholeCluster)],
      {},
      off('access-entry-no-cluster-admin', 'binding-no-cluster-admin'),
    ),
    'an access policy of a principal of no tenant': withEntry(
      [policy('AmazonEKSViewPolicy', namespaces('team-b'))],
      { principalArn: roleC },
    ),
    'an access policy of a declared principal': withEntry(
      [policy('AmazonEKSViewPolicy', namespaces('team-b'))],
      {},
      { clusterAdmins: [{ kind: 'exact', principal: roleA }] },
    ),
    'an access entry whose policies are gone again': {
      subject: cluster(),
      known: {
        config: { tenants },
        facts: [...objects([]), ...entryFacts({}), gone(factKeys.accessPolicies(payments, roleA))],
      },
    },
    'a user whom an access entry of the tenant does not name': withEntry([], {}, {}, [
      clusterRoleBinding('ops', 'secrets', user('anna')),
    ]),
    'access entries that the cluster ignores': {
      subject: cluster({ authenticationMode: 'CONFIG_MAP' }),
      known: {
        config: { tenants },
        facts: [
          ...objects([clusterRoleBinding('ops', 'secrets', group('ops'))]),
          known(factKeys.cluster(payments), cluster({ authenticationMode: 'CONFIG_MAP' })),
          denied(factKeys.accessEntries(payments)),
        ],
      },
    },
  },
  nonCompliant: {
    'a service account that reads what is of another tenant': {
      given: given(viewB),
      reports: [
        {
          message: `${appName}, of team-a, holds power in team-b of payments in eu-west-1.`,
          evidence: {
            subject: appName,
            tenants: ['team-a'],
            powers: [{ level: 'read', place: 'team-b', owners: ['team-b'] }],
            grants: [grant(appName, 'RoleBinding team-b/view', 'view', 'get', 'pods')],
          },
          key: appName,
          severity: 'MEDIUM',
        },
      ],
    },
    'one of several namespaces of another tenant, beside a namespace of nobody': {
      given: withConfig(
        {
          tenants: {
            ...tenants,
            'team-b': { namespaces: ['b-*', 'team-b'], principals: [], groups: [] },
          },
        },
        viewB,
        roleBinding('monitoring/app', 'ClusterRole view', app),
      ),
      reports: [
        {
          message: `${appName}, of team-a, holds power in team-b of payments in eu-west-1.`,
          evidence: {
            subject: appName,
            tenants: ['team-a'],
            powers: [{ level: 'read', place: 'team-b', owners: ['team-b'] }],
            grants: [grant(appName, 'RoleBinding team-b/view', 'view', 'get', 'pods')],
          },
          key: appName,
          severity: 'MEDIUM',
        },
      ],
    },
    'a group over the whole cluster, and whoever else offends': {
      given: given(secretsEverywhere, viewB),
      reports: [
        everywhere('group:a-devs', 'ClusterRoleBinding secrets'),
        {
          message: `${appName}, of team-a, holds power in team-b of payments in eu-west-1.`,
          evidence: {
            subject: appName,
            tenants: ['team-a'],
            powers: [{ level: 'read', place: 'team-b', owners: ['team-b'] }],
            grants: [grant(appName, 'RoleBinding team-b/view', 'view', 'get', 'pods')],
          },
          key: appName,
          severity: 'MEDIUM',
        },
      ],
    },
    'the service accounts of a namespace together, and not each by itself': {
      given: given(
        clusterRoleBinding('secrets', 'secrets', group('system:serviceaccounts:team-a-web')),
        roleBinding('team-a-web/app', 'ClusterRole view', app),
      ),
      reports: [
        everywhere('group:system:serviceaccounts:team-a-web', 'ClusterRoleBinding secrets'),
      ],
    },
    'a service account that is bound beside all of its namespace': {
      given: given(
        roleBinding('team-b/all', 'ClusterRole view', group('system:serviceaccounts:team-a-web')),
        viewB,
      ),
      reports: [
        readsB(ofNamespace, grant(ofNamespace, 'RoleBinding team-b/all', 'view', 'get', 'pods')),
        readsB(
          appName,
          grant(appName, 'RoleBinding team-b/view', 'view', 'get', 'pods'),
          grant(ofNamespace, 'RoleBinding team-b/all', 'view', 'get', 'pods'),
        ),
      ],
    },
    'a service account that is bound as a user': {
      given: given(clusterRoleBinding('secrets', 'secrets', user(appName))),
      reports: [everywhere(`user:${appName}`, 'ClusterRoleBinding secrets')],
    },
    'the username of an access entry of the tenant': {
      given: withEntry([], { username: 'anna' }, {}, [
        clusterRoleBinding('secrets', 'secrets', user('anna')),
      ]),
      reports: [everywhere('user:anna', 'ClusterRoleBinding secrets')],
    },
    'a group of an aws-auth mapping of the tenant': {
      given: withMappings(mappedA),
      reports: [everywhere('group:mapped', 'ClusterRoleBinding secrets')],
    },
    'the username of an aws-auth mapping of the tenant': {
      given: withMappings(mappedA, 'mapped-a'),
      reports: [everywhere('user:mapped-a', 'ClusterRoleBinding secrets')],
    },
    'the name that aws-auth gives a principal of the account': {
      given: withMappings({ roles: [], users: [], accounts: ['012345678901'] }, roleA),
      reports: [everywhere(`user:${roleA}`, 'ClusterRoleBinding secrets')],
    },
    'an access policy over a namespace of another tenant': {
      given: withEntry([
        policy('AmazonEKSViewPolicy', namespaces('team-a-web')),
        policy('AmazonEKSEditPolicy', namespaces('team-b', 'monitoring')),
      ]),
      reports: [
        {
          message: `${roleA}, of team-a, holds power in team-b of payments in eu-west-1.`,
          evidence: {
            subject: roleA,
            tenants: ['team-a'],
            powers: [{ level: 'secrets', place: 'team-b', owners: ['team-b'] }],
            accessPolicies: [
              {
                principalArn: roleA,
                policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
                accessScope: { type: 'namespace', namespaces: ['monitoring', 'team-b'] },
              },
            ],
          },
          key: roleA,
        },
      ],
    },
    'an access policy of a principal of two tenants, over a namespace of a third': {
      given: withEntry(
        [policy('AmazonEKSViewPolicy', namespaces('team-a-web', 'team-b', 'team-c'))],
        {},
        {
          tenants: {
            ...tenants,
            'team-c': { namespaces: ['team-c'], principals: [roleA], groups: [] },
          },
        },
      ),
      reports: [
        {
          message: `${roleA}, of team-a and team-c, holds power in team-b of payments in eu-west-1.`,
          evidence: {
            subject: roleA,
            tenants: ['team-a', 'team-c'],
            powers: [{ level: 'read', place: 'team-b', owners: ['team-b'] }],
            accessPolicies: [
              {
                principalArn: roleA,
                policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
                accessScope: { type: 'namespace', namespaces: ['team-a-web', 'team-b', 'team-c'] },
              },
            ],
          },
          key: roleA,
          severity: 'MEDIUM',
        },
      ],
    },
    'access policies whose scope can match another tenant, or is everything': {
      given: withEntry([
        policy('AmazonEKSViewPolicy', wholeCluster),
        policy('AmazonEKSEditPolicy', namespaces('team-*')),
      ]),
      reports: [
        {
          message: `${roleA}, of team-a, holds power in every namespace, team-* of payments in eu-west-1.`,
          evidence: {
            subject: roleA,
            tenants: ['team-a'],
            powers: [
              { level: 'read', place: '*', owners: [] },
              { level: 'secrets', place: 'team-*', owners: ['team-b'] },
            ],
            accessPolicies: [
              {
                principalArn: roleA,
                policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
                accessScope: { type: 'cluster', namespaces: [] },
              },
              {
                principalArn: roleA,
                policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
                accessScope: { type: 'namespace', namespaces: ['team-*'] },
              },
            ],
          },
          key: roleA,
        },
      ],
    },
    'a cluster admin, where the rule about these is off': {
      given: withConfig(
        off('binding-no-cluster-admin'),
        clusterRoleBinding('admin', 'cluster-admin', app),
      ),
      reports: [
        {
          message: `${appName}, of team-a, holds power in every namespace of payments in eu-west-1.`,
          evidence: {
            subject: appName,
            tenants: ['team-a'],
            powers: [{ level: 'cluster-admin', place: '*', owners: [] }],
            grants: [
              {
                subject: appName,
                binding: 'ClusterRoleBinding admin',
                role: 'ClusterRole cluster-admin',
                rule: { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
              },
            ],
          },
          key: appName,
        },
      ],
    },
    'an access policy of cluster admin, where the rule about these is off': {
      given: withEntry(
        [policy('AmazonEKSClusterAdminPolicy', wholeCluster)],
        {},
        off('access-entry-no-cluster-admin'),
      ),
      reports: [entryEverywhere('AmazonEKSClusterAdminPolicy', 'cluster-admin')],
    },
    'an access policy that amounts to cluster admin, where the rule about these is off': {
      given: withEntry(
        [policy('AmazonEKSEditPolicy', wholeCluster)],
        {},
        off('access-entry-no-admin-equivalent'),
      ),
      reports: [entryEverywhere('AmazonEKSEditPolicy', 'cluster-admin-equivalent')],
    },
  },
  notApplicable: {
    'a cluster that nobody shares': {
      given: withConfig({ tenants: {} }, viewB),
      because: 'no tenants are configured',
    },
  },
  insufficientData: {
    'bindings that were not read': {
      given: {
        subject: cluster(),
        known: {
          config: { tenants },
          facts: [
            ...objects([]),
            known(factKeys.accessEntries(payments), []),
            denied(factKeys.roleBindings(payments)),
          ],
        },
      },
      because: 'k8s-rolebindings eu-west-1/payments: AccessDenied',
    },
    'access entries that were not read, beside a binding': {
      given: {
        subject: cluster(),
        known: {
          config: { tenants },
          facts: [...objects([secretsEverywhere]), denied(factKeys.accessEntries(payments))],
        },
      },
      because: 'access-entries eu-west-1/payments: AccessDenied',
      reports: [everywhere('group:a-devs', 'ClusterRoleBinding secrets')],
    },
    'an access entry that was not read': {
      given: {
        subject: cluster(),
        known: {
          config: { tenants },
          facts: [
            ...objects([clusterRoleBinding('ops', 'secrets', user('anna'), group('ops'))]),
            known(factKeys.accessEntries(payments), [roleA]),
            denied(factKeys.accessEntry(payments, roleA)),
            known(factKeys.accessPolicies(payments, roleA), []),
          ],
        },
      },
      because: `access-entry eu-west-1/payments ${roleA}: AccessDenied`,
    },
    'access policies that were not read': {
      given: {
        subject: cluster(),
        known: {
          config: { tenants },
          facts: [
            ...objects([]),
            ...entryFacts({}),
            denied(factKeys.accessPolicies(payments, roleA)),
          ],
        },
      },
      because: `access-policies eu-west-1/payments ${roleA}: AccessDenied`,
    },
    'an access policy that nobody has classified': {
      given: withEntry([policy('AmazonEKSNewPolicy', namespaces('team-b'))]),
      because: 'what arn:aws:eks::aws:cluster-access-policy/AmazonEKSNewPolicy allows is not known',
    },
    'an access policy that nobody has classified, of the second of two principals': {
      given: {
        subject: cluster(),
        known: {
          config: {
            tenants: {
              'team-a': { namespaces: ['team-a-*'], principals: [roleA, roleC], groups: [] },
            },
          },
          facts: [
            ...objects([]),
            known(factKeys.accessEntries(payments), [roleC, roleA]),
            known(factKeys.accessEntry(payments, roleC), standard(roleC)),
            known(factKeys.accessPolicies(payments, roleC), []),
            known(factKeys.accessEntry(payments, roleA), standard(roleA)),
            known(factKeys.accessPolicies(payments, roleA), [
              policy('AmazonEKSNewPolicy', namespaces('team-b')),
            ]),
          ],
        },
      },
      because: 'what arn:aws:eks::aws:cluster-access-policy/AmazonEKSNewPolicy allows is not known',
    },
    'an aws-auth that was not read': {
      given: {
        subject: cluster({ authenticationMode: 'API_AND_CONFIG_MAP' }),
        known: {
          config: { tenants },
          facts: [
            ...objects([]),
            known(factKeys.accessEntries(payments), []),
            known(
              factKeys.cluster(payments),
              cluster({ authenticationMode: 'API_AND_CONFIG_MAP' }),
            ),
            denied(factKeys.awsAuth(payments)),
          ],
        },
      },
      because: 'k8s-aws-auth eu-west-1/payments: AccessDenied',
    },
  },
});

/** What these rules judge nobody judges. */
function off(...ruleIds: readonly string[]): Partial<Config> {
  return { rules: Object.fromEntries(ruleIds.map((id) => [id, { enabled: false }])) };
}

function entryEverywhere(name: string, level: string) {
  return {
    message: `${roleA}, of team-a, holds power in every namespace of payments in eu-west-1.`,
    evidence: {
      subject: roleA,
      tenants: ['team-a'],
      powers: [{ level, place: '*', owners: [] }],
      accessPolicies: [
        {
          principalArn: roleA,
          policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
          accessScope: { type: 'cluster', namespaces: [] },
        },
      ],
    },
    key: roleA,
  };
}

function given(...bindings: readonly RoleBinding[]) {
  return withConfig({}, ...bindings);
}

function withConfig(config: Partial<Config>, ...bindings: readonly RoleBinding[]) {
  return {
    subject: cluster(),
    known: {
      config: { tenants, ...config },
      facts: [...objects(bindings), known(factKeys.accessEntries(payments), [])],
    },
  };
}

function withEntry(
  policies: readonly AssociatedAccessPolicy[],
  entry: Partial<AccessEntry> = {},
  config: Partial<Config> = {},
  bindings: readonly RoleBinding[] = [],
) {
  const { principalArn = roleA } = entry;
  return {
    subject: cluster(),
    known: {
      config: { tenants, ...config },
      facts: [
        ...objects(bindings),
        ...entryFacts(entry),
        known(factKeys.accessPolicies(payments, principalArn), policies),
      ],
    },
  };
}

/** Secrets everywhere for the group that is mapped, and for a user. */
function withMappings(
  mappings: Omit<AwsAuthMappings, 'faults'>,
  username?: string,
  authenticationMode = 'API_AND_CONFIG_MAP',
) {
  const both = cluster({ authenticationMode });
  const subject = username === undefined ? group('mapped') : user(username);
  return {
    subject: both,
    known: {
      config: { tenants },
      facts: [
        ...objects([clusterRoleBinding('secrets', 'secrets', subject)]),
        known(factKeys.accessEntries(payments), []),
        known(factKeys.cluster(payments), both),
        known(factKeys.awsAuth(payments), { data: {}, mappings: { ...mappings, faults: [] } }),
      ],
    },
  };
}

function entryFacts(differences: Partial<AccessEntry>): readonly KnownFact[] {
  const entry = { ...standard(roleA), ...differences };
  return [
    known(factKeys.accessEntries(payments), [entry.principalArn]),
    known(factKeys.accessEntry(payments, entry.principalArn), entry),
  ];
}

function standard(principalArn: string): AccessEntry {
  return { principalArn, type: 'STANDARD', kubernetesGroups: [] };
}

function objects(bindings: readonly RoleBinding[]): readonly KnownFact[] {
  return rbacKnown({
    clusterRoles: [
      clusterRole('view', rule('get', 'pods')),
      clusterRole('secrets', rule('get', 'secrets')),
      clusterRole('system:discovery', rule('get', 'pods')),
      clusterRole('cluster-admin', rule('*', '*', { apiGroups: ['*'] })),
    ],
    roleBindings: bindings.filter(({ namespace }) => namespace !== undefined),
    clusterRoleBindings: bindings.filter(({ namespace }) => namespace === undefined),
  });
}

function grant(subject: string, binding: string, name: string, verb: string, resource: string) {
  return {
    subject,
    binding,
    role: `ClusterRole ${name}`,
    rule: { verbs: [verb], apiGroups: [''], resources: [resource] },
  };
}

function readsB(who: string, ...grants: readonly ReturnType<typeof grant>[]) {
  return {
    message: `${who}, of team-a, holds power in team-b of payments in eu-west-1.`,
    evidence: {
      subject: who,
      tenants: ['team-a'],
      powers: [{ level: 'read', place: 'team-b', owners: ['team-b'] }],
      grants,
    },
    key: who,
    severity: 'MEDIUM' as const,
  };
}

function everywhere(who: string, binding: string) {
  return {
    message: `${who}, of team-a, holds power in every namespace of payments in eu-west-1.`,
    evidence: {
      subject: who,
      tenants: ['team-a'],
      powers: [{ level: 'secrets', place: '*', owners: [] }],
      grants: [grant(who, binding, 'secrets', 'get', 'secrets')],
    },
    key: who,
  };
}
