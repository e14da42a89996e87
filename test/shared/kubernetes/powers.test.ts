import { describe, expect, test } from 'vitest';
import {
  type HeldPower,
  levelIn,
  levelOverCluster,
  powersOf,
} from '../../../shared/kubernetes/powers.ts';
import type { PolicyRule, RbacSubject } from '../../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  kubernetesCluster,
  role,
  roleBinding,
  rule,
  urls,
  user,
} from '../../support/rbac.ts';

const ana = user('ana');
const rbac = { apiGroups: ['rbac.authorization.k8s.io'] };
const admission = { apiGroups: ['admissionregistration.k8s.io'] };
const apps = { apiGroups: ['apps'] };
const batch = { apiGroups: ['batch'] };
const everything = rule('*', '*', { apiGroups: ['*'] });
const cluster = { kind: 'cluster' } as const;

function powerOf(
  objects: Partial<KubernetesCluster>,
  who: RbacSubject,
  accounts: readonly string[] = [],
  awsAuth: 'present' | 'absent' | 'ignored' = 'present',
): readonly HeldPower[] {
  return powersOf(kubernetesCluster(objects, ...accounts), { awsAuth }).powerOf(who);
}

/** The level and the ways of somebody with these rules over the whole cluster. */
function overCluster(rules: readonly PolicyRule[], awsAuth?: 'present' | 'absent' | 'ignored') {
  const objects = {
    clusterRoles: [clusterRole('ops', ...rules)],
    clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ana)],
  };
  return short(powerOf(objects, ana, [], awsAuth));
}

/** The same with these rules in one namespace. */
function inNamespace(namespace: string, ...rules: readonly PolicyRule[]) {
  const objects = {
    roles: [role(`${namespace}/ops`, ...rules)],
    roleBindings: [roleBinding(`${namespace}/ops`, 'Role ops', ana)],
  };
  return short(powerOf(objects, ana));
}

function short(powers: readonly HeldPower[]) {
  return powers.map(({ level, because }) => [level, ...because.map(({ way }) => way)]);
}

describe('over the whole cluster, cluster admin is', () => {
  test('everything', () => {
    expect(overCluster([everything])).toEqual([['cluster-admin', 'does-everything']]);
  });

  test('membership of system:masters, which no rule gives', () => {
    expect(powerOf({}, group('system:masters'))).toEqual([
      { level: 'cluster-admin', reach: cluster, because: [{ way: 'system:masters', rules: [] }] },
    ]);
  });
});

