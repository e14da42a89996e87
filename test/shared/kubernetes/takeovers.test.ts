import { describe, expect, test } from 'vitest';
import { type HeldPower, powersOf } from '../../../shared/kubernetes/powers.ts';
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
  user,
} from '../../support/rbac.ts';

const ana = user('ana');
const rbac = { apiGroups: ['rbac.authorization.k8s.io'] };
const admin = clusterRole('cluster-admin', rule('*', '*', { apiGroups: ['*'] }));
const runner = role('flux/runner', rule('create', 'pods'));
const anaRuns = roleBinding('flux/runners', 'Role runner', ana);

function powers(objects: Partial<KubernetesCluster>, ...accounts: readonly string[]) {
  return powersOf(kubernetesCluster(objects, ...accounts), { awsAuth: 'ignored' });
}

function isAdmin(powersHeld: readonly HeldPower[]): boolean {
  return powersHeld.some(({ level }) => level.startsWith('cluster-admin'));
}

/** A cluster where flux/reconciler is cluster admin, and so are two users. */
function withFlux(objects: Partial<KubernetesCluster>, ...accounts: readonly string[]) {
  const { clusterRoles = [], clusterRoleBindings = [], ...others } = objects;
  const bound = clusterRoleBinding(
    'flux',
    'cluster-admin',
    account('flux/reconciler'),
    user('root'),
    user('system:serviceaccount:flux:reconciler:x'),
  );
  return powers(
    {
      clusterRoles: [admin, ...clusterRoles],
      clusterRoleBindings: [bound, ...clusterRoleBindings],
      ...others,
    },
    ...accounts,
  );
}

/** Whether ana is an admin of that cluster with these rules over all of it, or in a namespace. */
function anaIsAdmin(
  rules: readonly PolicyRule[],
  namespace?: string,
  accounts: readonly string[] = ['flux/reconciler'],
): boolean {
  const given = withFlux(
    namespace === undefined
      ? {
          clusterRoles: [clusterRole('ops', ...rules)],
          clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ana)],
        }
      : {
          roles: [role(`${namespace}/ops`, ...rules)],
          roleBindings: [roleBinding(`${namespace}/ops`, 'Role ops', ana)],
        },
    ...accounts,
  );
  return isAdmin(given.powerOf(ana));
}

describe('a namespace that holds an admin makes admins of', () => {
  test('those who run pods in it, and says through whom', () => {
    const given = withFlux({ roles: [runner], roleBindings: [anaRuns] }, 'flux/reconciler');
    expect(given.powerOf(ana)).toEqual([
      {
        level: 'cluster-admin-equivalent',
        reach: { kind: 'cluster' },
        because: [
          {
            way: 'runs-pods',
            becomes: account('flux/reconciler'),
            namespace: 'flux',
            rules: [
              {
                subject: ana,
                binding: anaRuns,
                role: runner,
                rule: rule('create', 'pods'),
                index: 0,
                namespace: 'flux',
              },
            ],
          },
        ],
      },
    ]);
    expect([...given.adminNamespaces]).toEqual([['flux', account('flux/reconciler')]]);
  });

  test('by the first of several', () => {
    const given = powers(
      {
        clusterRoles: [admin],
        clusterRoleBindings: [
          clusterRoleBinding('flux', 'cluster-admin', account('flux/b'), account('flux/a')),
        ],
      },
      'flux/a',
      'flux/b',
    );
    expect([...given.adminNamespaces]).toEqual([['flux', account('flux/b')]]);
  });

  test.each([
    ['exec', [rule('create', 'pods/exec')]],
    ['minting tokens', [rule('create', 'serviceaccounts/token')]],
    ['minting tokens by Secret', [rule('create,get', 'secrets')]],
    ['impersonating its accounts', [rule('impersonate', 'serviceaccounts')]],
    ['escalating', [rule('escalate,update', 'roles', rbac)]],
    ['binding', [rule('bind', 'clusterroles', rbac), rule('create', 'rolebindings', rbac)]],
  ])('those with %s in it', (_name, rules) => {
    expect(anaIsAdmin(rules, 'flux')).toBe(true);
    expect(anaIsAdmin(rules, 'shop')).toBe(false);
  });

  test('those who run pods in kube-system, once, whoever its accounts are', () => {
    const given = powers(
      {
        clusterRoles: [admin],
        clusterRoleBindings: [clusterRoleBinding('a', 'cluster-admin', account('kube-system/a'))],
        roles: [role('kube-system/runner', rule('create', 'pods'))],
        roleBindings: [roleBinding('kube-system/runners', 'Role runner', ana)],
      },
      'kube-system/a',
    );
    const [{ because = [] } = {}] = given.powerOf(ana);
    expect(because.map(({ way, becomes }) => ({ way, becomes }))).toEqual([
      { way: 'runs-pods', becomes: undefined },
    ]);
  });

  test('those whose wide and whose local rules are enough together', () => {
    const given = withFlux(
      {
        clusterRoles: [clusterRole('makes', rule('create', 'secrets'))],
        clusterRoleBindings: [clusterRoleBinding('makes', 'makes', ana)],
        roles: [role('flux/reads', rule('get', 'secrets'))],
        roleBindings: [roleBinding('flux/reads', 'Role reads', ana)],
      },
      'flux/reconciler',
    );
    expect(isAdmin(given.powerOf(ana))).toBe(true);
  });

  test('nobody by its Secrets, its ConfigMaps or its services', () => {
    expect(anaIsAdmin([rule('get', 'secrets'), rule('*', 'configmaps,services')], 'flux')).toBe(
      false,
    );
  });
});

