import { describe, expect, test } from 'vitest';
import { allows, grantsOf, rulesOf } from '../../../shared/kubernetes/rbac.ts';
import { indexRbac } from '../../../shared/kubernetes/rbac-index.ts';
import type { RbacRole } from '../../../shared/model/kubernetes.ts';
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

const getPods = { verb: 'get', apiGroup: '', resource: 'pods' };
const inShop = { ...getPods, namespace: 'shop' };
const reader = clusterRole('reader', rule('list', 'nodes'), rule('get', 'pods'));
const shopReader = role('shop/reader', rule('get', 'pods'));

describe('a binding over the whole cluster', () => {
  const binding = clusterRoleBinding('readers', 'reader', user('ana'));
  const index = indexRbac(
    kubernetesCluster({ clusterRoles: [reader], clusterRoleBindings: [binding] }),
  );

  test('gives its role in every namespace, with the chain', () => {
    expect(allows(index, user('ana'), inShop)).toStrictEqual([
      {
        kind: 'rule',
        subject: user('ana'),
        binding,
        role: reader,
        rule: rule('get', 'pods'),
        index: 1,
      },
    ]);
  });

  test('gives it over all namespaces at once', () => {
    expect(allows(index, user('ana'), getPods)).toHaveLength(1);
  });

  test('gives nothing to anybody else', () => {
    expect(allows(index, user('bob'), inShop)).toEqual([]);
    expect(allows(index, group('ana'), inShop)).toEqual([]);
  });
});

describe('a binding in a namespace', () => {
  const nodes = { verb: 'list', apiGroup: '', resource: 'nodes' };
  const paths = clusterRole('reader', urls('get', '/metrics'), ...reader.rules);
  const binding = roleBinding('shop/readers', 'ClusterRole reader', user('ana'));
  const index = indexRbac(kubernetesCluster({ clusterRoles: [paths], roleBindings: [binding] }));

  test('gives a ClusterRole in that namespace only', () => {
    expect(allows(index, user('ana'), inShop)).toEqual([
      {
        kind: 'rule',
        subject: user('ana'),
        binding,
        role: paths,
        rule: rule('get', 'pods'),
        index: 2,
        namespace: 'shop',
      },
    ]);
    expect(allows(index, user('ana'), { ...getPods, namespace: 'bank' })).toEqual([]);
    expect(allows(index, user('ana'), getPods)).toEqual([]);
  });

  test('gives nothing of what has no namespace', () => {
    expect(allows(index, user('ana'), nodes)).toEqual([]);
    expect(allows(index, user('ana'), { verb: 'get', path: '/metrics' })).toEqual([]);
  });

  test('gives its own namespace itself, to one who may read namespaces', () => {
    const admin = clusterRole('admin', rule('get', 'namespaces'));
    const own = indexRbac(
      kubernetesCluster({
        clusterRoles: [admin],
        roleBindings: [roleBinding('shop/admins', 'ClusterRole admin', user('ana'))],
      }),
    );
    const get = { verb: 'get', apiGroup: '', resource: 'namespaces' };
    expect(allows(own, user('ana'), { ...get, name: 'shop' })).toHaveLength(1);
    expect(allows(own, user('ana'), { ...get, name: 'bank' })).toEqual([]);
  });
});

describe('a binding gives nothing', () => {
  test.each([
    ['when its role is missing', roleBinding('shop/readers', 'Role gone', user('ana'))],
    ['when its ClusterRole is missing', roleBinding('shop/r', 'ClusterRole gone', user('ana'))],
    ['when the role is in another namespace', roleBinding('bank/r', 'Role reader', user('ana'))],
    ['when its role has no rules', roleBinding('shop/r', 'Role empty', user('ana'))],
    ['when it names nobody', roleBinding('shop/readers', 'Role reader')],
    ['for a ClusterRole of that name', roleBinding('shop/r', 'ClusterRole reader', user('ana'))],
  ])('%s', (_name, binding) => {
    const roles = [shopReader, role('shop/empty')];
    const index = indexRbac(kubernetesCluster({ roles, roleBindings: [binding] }));
    expect(allows(index, user('ana'), inShop)).toEqual([]);
    expect(rulesOf(index, user('ana'))).toEqual([]);
  });

  test('over the whole cluster when it refers to a Role', () => {
    const binding = {
      ...clusterRoleBinding('readers', 'reader', user('ana')),
      roleRef: { kind: 'Role' as const, name: 'reader' },
    };
    const index = indexRbac(
      kubernetesCluster({
        roles: [shopReader, role('undefined/reader', rule('get', 'pods'))],
        clusterRoles: [reader],
        clusterRoleBindings: [binding],
      }),
    );
    expect(index.roleOf(binding)).toBeUndefined();
    expect(allows(index, user('ana'), inShop)).toEqual([]);
  });
});