describe('over the whole cluster, as good as cluster admin is', () => {
  test.each([
    ['escalating ClusterRoles', [rule('escalate,update', 'clusterroles', rbac)], ['escalates']],
    ['escalating Roles', [rule('escalate,patch', 'roles', rbac)], ['escalates', 'escalates']],
    [
      'escalating by two rules',
      [rule('escalate', 'clusterroles', rbac), rule('create', 'clusterroles', rbac)],
      ['escalates'],
    ],
    [
      'binding any ClusterRole over the cluster',
      [rule('bind', 'clusterroles', rbac), rule('create', 'clusterrolebindings', rbac)],
      ['binds'],
    ],
    [
      'binding any ClusterRole in every namespace',
      [rule('bind', 'clusterroles', rbac), rule('create', 'rolebindings', rbac)],
      ['binds', 'binds'],
    ],
    [
      'binding any Role',
      [rule('bind', 'roles', rbac), rule('update', 'rolebindings', rbac)],
      ['binds', 'binds'],
    ],
    ['impersonating users', [rule('impersonate', 'users')], ['impersonates-users']],
    [
      'impersonating groups beside one user',
      [rule('impersonate', 'groups'), rule('impersonate', 'users', { resourceNames: ['zoe'] })],
      ['impersonates-groups'],
    ],
    [
      'impersonating groups beside one service account',
      [
        rule('impersonate', 'groups'),
        rule('impersonate', 'serviceaccounts', { resourceNames: ['web'] }),
      ],
      ['impersonates-groups'],
    ],
    [
      'impersonating service accounts',
      [rule('impersonate', 'serviceaccounts')],
      ['impersonates-service-accounts'],
    ],
    ['reading through the proxy of nodes', [rule('get', 'nodes/proxy')], ['reaches-kubelets']],
    [
      'writing through the proxy of nodes',
      [rule('create', 'nodes/*,nodes/proxy')],
      ['reaches-kubelets'],
    ],
    [
      'reading every resource, which the proxy of nodes and exec are',
      [rule('get', '*')],
      ['reaches-kubelets', 'enters-pods'],
    ],
    [
      'mutating webhooks',
      [rule('patch', 'mutatingwebhookconfigurations', admission)],
      ['writes-webhooks'],
    ],
    [
      'validating webhooks',
      [rule('create', 'validatingwebhookconfigurations', admission)],
      ['writes-webhooks'],
    ],
    [
      'mutating admission policies with their bindings',
      [rule('create', 'mutatingadmissionpolicies,mutatingadmissionpolicybindings', admission)],
      ['writes-admission-policies'],
    ],
    [
      'API services',
      [rule('update', 'apiservices', { apiGroups: ['apiregistration.k8s.io'] })],
      ['writes-api-services'],
    ],
    ['creating pods', [rule('create', 'pods')], ['runs-pods']],
    ['changing pods', [rule('patch', 'pods')], ['runs-pods']],
    ['creating deployments', [rule('create', 'deployments', apps)], ['runs-pods']],
    ['creating daemonsets', [rule('create', 'daemonsets', apps)], ['runs-pods']],
    ['creating statefulsets', [rule('create', 'statefulsets', apps)], ['runs-pods']],
    ['creating replicasets', [rule('create', 'replicasets', apps)], ['runs-pods']],
    ['creating replication controllers', [rule('create', 'replicationcontrollers')], ['runs-pods']],
    ['creating jobs', [rule('create', 'jobs', batch)], ['runs-pods']],
    ['creating cron jobs', [rule('create', 'cronjobs', batch)], ['runs-pods']],
    ['changing cron jobs', [rule('update', 'cronjobs', batch)], ['runs-pods']],
    ['changing replication controllers', [rule('patch', 'replicationcontrollers')], ['runs-pods']],
    [
      'changing one deployment',
      [rule('patch', 'deployments', { ...apps, resourceNames: ['coredns'] })],
      ['runs-pods'],
    ],
    [
      'everything that has one name',
      [rule('*', '*', { apiGroups: ['*'], resourceNames: ['web'] })],
      ['runs-pods'],
    ],
    ['exec', [rule('create', 'pods/exec')], ['enters-pods']],
    ['exec by get', [rule('get', 'pods/exec')], ['enters-pods']],
    ['exec by any resource that has it', [rule('create', '*/exec')], ['enters-pods']],
    ['attach', [rule('create', 'pods/attach')], ['enters-pods']],
    [
      'several of these',
      [rule('create', 'pods,pods/exec'), rule('get', 'nodes/proxy')],
      ['reaches-kubelets', 'runs-pods', 'enters-pods'],
    ],
    ['ephemeral containers', [rule('patch', 'pods/ephemeralcontainers')], ['enters-pods']],
    ['minting tokens', [rule('create', 'serviceaccounts/token')], ['mints-tokens']],
    ['minting tokens by Secrets', [rule('create,get', 'secrets')], ['mints-tokens-by-secret']],
    ['changing aws-auth', [rule('update', 'configmaps')], ['writes-aws-auth']],
    [
      'changing aws-auth by name',
      [rule('patch', 'configmaps', { resourceNames: ['aws-auth'] })],
      ['writes-aws-auth'],
    ],
    [
      'replacing aws-auth',
      [rule('delete', 'configmaps', { resourceNames: ['aws-auth'] }), rule('create', 'configmaps')],
      ['writes-aws-auth'],
    ],
  ])('%s', (_name, rules, ways) => {
    expect(overCluster(rules)).toEqual([['cluster-admin-equivalent', ...ways]]);
  });
});