describe('an admin account that does not exist is become', () => {
  test.each([
    ['by whoever also makes accounts', [rule('create', 'pods,serviceaccounts')], true],
    ['by nobody who only runs pods', [rule('create', 'pods')], false],
    ['by whoever impersonates it', [rule('impersonate', 'serviceaccounts')], true],
    ['by nobody who only mints tokens', [rule('create', 'serviceaccounts/token')], false],
    [
      'by whoever impersonates it by name',
      [rule('impersonate', 'serviceaccounts', { resourceNames: ['reconciler'] })],
      true,
    ],
    [
      'by nobody who mints its tokens by name',
      [rule('create', 'serviceaccounts/token', { resourceNames: ['reconciler'] })],
      false,
    ],
    [
      'by whoever mints its tokens by name and makes it',
      [
        rule('create', 'serviceaccounts/token', { resourceNames: ['reconciler'] }),
        rule('create', 'serviceaccounts'),
      ],
      true,
    ],
  ] satisfies [string, PolicyRule[], boolean][])('%s', (_name, rules, expected) => {
    expect(anaIsAdmin(rules, 'flux', [])).toBe(expected);
    expect(anaIsAdmin(rules, 'flux')).toBe(true);
  });

  test('whether a binding names it as an account or as a user, but not as a group', () => {
    const bound = (...subjects: readonly RbacSubject[]) =>
      powers({
        clusterRoles: [
          admin,
          clusterRole('minter', rule('create', 'serviceaccounts/token')),
          clusterRole('maker', rule('create', 'pods,serviceaccounts')),
          clusterRole(
            'impersonator',
            rule('impersonate', 'users', { resourceNames: ['zoe'] }),
            rule('impersonate', 'groups', { resourceNames: ['system:serviceaccount:flux:odd'] }),
          ),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('odd', 'cluster-admin', ...subjects),
          clusterRoleBinding('impersonators', 'impersonator', user('cid')),
        ],
        roleBindings: [
          roleBinding('flux/maker', 'ClusterRole maker', ana),
          roleBinding('flux/minter', 'ClusterRole minter', user('bob')),
        ],
      });
    const asUser = bound(user('system:serviceaccount:flux:odd'));
    expect(isAdmin(asUser.powerOf(ana))).toBe(true);
    expect(isAdmin(asUser.powerOf(user('bob')))).toBe(false);
    expect(asUser.powerOf(ana)[0]?.because[0]?.becomes).toEqual(account('flux/odd'));
    const asGroup = bound(group('system:serviceaccount:flux:odd'));
    expect(isAdmin(asGroup.powerOf(ana))).toBe(false);
    expect(isAdmin(asGroup.powerOf(user('cid')))).toBe(true);
  });

  test('and its namespace holds no admin yet', () => {
    expect(withFlux({}).adminNamespaces.size).toBe(0);
  });
});