describe('a binding to', () => {
  const index = (subject: ReturnType<typeof group>) =>
    indexRbac(
      kubernetesCluster({
        roles: [shopReader],
        roleBindings: [roleBinding('shop/readers', 'Role reader', subject)],
      }),
    );

  test.each([
    ['a service account, the account', account('bank/web'), account('bank/web')],
    [
      'a service account, a user of its name',
      account('bank/web'),
      user('system:serviceaccount:bank:web'),
    ],
    [
      'a user of the name of an account, the account',
      user('system:serviceaccount:bank:web'),
      account('bank/web'),
    ],
    ['all service accounts, any', group('system:serviceaccounts'), account('bank/web')],
    ['all of a namespace, one in it', group('system:serviceaccounts:bank'), account('bank/web')],
    ['everybody, a user', group('system:authenticated'), user('ana')],
    ['everybody, a service account', group('system:authenticated'), account('bank/web')],
    ['everybody, a group', group('system:authenticated'), group('ops')],
    ['strangers, nobody known', group('system:unauthenticated'), user('system:anonymous')],
    ['a group, its member', group('ops'), { username: 'ana', groups: ['dev', 'ops'] }],
  ])('%s', (_name, bound, asking) => {
    expect(allows(index(bound), asking, inShop)).toHaveLength(1);
  });

  test.each([
    ['a service account, its namesake elsewhere', account('bank/web'), account('shop/web')],
    [
      'all of a namespace, one of another',
      group('system:serviceaccounts:bank'),
      account('shop/web'),
    ],
    ['all service accounts, a user', group('system:serviceaccounts'), user('ana')],
    ['everybody, nobody known', group('system:authenticated'), user('system:anonymous')],
    ['strangers, a user', group('system:unauthenticated'), user('ana')],
    ['a group, a user of its name', group('ops'), user('ops')],
    ['a user, a group of their name', user('ana'), group('ana')],
  ])('not %s', (_name, bound, asking) => {
    expect(allows(index(bound), asking, inShop)).toEqual([]);
  });

  test('one subject twice counts once', () => {
    const twice = indexRbac(
      kubernetesCluster({
        roles: [shopReader],
        roleBindings: [roleBinding('shop/r', 'Role reader', user('ana'), user('ana'))],
      }),
    );
    expect(allows(twice, user('ana'), inShop)).toHaveLength(1);
  });
});

describe('system:masters', () => {
  const nothing = indexRbac(kubernetesCluster({}));

  test('may do anything, whatever is bound', () => {
    expect(allows(nothing, group('system:masters'), inShop)).toEqual([{ kind: 'system:masters' }]);
    const ana = { username: 'ana', groups: ['system:masters'] };
    expect(allows(nothing, ana, { verb: 'get', path: '/' })).toEqual([{ kind: 'system:masters' }]);
  });

  test('is not the name of a user', () => {
    expect(allows(nothing, user('system:masters'), inShop)).toEqual([]);
  });
});

describe('an aggregated role', () => {
  const podReader = { ...clusterRole('pod-reader', rule('get', 'pods')), labels: { to: 'all' } };
  const nodeReader = { ...clusterRole('node-reader', rule('get', 'nodes')), labels: { to: 'one' } };
  const everything: RbacRole = {
    ...clusterRole('all'),
    aggregates: [{ matchLabels: { to: 'all' }, matchExpressions: [] }],
  };
  const binding = clusterRoleBinding('readers', 'all', user('ana'));

  test('without rules gives those of the roles that it selects, and says whose they are', () => {
    const index = indexRbac(
      kubernetesCluster({
        clusterRoles: [everything, podReader, nodeReader],
        clusterRoleBindings: [binding],
      }),
    );
    expect(rulesOf(index, user('ana'))).toEqual([
      {
        subject: user('ana'),
        binding,
        role: everything,
        rule: rule('get', 'pods'),
        index: 0,
        gatheredFrom: podReader,
      },
    ]);
  });

  test('with rules gives these: the controller has written them', () => {
    const filled = { ...everything, rules: [rule('get', 'services')] };
    const index = indexRbac(
      kubernetesCluster({ clusterRoles: [filled, podReader], clusterRoleBindings: [binding] }),
    );
    expect(rulesOf(index, user('ana'))).toEqual([
      {
        subject: user('ana'),
        binding,
        role: filled,
        rule: rule('get', 'services'),
        index: 0,
      },
    ]);
  });

  test('gathers nothing by a label that nobody has', () => {
    const index = indexRbac(
      kubernetesCluster({
        clusterRoles: [
          { ...everything, aggregates: [{ matchLabels: { to: 'none' }, matchExpressions: [] }] },
          podReader,
        ],
        clusterRoleBindings: [binding],
      }),
    );
    expect(rulesOf(index, user('ana'))).toEqual([]);
  });

  test('gathers through roles that gather, and not for ever', () => {
    const outer = { ...everything, labels: { to: 'all' }, name: 'outer' };
    const inner: RbacRole = {
      ...clusterRole('inner'),
      labels: { to: 'all' },
      aggregates: [
        { matchLabels: {}, matchExpressions: [{ key: 'to', operator: 'Exists', values: [] }] },
      ],
    };
    const index = indexRbac(
      kubernetesCluster({
        clusterRoles: [outer, inner, podReader, nodeReader, reader],
        clusterRoleBindings: [clusterRoleBinding('readers', 'outer', user('ana'))],
      }),
    );
    expect(rulesOf(index, user('ana')).map(({ gatheredFrom }) => gatheredFrom?.name)).toEqual([
      'pod-reader',
      'node-reader',
    ]);
  });
});

test('who can is answered for all subjects, groups as they are bound', () => {
  const index = indexRbac(
    kubernetesCluster({
      clusterRoles: [reader],
      clusterRoleBindings: [clusterRoleBinding('ops', 'reader', group('ops'))],
      roleBindings: [
        roleBinding('shop/ana', 'ClusterRole reader', user('ana')),
        roleBinding('bank/bob', 'ClusterRole reader', user('bob')),
        roleBinding('bank/ana', 'ClusterRole reader', user('ana')),
      ],
    }),
  );
  const grants = grantsOf(index, inShop);
  expect(grants.map((grant) => (grant.kind === 'rule' ? grant.subject : grant.kind))).toEqual([
    'system:masters',
    group('ops'),
    user('ana'),
  ]);
  expect(index.subjects).toEqual([group('ops'), user('ana'), user('bob')]);
});