describe('over the whole cluster, less than that is', () => {
  test.each([
    ['escalating without writing', [rule('escalate', 'clusterroles', rbac)], 'write'],
    ['writing roles without escalating', [rule('update', 'clusterroles,roles', rbac)], 'write'],
    [
      'escalating one kind and writing the other',
      [rule('escalate', 'clusterroles', rbac), rule('update', 'roles', rbac)],
      'write',
    ],
    [
      'escalating one role',
      [rule('escalate,update', 'clusterroles', { ...rbac, resourceNames: ['web'] })],
      'write',
    ],
    ['binding without writing', [rule('bind', 'clusterroles', rbac)], 'write'],
    [
      'writing bindings without binding',
      [rule('create', 'clusterrolebindings,rolebindings', rbac)],
      'write',
    ],
    [
      'binding Roles over the cluster, which takes none',
      [rule('bind', 'roles', rbac), rule('create', 'clusterrolebindings', rbac)],
      'write',
    ],
    ['impersonating groups as nobody', [rule('impersonate', 'groups')], 'write'],
    [
      'impersonating uids',
      [rule('impersonate', 'uids', { apiGroups: ['authentication.k8s.io'] })],
      'write',
    ],
    [
      'the constrained verb',
      [rule('impersonate:user-info', 'users', { apiGroups: ['authentication.k8s.io'] })],
      'write',
    ],
    ['listing the proxy of nodes', [rule('list', 'nodes/proxy')], 'read'],
    ['the status of nodes', [rule('patch', 'nodes/status')], 'write'],
    [
      'one webhook',
      [rule('patch', 'mutatingwebhookconfigurations', { ...admission, resourceNames: ['mine'] })],
      'write',
    ],
    ['deleting webhooks', [rule('delete', 'mutatingwebhookconfigurations', admission)], 'write'],
    [
      'mutating policies without bindings',
      [rule('create', 'mutatingadmissionpolicies', admission)],
      'write',
    ],
    [
      'validating admission policies',
      [rule('*', 'validatingadmissionpolicies', admission)],
      'write',
    ],
    [
      'approving certificate requests',
      [
        rule('update', 'certificatesigningrequests/approval', {
          apiGroups: ['certificates.k8s.io'],
        }),
      ],
      'write',
    ],
    ['pods of another group', [rule('create', 'pods', { apiGroups: ['metrics.k8s.io'] })], 'write'],
    ['scaling', [rule('update', 'deployments/scale', apps)], 'write'],
    ['changing one pod', [rule('patch', 'pods', { resourceNames: ['web-0'] })], 'write'],
    ['changing jobs, whose pods are fixed', [rule('patch', 'jobs', batch)], 'write'],
    ['evicting', [rule('create', 'pods/eviction')], 'write'],
    ['port forwarding', [rule('create', 'pods/portforward')], 'write'],
    ['creating Secrets that one cannot read', [rule('create', 'secrets')], 'write'],
    ['changing Secrets', [rule('update', 'secrets')], 'write'],
    [
      'creating Secrets and reading one, which is there',
      [rule('create', 'secrets'), rule('get', 'secrets', { resourceNames: ['mine'] })],
      'write',
    ],
    [
      'changing another ConfigMap',
      [rule('update', 'configmaps', { resourceNames: ['mine'] })],
      'write',
    ],
    ['creating ConfigMaps while aws-auth is there', [rule('create', 'configmaps')], 'write'],
    ['deleting ConfigMaps', [rule('delete', 'configmaps')], 'write'],
    ['creating service accounts', [rule('create', 'serviceaccounts')], 'write'],
    ['reading Secrets', [rule('get', 'secrets')], 'secrets'],
    ['listing Secrets', [rule('list', 'secrets')], 'secrets'],
    ['watching Secrets', [rule('watch', 'secrets')], 'secrets'],
    ['reading one Secret', [rule('get', 'secrets', { resourceNames: ['mine'] })], 'read'],
    ['reading pods', [rule('get,list,watch', 'pods')], 'read'],
    [
      'asking about tokens',
      [rule('create', 'tokenreviews', { apiGroups: ['authentication.k8s.io'] })],
      'read',
    ],
    [
      'asking about the access of others',
      [rule('create', 'subjectaccessreviews', { apiGroups: ['authorization.k8s.io'] })],
      'read',
    ],
    [
      'doing anything with questions',
      [rule('*', 'tokenreviews', { apiGroups: ['authentication.k8s.io'] })],
      'read',
    ],
    ['a path that is not for everybody', [urls('get', '/metrics')], 'read'],
  ] satisfies [string, PolicyRule[], string][])('%s', (_name, rules, level) => {
    expect(overCluster(rules).map(([each]) => each)).toEqual([level]);
  });

  test.each([
    ['no rules', []],
    [
      'asking about oneself',
      [
        rule('create', 'selfsubjectaccessreviews,selfsubjectrulesreviews', {
          apiGroups: ['authorization.k8s.io'],
        }),
      ],
    ],
    [
      'looking at what one asked about oneself',
      [rule('get', 'selfsubjectaccessreviews', { apiGroups: ['authorization.k8s.io'] })],
    ],
    [
      'deleting questions, which nobody keeps',
      [rule('delete', 'tokenreviews', { apiGroups: ['authentication.k8s.io'] })],
    ],
    ['the paths that are for everybody', [urls('get', '/healthz,/version/,/api/*,/openapi')]],
    [
      'a rule without verbs',
      [
        { ...rule('get', 'pods'), verbs: [] },
        { ...urls('get', '*'), verbs: [] },
      ],
    ],
    ['a rule without groups', [{ ...rule('*', '*'), apiGroups: [] }]],
    ['a rule without resources', [{ ...rule('*', '*'), resources: [] }]],
  ] satisfies [string, PolicyRule[]][])('nothing: %s', (_name, rules) => {
    expect(overCluster(rules)).toEqual([]);
  });
});