describe('whoever impersonates or mints by name is as strong as the named', () => {
  const named = (verb: string, resource: string, ...resourceNames: readonly string[]) =>
    rule(verb, resource, { resourceNames });

  test.each<[string, PolicyRule[], string | undefined, boolean]>([
    ['an account', [named('impersonate', 'serviceaccounts', 'reconciler')], 'flux', true],
    [
      'an account anywhere',
      [named('impersonate', 'serviceaccounts', 'reconciler')],
      undefined,
      true,
    ],
    [
      'an account elsewhere',
      [named('impersonate', 'serviceaccounts', 'reconciler')],
      'shop',
      false,
    ],
    ['another account', [named('impersonate', 'serviceaccounts', 'web')], 'flux', false],
    [
      'one of two accounts',
      [named('impersonate', 'serviceaccounts', 'web', 'reconciler')],
      'flux',
      true,
    ],
    [
      'tokens of an account',
      [named('create', 'serviceaccounts/token', 'reconciler')],
      'flux',
      true,
    ],
    [
      'tokens of an account anywhere',
      [named('create', 'serviceaccounts/token', 'reconciler')],
      undefined,
      true,
    ],
    ['tokens of another', [named('create', 'serviceaccounts/token', 'web')], undefined, false],
    [
      'an account, as a user',
      [named('impersonate', 'users', 'system:serviceaccount:flux:reconciler')],
      undefined,
      false,
    ],
    [
      'an account that no name can be',
      [named('impersonate', 'serviceaccounts', 'reconciler:x')],
      'flux',
      false,
    ],
    [
      'a user in a namespace, which has none',
      [named('impersonate', 'users', 'root')],
      'flux',
      false,
    ],
    ['a user anywhere', [named('impersonate', 'users', 'root')], undefined, true],
    [
      'a role that is called like a user',
      [rule('bind', 'clusterroles', { ...rbac, resourceNames: ['root'] })],
      undefined,
      false,
    ],
    ['a group alone', [named('impersonate', 'groups', 'system:masters')], undefined, false],
    [
      'a group beside a user',
      [named('impersonate', 'groups', 'system:masters'), named('impersonate', 'users', 'zoe')],
      undefined,
      true,
    ],
    [
      'a group in a namespace, which has none',
      [named('impersonate', 'groups', 'system:masters'), named('impersonate', 'users', 'zoe')],
      'flux',
      false,
    ],
    [
      'a group of no power',
      [named('impersonate', 'groups', 'dev'), named('impersonate', 'users', 'zoe')],
      undefined,
      false,
    ],
  ])('%s', (_name, rules, namespace, expected) => {
    expect(anaIsAdmin(rules, namespace)).toBe(expected);
  });

  test('a group, beside an account of one namespace', () => {
    const objects = {
      clusterRoles: [clusterRole('masters', named('impersonate', 'groups', 'system:masters'))],
      clusterRoleBindings: [clusterRoleBinding('masters', 'masters', ana)],
      roles: [role('shop/one', named('impersonate', 'serviceaccounts', 'web'))],
    };
    const beside = { ...objects, roleBindings: [roleBinding('shop/one', 'Role one', ana)] };
    expect(isAdmin(powers(objects, 'shop/web').powerOf(ana))).toBe(false);
    expect(isAdmin(powers(beside, 'shop/web').powerOf(ana))).toBe(true);
  });

  test('whose tokens are minted, and it says so', () => {
    const mint = named('create', 'serviceaccounts/token', 'reconciler');
    const impersonate = named('impersonate', 'serviceaccounts', 'reconciler');
    const minter = role('flux/minter', impersonate, mint);
    const binding = roleBinding('flux/minters', 'Role minter', ana);
    const given = withFlux({ roles: [minter], roleBindings: [binding] }, 'flux/reconciler');
    const chain = { subject: ana, binding, role: minter, namespace: 'flux' };
    const becomes = account('flux/reconciler');
    expect(given.powerOf(ana)[0]?.because).toEqual([
      {
        way: 'impersonates-the-named',
        becomes,
        rules: [{ ...chain, rule: impersonate, index: 0 }],
      },
      { way: 'mints-tokens-of-the-named', becomes, rules: [{ ...chain, rule: mint, index: 1 }] },
    ]);
  });

  test('a user, and it says whom and by which rule', () => {
    const bob = user('bob');
    const impersonator = clusterRole(
      'impersonator',
      rule('get', 'pods'),
      named('impersonate', 'users', 'zoe', 'bob'),
      named('impersonate', 'users', 'zoe'),
      named('impersonate', 'groups', 'bob'),
      named('create', 'serviceaccounts/token', 'bob'),
    );
    const binding = clusterRoleBinding('impersonators', 'impersonator', ana);
    const given = powers({
      clusterRoles: [admin, impersonator],
      clusterRoleBindings: [clusterRoleBinding('bob', 'cluster-admin', bob), binding],
    });
    expect(given.powerOf(ana)).toEqual([
      {
        level: 'cluster-admin-equivalent',
        reach: { kind: 'cluster' },
        because: [
          {
            way: 'impersonates-the-named',
            becomes: bob,
            rules: [
              {
                subject: ana,
                binding,
                role: impersonator,
                rule: named('impersonate', 'users', 'zoe', 'bob'),
                index: 1,
              },
            ],
          },
        ],
      },
    ]);
  });

  test('a group that may do all', () => {
    const given = powers({
      clusterRoles: [
        admin,
        clusterRole(
          'impersonator',
          named('impersonate', 'groups', 'ops'),
          named('impersonate', 'users', 'zoe'),
        ),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('ops', 'cluster-admin', group('ops')),
        clusterRoleBinding('impersonators', 'impersonator', ana),
      ],
    });
    expect(given.powerOf(ana)[0]?.because[0]?.becomes).toEqual(group('ops'));
  });
});

