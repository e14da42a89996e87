import { describe, expect, it } from 'vitest';
import { accessOf, readAsked } from '../../../shared/access/access-matrix.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { AccessOf } from '../../../shared/model/who-can.ts';
import { roleLine, userLine } from '../../support/aws-auth.ts';
import { clusterEstate, type InCluster } from '../../support/cluster-estates.ts';
import { ci, namespaces, wholeCluster } from '../../support/eks.ts';
import { denied } from '../../support/facts.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const reader = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSSecretReaderPolicy';
const event = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEventPolicy';

function access(who: string, given: InCluster): AccessOf {
  return accessOf(clusterEstate(given), payments, readAsked(who));
}

const reads = ['get', 'list', 'watch'];
const nothing = { reach: { kind: 'cluster' }, rows: [] };

describe('what somebody may do', () => {
  it('is a table for the cluster, and for the namespaces where it is more', () => {
    const given = {
      entries: [
        {
          principalArn: ci,
          kubernetesGroups: ['ops'],
          policies: [{ policyArn: reader, accessScope: namespaces('shop', 'dev-*', 'soon-*') }],
        },
      ],
      rbac: {
        namespaces: ['bank', 'dev-1', 'shop'].map((name) => ({ name, labels: {} })),
        clusterRoles: [clusterRole('ops', rule('get', 'nodes,pods'))],
        clusterRoleBindings: [clusterRoleBinding('ops', 'ops', group('ops'))],
      },
    };
    const everywhere = [
      { resource: 'pods', verbs: ['get'], someVerbs: [] },
      { resource: 'nodes', verbs: ['get'], someVerbs: [] },
    ];
    const secrets = { resource: 'secrets', verbs: reads, someVerbs: [] };
    const entry = { kind: 'access entry', name: 'STANDARD' };
    expect(access(ci, given)).toEqual({
      cluster: payments,
      letInBy: [entry],
      matrices: [
        { reach: { kind: 'cluster' }, rows: everywhere },
        {
          reach: { kind: 'namespaces', namespaces: ['dev-1', 'shop', 'soon-*'] },
          rows: [everywhere[0], secrets, everywhere[1]],
        },
      ],
      rules: [
        {
          reach: { kind: 'namespaces', namespaces: ['shop', 'dev-*', 'soon-*'] },
          chain: [
            entry,
            { kind: 'access policy', name: 'AmazonEKSSecretReaderPolicy' },
            { kind: 'rule', name: 'get,list,watch on secrets' },
          ],
        },
        {
          reach: { kind: 'cluster' },
          chain: [
            entry,
            { kind: 'group', name: 'ops' },
            { kind: 'binding', name: 'ClusterRoleBinding ops' },
            { kind: 'role', name: 'ClusterRole ops' },
            { kind: 'rule', name: 'get on nodes,pods' },
          ],
        },
      ],
      gaps: { unread: [], unknown: [] },
    });
  });

  it('leaves out namespaces where it is no more, and what counts in no namespace', () => {
    const rbac = {
      clusterRoles: [
        clusterRole('a', rule('get', 'pods')),
        clusterRole('b', rule('get', 'pods,nodes')),
      ],
      clusterRoleBindings: [clusterRoleBinding('a', 'a', user('zoe'))],
      roleBindings: [roleBinding('shop/b', 'ClusterRole b', user('zoe'))],
    };
    expect(access('user:zoe', { rbac }).matrices).toEqual([
      { reach: { kind: 'cluster' }, rows: [{ resource: 'pods', verbs: ['get'], someVerbs: [] }] },
    ]);
  });

  it('is not the same in every namespace', () => {
    const rbac = {
      clusterRoles: [
        clusterRole('a', rule('get', 'pods')),
        clusterRole('b', rule('list', 'secrets')),
      ],
      roleBindings: [
        roleBinding('shop/a', 'ClusterRole a', user('zoe')),
        roleBinding('bank/b', 'ClusterRole b', user('zoe')),
      ],
    };
    expect(access('user:zoe', { rbac }).matrices).toEqual([
      nothing,
      {
        reach: { kind: 'namespaces', namespaces: ['bank'] },
        rows: [{ resource: 'secrets', verbs: ['list'], someVerbs: [] }],
      },
      {
        reach: { kind: 'namespaces', namespaces: ['shop'] },
        rows: [{ resource: 'pods', verbs: ['get'], someVerbs: [] }],
      },
    ]);
  });

  it('tells some objects from all of them', () => {
    const named = rule('get,delete', 'secrets', { resourceNames: ['db'] });
    const rbac = {
      clusterRoles: [clusterRole('a', named, rule('delete', 'secrets'))],
      roleBindings: [roleBinding('shop/a', 'ClusterRole a', user('zoe'))],
    };
    expect(access('user:zoe', { rbac }).matrices).toEqual([
      nothing,
      {
        reach: { kind: 'namespaces', namespaces: ['shop'] },
        rows: [{ resource: 'secrets', verbs: ['delete'], someVerbs: ['get'] }],
      },
    ]);
  });
});