describe('aws-auth', () => {
  const creates = [rule('create', 'configmaps')];
  const edits = [rule('update', 'configmaps')];

  test('that is absent is written by creating it', () => {
    expect(overCluster(creates, 'absent')).toEqual([
      ['cluster-admin-equivalent', 'writes-aws-auth'],
    ]);
    expect(overCluster(edits, 'absent')).toEqual([['write', 'writes']]);
  });

  test('that nothing reads gives nothing', () => {
    expect(overCluster(edits, 'ignored')).toEqual([['write', 'writes']]);
    expect(overCluster(creates, 'ignored')).toEqual([['write', 'writes']]);
  });

  test('is in kube-system', () => {
    expect(inNamespace('kube-system', ...edits)).toEqual([
      ['cluster-admin-equivalent', 'writes-aws-auth'],
    ]);
    expect(inNamespace('shop', ...edits)).toEqual([['write', 'writes']]);
  });
});

describe('in a namespace', () => {
  test.each([
    ['everything', [everything], ['does-everything']],
    ['escalating Roles', [rule('escalate,update', 'roles', rbac)], ['escalates']],
    [
      'binding any ClusterRole',
      [rule('bind', 'clusterroles', rbac), rule('create', 'rolebindings', rbac)],
      ['binds'],
    ],
    [
      'binding any Role',
      [rule('bind', 'roles', rbac), rule('create', 'rolebindings', rbac)],
      ['binds'],
    ],
    [
      'what the role admin does',
      [rule('get,create', 'secrets'), rule('create', 'pods'), rule('create', 'rolebindings', rbac)],
      ['owns-namespace'],
    ],
  ])('%s makes an admin of it', (_name, rules, ways) => {
    expect(inNamespace('shop', ...rules)).toEqual([['namespace-admin', ...ways]]);
  });

  test.each([
    ['pods, Secrets and no bindings', [rule('get,create', 'secrets,pods')], 'secrets'],
    [
      'pods, bindings and no Secrets',
      [rule('create', 'pods'), rule('create', 'rolebindings', rbac)],
      'write',
    ],
    [
      'Secrets, bindings and no pods',
      [rule('get', 'secrets'), rule('create', 'rolebindings', rbac)],
      'secrets',
    ],
    ['exec', [rule('create', 'pods/exec')], 'write'],
    ['what has no namespace: kubelets', [rule('get', 'nodes/proxy')], 'read'],
    ['what has no namespace: users', [rule('impersonate', 'users')], 'write'],
    [
      'what has no namespace: webhooks',
      [rule('*', 'mutatingwebhookconfigurations', admission)],
      'write',
    ],
    [
      'what has no namespace: ClusterRoles',
      [rule('escalate,update', 'clusterroles', rbac)],
      'write',
    ],
  ] satisfies [string, PolicyRule[], string][])('%s is less', (_name, rules, level) => {
    expect(inNamespace('shop', ...rules).map(([each]) => each)).toEqual([level]);
  });

  test.each([
    ['everything', everything, 'does-everything'],
    ['creating pods', rule('create', 'pods'), 'runs-pods'],
    ['exec', rule('create', 'pods/exec'), 'enters-pods'],
    ['minting tokens', rule('create', 'serviceaccounts/token'), 'mints-tokens'],
    [
      'impersonating its accounts',
      rule('impersonate', 'serviceaccounts'),
      'impersonates-service-accounts',
    ],
    ['escalating', rule('escalate,update', 'roles', rbac), 'escalates'],
  ])('of kube-system, %s is as good as cluster admin', (_name, given, way) => {
    const [first] = inNamespace('kube-system', given);
    expect(first?.[0]).toBe('cluster-admin-equivalent');
    expect(first).toContain(way);
  });
});