test('whoever impersonates groups needs somebody beside, be it in one namespace', () => {
  const groups = clusterRole('groups', rule('impersonate', 'groups'));
  const one = role('shop/one', rule('impersonate', 'serviceaccounts', { resourceNames: ['web'] }));
  const wide = clusterRoleBinding('groups', 'groups', ana);
  const local = roleBinding('shop/one', 'Role one', ana);
  const objects = { clusterRoles: [groups], roles: [one], clusterRoleBindings: [wide] };
  expect(isAdmin(powers(objects).powerOf(ana))).toBe(false);
  const reader = role('shop/reader', rule('get', 'pods'));
  const harmless = roleBinding('shop/reader', 'Role reader', ana);
  const given = powers({ ...objects, roles: [reader], roleBindings: [harmless] });
  expect(isAdmin(given.powerOf(ana))).toBe(false);
  const [power] = powers({ ...objects, roleBindings: [local] }).powerOf(ana);
  expect(power?.because.map(({ way, rules }) => [way, rules.map((each) => each.binding)])).toEqual([
    ['impersonates-groups', [wide, local]],
  ]);
});

describe('whoever may bind a role by name is as strong as the role', () => {
  const bindsAdmin = rule('bind', 'clusterroles', { ...rbac, resourceNames: ['cluster-admin'] });
  const wide = rule('create', 'clusterrolebindings', rbac);
  const local = rule('create', 'rolebindings', rbac);

  function anaHas(namespace: string | undefined, ...rules: readonly PolicyRule[]) {
    const kubelets = clusterRole('kubelets', rule('get', 'nodes/proxy'));
    const view = clusterRole('view', rule('get', 'pods'));
    const given = powers({
      clusterRoles: [admin, kubelets, view, clusterRole('ops', ...rules)],
      roles: [role('shop/owner', rule('*', '*', { apiGroups: ['*'] })), role('shop/ops', ...rules)],
      ...(namespace === undefined
        ? { clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ana)] }
        : { roleBindings: [roleBinding(`${namespace}/ops`, 'Role ops', ana)] }),
    });
    const told = given.powerOf(ana).map(({ level, because: [first] }) => [level, first?.way]);
    return [0, 1].map((place) => told.map((each) => each[place]).join(' '));
  }

  test.each<[string, string | undefined, PolicyRule[], string, string]>([
    [
      'over the cluster',
      undefined,
      [bindsAdmin, wide],
      'cluster-admin-equivalent',
      'binds-the-named',
    ],
    [
      'in all namespaces',
      undefined,
      [bindsAdmin, local],
      'cluster-admin-equivalent',
      'binds-the-named',
    ],
    ['in one namespace', 'shop', [bindsAdmin, local], 'namespace-admin', 'binds-the-named'],
    [
      'a Role of the namespace',
      'shop',
      [rule('bind', 'roles', { ...rbac, resourceNames: ['owner'] }), local],
      'namespace-admin',
      'binds-the-named',
    ],
    [
      'a Role of any namespace',
      undefined,
      [rule('bind', 'roles', { ...rbac, resourceNames: ['owner', 'gone'] }), local],
      'write namespace-admin',
      'writes binds-the-named',
    ],
    [
      'what has no namespace, over the cluster',
      undefined,
      [rule('bind', 'clusterroles', { ...rbac, resourceNames: ['kubelets'] }), wide],
      'cluster-admin-equivalent',
      'binds-the-named',
    ],
    [
      'what has no namespace, in namespaces: it gives nothing',
      undefined,
      [rule('bind', 'clusterroles', { ...rbac, resourceNames: ['kubelets'] }), local],
      'write',
      'writes',
    ],
    [
      'a weak role',
      undefined,
      [rule('bind', 'clusterroles', { ...rbac, resourceNames: ['view', 'gone'] }), wide],
      'write',
      'writes',
    ],
    ['without writing bindings', undefined, [bindsAdmin], 'write', 'writes'],
    [
      'not as a user who is called like it',
      undefined,
      [rule('impersonate', 'users', { resourceNames: ['cluster-admin'] }), wide],
      'write',
      'writes',
    ],
    [
      'a ClusterRole over the cluster, from a namespace',
      'shop',
      [bindsAdmin, wide],
      'write',
      'writes',
    ],
  ])('%s', (_name, namespace, rules, level, way) => {
    expect(anaHas(namespace, ...rules)).toEqual([level, way]);
  });

  test('not over the cluster where a namespace alone lets them bind it', () => {
    const given = powers({
      clusterRoles: [admin, clusterRole('wide', wide)],
      roles: [role('shop/binds', bindsAdmin)],
      clusterRoleBindings: [clusterRoleBinding('wide', 'wide', ana)],
      roleBindings: [roleBinding('shop/binds', 'Role binds', ana)],
    });
    expect(given.powerOf(ana).map(({ level, reach }) => [level, reach])).toEqual([
      ['write', { kind: 'cluster' }],
    ]);
  });

  test('and what makes it is told: the binding rules', () => {
    const bindsRoles = rule('bind', 'roles', rbac);
    const zoe = rule('impersonate', 'users', { resourceNames: ['zoe'] });
    const ops = clusterRole('ops', rule('get', 'pods'), bindsAdmin, wide, bindsRoles, zoe);
    const given = powers({
      clusterRoles: [admin, ops],
      clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ana)],
    });
    const [{ because: [only] = [] } = { because: [] }] = given.powerOf(ana);
    expect(only?.rules.map(({ index }) => index)).toEqual([1, 2]);
  });
});