describe('whom it is asked of', () => {
  const rbac = {
    clusterRoles: [clusterRole('r', rule('get', 'pods'))],
    clusterRoleBindings: [
      ...['system:authenticated', 'system:serviceaccounts', 'system:serviceaccounts:shop'],
      'ops',
    ].map((name) => clusterRoleBinding(`of ${name}`, 'r', group(name))),
    roleBindings: [roleBinding('shop/web', 'ClusterRole r', account('shop/web'))],
  };
  const entries = [{ principalArn: ci, kubernetesGroups: ['ops'] }];
  const awsAuth = {
    roles: [
      roleLine('arn:aws:iam::012345678901:role/ops', { groups: ['ops'] }),
      roleLine('arn:aws:iam::012345678901:role/known', { groups: ['system:authenticated'] }),
      roleLine('arn:aws:iam::012345678901:role/web', {
        username: 'system:serviceaccount:shop:web',
      }),
    ],
  };
  const all = 'ClusterRoleBinding of system:authenticated';
  const web = [
    'RoleBinding shop/web',
    'ClusterRoleBinding of system:serviceaccounts:shop',
    'ClusterRoleBinding of system:serviceaccounts',
    all,
  ];
  it.each([
    ['a principal', ci, ['ClusterRoleBinding of ops', all]],
    [
      'a session',
      'arn:aws:sts::012345678901:assumed-role/ci/main',
      ['ClusterRoleBinding of ops', all],
    ],
    [
      'a line of aws-auth',
      'arn:aws:iam::012345678901:role/ops',
      ['ClusterRoleBinding of ops', all],
    ],
    ['a principal that is not let in', 'arn:aws:iam::012345678901:role/cd', []],
    ['a user', 'user:zoe', [all]],
    ['a group', 'group:ops', ['ClusterRoleBinding of ops', all]],
    ['everybody', 'group:system:authenticated', [all]],
    ['a service account', 'system:serviceaccount:shop:web', web],
    [
      'a line of aws-auth that lets in under the name of a service account',
      'arn:aws:iam::012345678901:role/web',
      web,
    ],
    [
      'a line of aws-auth with a group that everybody is in, once',
      'arn:aws:iam::012345678901:role/known',
      [all],
    ],
    ['a principal that only ends like a user', 'federated-user:zoe', []],
  ])('%s has its own rules and those of its groups', (_, who, bindings) => {
    const { rules } = access(who, { rbac, entries, awsAuth });
    const links = rules.flatMap(({ chain }) => chain.filter(({ kind }) => kind === 'binding'));
    expect(links.map(({ name }) => name)).toEqual(bindings);
  });

  it('names the group of everybody by which a rule is held', () => {
    expect(access('user:zoe', { rbac }).rules).toEqual([
      {
        reach: { kind: 'cluster' },
        chain: [
          { kind: 'group', name: 'system:authenticated' },
          { kind: 'binding', name: all },
          { kind: 'role', name: 'ClusterRole r' },
          { kind: 'rule', name: 'get on pods' },
        ],
      },
    ]);
  });
});