describe('a power is told', () => {
  const reader = clusterRole('reader', rule('list', 'nodes'), rule('get', 'pods'));
  const writer = role('shop/writer', rule('create', 'services'));
  const wide = clusterRoleBinding('readers', 'reader', ana);
  const local = roleBinding('shop/writers', 'Role writer', ana);
  const secretReader = clusterRole('secret-reader', rule('get', 'secrets'));

  test('over the cluster, and in namespaces where it is more, with its rules', () => {
    const objects = {
      clusterRoles: [reader],
      roles: [writer],
      clusterRoleBindings: [wide],
      roleBindings: [local, roleBinding('bank/readers', 'ClusterRole reader', ana)],
    };
    const powers = powerOf(objects, ana);
    expect(powers).toStrictEqual([
      {
        level: 'read',
        reach: cluster,
        because: [
          {
            way: 'reads',
            rules: [
              { subject: ana, binding: wide, role: reader, rule: rule('list', 'nodes'), index: 0 },
              { subject: ana, binding: wide, role: reader, rule: rule('get', 'pods'), index: 1 },
            ],
          },
        ],
      },
      {
        level: 'write',
        reach: { kind: 'namespaces', namespaces: ['shop'] },
        because: [
          {
            way: 'writes',
            namespace: 'shop',
            rules: [
              {
                subject: ana,
                binding: local,
                role: writer,
                rule: rule('create', 'services'),
                index: 0,
                namespace: 'shop',
              },
            ],
          },
        ],
      },
    ]);
    expect(levelOverCluster(powers)).toBe('read');
    expect(levelIn(powers, 'shop')).toBe('write');
    expect(levelIn(powers, 'bank')).toBe('read');
  });

  test('once for many namespaces, the strongest first', () => {
    const many = ['shop', 'bank'].map((name) =>
      roleBinding(`${name}/secrets`, 'ClusterRole secret-reader', ana),
    );
    const objects = {
      clusterRoles: [reader, secretReader],
      roles: [writer],
      roleBindings: [roleBinding('dev/readers', 'ClusterRole reader', ana), local, ...many],
    };
    const powers = powerOf(objects, ana);
    expect(powers.map(({ level, reach }) => [level, reach])).toEqual([
      ['secrets', { kind: 'namespaces', namespaces: ['bank', 'shop'] }],
      ['read', { kind: 'namespaces', namespaces: ['dev'] }],
    ]);
    const [{ because: [only, ...others] = [] } = { because: [] }] = powers;
    expect(others).toEqual([]);
    expect(only?.way).toBe('reads-secrets');
    expect(only?.namespace).toBeUndefined();
    expect(only?.rules.map(({ namespace }) => namespace)).toEqual(['shop', 'bank']);
    expect(levelOverCluster(powers)).toBe('none');
    expect(levelIn(powers, 'gone')).toBe('none');
  });

  test('by each way apart, where namespaces are owned in several', () => {
    const objects = {
      roles: [
        role('shop/escalates', rule('escalate,update', 'roles', rbac)),
        role('bank/binds', rule('bind', 'roles', rbac), rule('create', 'rolebindings', rbac)),
        role('dev/escalates', rule('escalate,update', 'roles', rbac)),
      ],
      roleBindings: [
        roleBinding('shop/ana', 'Role escalates', ana),
        roleBinding('bank/ana', 'Role binds', ana),
        roleBinding('dev/ana', 'Role escalates', ana),
      ],
    };
    const [power, ...others] = powerOf(objects, ana);
    expect(others).toEqual([]);
    expect(power?.reach).toEqual({ kind: 'namespaces', namespaces: ['bank', 'dev', 'shop'] });
    expect(power?.because.map(({ way, namespace }) => [way, namespace])).toEqual([
      ['escalates', undefined],
      ['binds', 'bank'],
    ]);
  });

  test('of all that somebody is in, taken together', () => {
    const objects = {
      clusterRoles: [
        clusterRole('escalates', rule('escalate', 'clusterroles', rbac)),
        clusterRole('updates', rule('update', 'clusterroles', rbac)),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('ops', 'escalates', group('ops')),
        clusterRoleBinding('dev', 'updates', group('dev')),
      ],
    };
    const powers = powersOf(kubernetesCluster(objects), { awsAuth: 'present' });
    expect(short(powers.powerOf({ groups: ['ops'] }))).toEqual([['write', 'writes']]);
    expect(short(powers.powerOf({ groups: ['ops', 'dev'] }))).toEqual([
      ['cluster-admin-equivalent', 'escalates'],
    ]);
  });

  test('by the rules that make it, and no others', () => {
    const ops = clusterRole(
      'ops',
      rule('create', 'rolebindings', rbac),
      rule('get', 'nodes/proxy'),
      rule('get', 'pods'),
    );
    const objects = {
      clusterRoles: [ops],
      clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ana)],
    };
    const [{ because } = { because: [] }] = powerOf(objects, ana);
    expect(because.map(({ way, rules }) => [way, rules.map(({ index }) => index)])).toEqual([
      ['reaches-kubelets', [1]],
    ]);
  });

  test('apart for a group whose name reads like two groups', () => {
    const objects = {
      clusterRoles: [
        clusterRole('admin', everything),
        clusterRole('view', rule('get', 'pods')),
        clusterRole('nodes', rule('get', 'nodes')),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('admin', 'admin', group('dev\ngroup ops')),
        clusterRoleBinding('dev', 'view', group('dev')),
        clusterRoleBinding('ops', 'nodes', group('ops')),
      ],
    };
    const powers = powersOf(kubernetesCluster(objects), { awsAuth: 'present' });
    expect(short(powers.powerOf({ groups: ['dev', 'ops'] }))).toEqual([['read', 'reads']]);
    expect(short(powers.powerOf({ groups: ['dev\ngroup ops'] }))).toEqual([
      ['cluster-admin', 'does-everything'],
    ]);
  });

  test('of the groups of a service account', () => {
    const objects = {
      clusterRoles: [reader],
      roleBindings: [
        roleBinding('shop/all', 'ClusterRole reader', group('system:serviceaccounts:bank')),
      ],
    };
    const powers = powersOf(kubernetesCluster(objects, 'bank/web', 'bank/api', 'shop/web'), {
      awsAuth: 'present',
    });
    expect(short(powers.powerOf(account('bank/web')))).toEqual([['read', 'reads']]);
    expect(powers.powerOf(account('shop/web'))).toEqual([]);
    // Looked at once for all who hold the same.
    expect(powers.powerOf(account('bank/web'))).toBe(powers.powerOf(account('bank/api')));
  });
});