describe('power spreads', () => {
  const runs = (namespace: string, subject: RbacSubject) =>
    roleBinding(`${namespace}/run-${subject.name}`, 'ClusterRole runner', subject);
  const runner = clusterRole('runner', rule('create', 'pods'));

  test('from namespace to namespace, as far as anybody can go on', () => {
    const given = withFlux(
      {
        clusterRoles: [runner],
        roleBindings: [
          runs('flux', account('ci/builder')),
          runs('ci', account('dev/web')),
          runs('dev', ana),
          runs('lab', user('bob')),
        ],
      },
      'flux/reconciler',
      'ci/builder',
      'dev/web',
      'lab/web',
    );
    expect(isAdmin(given.powerOf(ana))).toBe(true);
    expect(isAdmin(given.powerOf(user('bob')))).toBe(false);
    expect([...given.adminNamespaces.keys()].sort()).toEqual(['ci', 'dev', 'flux']);
    const [{ because: [first] = [] } = { because: [] }] = given.powerOf(ana);
    expect(first?.becomes).toEqual(account('dev/web'));
  });

  test('through groups of accounts', () => {
    const given = withFlux(
      {
        clusterRoles: [runner],
        roleBindings: [runs('flux', group('system:serviceaccounts:ci')), runs('ci', ana)],
      },
      'flux/reconciler',
      'ci/default',
    );
    expect(isAdmin(given.powerOf(account('ci/default')))).toBe(true);
    expect(isAdmin(given.powerOf(ana))).toBe(true);
  });

  test('not by what is harmless in the namespace of an admin', () => {
    const given = withFlux(
      {
        clusterRoles: [runner, clusterRole('reader', rule('get', 'pods'))],
        roleBindings: [
          roleBinding('flux/reads', 'ClusterRole reader', account('ci/builder')),
          runs('ci', ana),
        ],
      },
      'flux/reconciler',
      'ci/builder',
    );
    expect(isAdmin(given.powerOf(ana))).toBe(false);
    expect([...given.adminNamespaces.keys()]).toEqual(['flux']);
  });

  test('not in circles', () => {
    const given = powers(
      {
        clusterRoles: [runner],
        roleBindings: [runs('a', account('b/web')), runs('b', account('a/web'))],
      },
      'a/web',
      'b/web',
    );
    expect(isAdmin(given.powerOf(account('a/web')))).toBe(false);
    expect(given.adminNamespaces.size).toBe(0);
  });

  test('and nobody is strong by becoming themselves', () => {
    const given = powers(
      {
        clusterRoles: [runner, clusterRole('kubelets', rule('get', 'nodes/proxy'))],
        clusterRoleBindings: [clusterRoleBinding('kubelets', 'kubelets', account('a/web'))],
        roleBindings: [runs('a', account('a/web'))],
      },
      'a/web',
    );
    const [{ because } = { because: [] }] = given.powerOf(account('a/web'));
    expect(because.map(({ way }) => way)).toEqual(['reaches-kubelets']);
  });

  test('to an account that a binding names as a user', () => {
    const given = powers(
      {
        clusterRoles: [admin, runner],
        clusterRoleBindings: [
          clusterRoleBinding('odd', 'cluster-admin', user('system:serviceaccount:flux:odd')),
        ],
        roleBindings: [runs('flux', ana)],
      },
      'flux/odd',
    );
    expect(given.powerOf(account('flux/odd'))[0]?.level).toBe('cluster-admin');
    expect(isAdmin(given.powerOf(ana))).toBe(true);
    expect([...given.adminNamespaces.values()]).toEqual([account('flux/odd')]);
  });

  test('to a caller of several groups, who is nobody’s subject', () => {
    const given = withFlux(
      {
        clusterRoles: [
          clusterRole('makes', rule('create', 'secrets')),
          clusterRole('reads', rule('get', 'secrets')),
        ],
        roleBindings: [
          roleBinding('flux/makes', 'ClusterRole makes', group('dev')),
          roleBinding('flux/reads', 'ClusterRole reads', group('ops')),
        ],
      },
      'flux/reconciler',
    );
    expect(isAdmin(given.powerOf({ username: 'ana', groups: ['dev', 'ops'] }))).toBe(true);
    expect(isAdmin(given.powerOf({ username: 'ana', groups: ['dev'] }))).toBe(false);
    expect(isAdmin(given.powerOf({ groups: ['system:masters'] }))).toBe(true);
  });
});