describe('what lets somebody in', () => {
  const iam = 'arn:aws:iam::012345678901';
  const given = {
    entries: [{ principalArn: ci }],
    awsAuth: {
      roles: [roleLine(ci), roleLine(`${iam}:role/ops`, {}, 1)],
      users: [userLine(`${iam}:user/marta`, {}, 2)],
      accounts: ['012345678901'],
    },
    rbac: {
      clusterRoles: [clusterRole('r', rule('get', 'pods'))],
      clusterRoleBindings: [clusterRoleBinding('zoe', 'r', user(`${iam}:user/zoe`))],
    },
  };
  it.each([
    ['an entry, and not the line beside it', ci, { kind: 'access entry', name: 'STANDARD' }],
    ['a line for a role', `${iam}:role/ops`, { kind: 'aws-auth', name: 'mapRoles[1]' }],
    ['a line for a user', `${iam}:user/marta`, { kind: 'aws-auth', name: 'mapUsers[2]' }],
    ['their account', `${iam}:user/zoe`, { kind: 'aws-auth', name: 'mapAccounts' }],
  ])('is %s', (_, who, by) => {
    expect(access(who, given).letInBy).toEqual([by]);
  });

  it('by their account gives what is bound to their ARN', () => {
    expect(access(`${iam}:user/zoe`, given).rules).toEqual([
      {
        reach: { kind: 'cluster' },
        chain: [
          { kind: 'aws-auth', name: 'mapAccounts' },
          { kind: 'username', name: `${iam}:user/zoe` },
          { kind: 'binding', name: 'ClusterRoleBinding zoe' },
          { kind: 'role', name: 'ClusterRole r' },
          { kind: 'rule', name: 'get on pods' },
        ],
      },
    ]);
  });

  it('under no name gives nothing', () => {
    expect(access(`${iam}:user/marta`, given).rules).toEqual([]);
  });
});

describe('what it leaves out', () => {
  const policies = [{ policyArn: event, accessScope: wholeCluster }];
  const entries = [{ principalArn: ci, policies }];
  const facts = [denied(factKeys.namespaces(payments))];

  it('is said of the one who is asked about', () => {
    expect(access(ci, { entries, facts }).gaps).toEqual({
      unread: ['k8s-namespaces eu-west-1/payments: AccessDenied'],
      unknown: [`what ${ci} may do besides: the rules of AmazonEKSEventPolicy are not known`],
    });
  });

  it('is all that was not read of the cluster', () => {
    const inShop = [{ policyArn: reader, accessScope: namespaces('shop') }];
    const { matrices, gaps } = access(ci, {
      entries: [{ principalArn: ci, policies: inShop, kubernetesGroups: ['ops'] }],
      facts: [
        denied(factKeys.cluster(payments)),
        denied(factKeys.awsAuth(payments)),
        denied(factKeys.rbacRoles(payments)),
        denied(factKeys.rbacClusterRoles(payments)),
        denied(factKeys.roleBindings(payments)),
        denied(factKeys.clusterRoleBindings(payments)),
        denied(factKeys.namespaces(payments)),
      ],
    });
    expect(matrices).toEqual([
      nothing,
      {
        reach: { kind: 'namespaces', namespaces: ['shop'] },
        rows: [{ resource: 'secrets', verbs: reads, someVerbs: [] }],
      },
    ]);
    expect(gaps).toEqual({
      unread: [
        'cluster eu-west-1 payments: AccessDenied',
        'k8s-aws-auth eu-west-1/payments: AccessDenied',
        'k8s-roles eu-west-1/payments: AccessDenied',
        'k8s-clusterroles eu-west-1/payments: AccessDenied',
        'k8s-rolebindings eu-west-1/payments: AccessDenied',
        'k8s-clusterrolebindings eu-west-1/payments: AccessDenied',
        'k8s-namespaces eu-west-1/payments: AccessDenied',
      ],
      unknown: [],
    });
  });

  it('is not said of others', () => {
    expect(access('user:zoe', { entries }).gaps).toEqual({ unread: [], unknown: [] });
  });
});