describe('whoever makes an account is in the groups of its namespace', () => {
  const runner = clusterRole('runner', rule('create', 'pods'));
  const maker = clusterRole('maker', rule('create', 'pods,serviceaccounts'));
  const builder = clusterRole(
    'builder',
    rule('impersonate', 'serviceaccounts', { resourceNames: ['builder'] }),
  );
  const nobody = clusterRole(
    'nobody',
    rule('impersonate', 'serviceaccounts', { resourceNames: ['a:b'] }),
  );
  const groupRuns = (name: string) =>
    roleBinding('kube-system/run', 'ClusterRole runner', group(name));

  test.each([
    ['of that namespace', 'system:serviceaccounts:ci', 'maker', true],
    ['of all', 'system:serviceaccounts', 'maker', true],
    ['of another namespace: not', 'system:serviceaccounts:dev', 'maker', false],
    ['by impersonating it by name', 'system:serviceaccounts:ci', 'builder', true],
    [
      'but who only runs pods needs one that is there',
      'system:serviceaccounts:ci',
      'runner',
      false,
    ],
    ['but not by a name that no account can have', 'system:serviceaccounts:ci', 'nobody', false],
  ])('%s', (_name, groupName, roleName, expected) => {
    const given = powers({
      clusterRoles: [runner, maker, builder, nobody],
      roleBindings: [groupRuns(groupName), roleBinding('ci/ana', `ClusterRole ${roleName}`, ana)],
    });
    expect(isAdmin(given.powerOf(ana))).toBe(expected);
  });

  test('by impersonating a name anywhere, of any namespace', () => {
    const given = powers({
      clusterRoles: [runner, builder],
      roleBindings: [groupRuns('system:serviceaccounts:ci')],
      clusterRoleBindings: [clusterRoleBinding('builders', 'builder', ana)],
    });
    expect(isAdmin(given.powerOf(ana))).toBe(true);
  });
});
