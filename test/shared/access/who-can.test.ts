import { describe, expect, it } from 'vitest';
import { whoCan } from '../../../shared/access/who-can.ts';
import { readQuestion } from '../../../shared/kubernetes/question.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { WayToDo, WhoCan } from '../../../shared/model/who-can.ts';
import { roleLine, ssoLine, userLine } from '../../support/aws-auth.ts';
import { clusterEstate, type InCluster } from '../../support/cluster-estates.ts';
import { ci, namespaces, wholeCluster } from '../../support/eks.ts';
import { denied, gone } from '../../support/facts.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  rule,
  urls,
  user,
} from '../../support/rbac.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const ops = 'arn:aws:iam::012345678901:role/ops';
const marta = 'arn:aws:iam::012345678901:user/marta';
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const edit = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy';
const reader = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSSecretReaderPolicy';

/** `get secrets`, as in the command; a namespace behind `-n`. */
function ask(words: string, given: InCluster): WhoCan {
  const [verb = '', target = '', , namespace] = words.split(' ');
  const question = readQuestion(verb, target, namespace);
  if (typeof question === 'string') throw new Error(question);
  return whoCan(clusterEstate(given), payments, question);
}

/** Without system:masters, who may do all. */
function ways(words: string, given: InCluster): readonly WayToDo[] {
  return ask(words, given).ways.filter(({ who }) => who !== 'group:system:masters');
}

function names(words: string, given: InCluster): readonly string[] {
  return [...new Set(ways(words, given).map(({ who }) => who))];
}

const readers = clusterRole('readers', rule('get', 'secrets'));

describe('who can', () => {
  it('by an access policy: the entry, the policy, the rule', () => {
    const policies = [{ policyArn: reader, accessScope: wholeCluster }];
    expect(ask('get secrets', { entries: [{ principalArn: ci, policies }] })).toEqual({
      cluster: payments,
      ways: [
        {
          who: ci,
          reach: { kind: 'cluster' },
          chain: [
            { kind: 'access entry', name: 'STANDARD' },
            { kind: 'access policy', name: 'AmazonEKSSecretReaderPolicy' },
            { kind: 'rule', name: 'get,list,watch on secrets' },
          ],
        },
        {
          who: 'group:system:masters',
          reach: { kind: 'cluster' },
          chain: [{ kind: 'rule', name: '* on * of * and paths *' }],
        },
      ],
      gaps: { unread: [], unknown: [] },
    });
  });

  it('by a group of an access entry: the group, its binding, the role, the rule', () => {
    const given = {
      entries: [{ principalArn: ci, kubernetesGroups: ['deployers'] }],
      rbac: {
        clusterRoles: [clusterRole('readers', rule('get', 'secrets', { resourceNames: ['db'] }))],
        roleBindings: [roleBinding('shop/ci', 'ClusterRole readers', group('deployers'))],
      },
    };
    const chain = [
      { kind: 'binding', name: 'RoleBinding shop/ci' },
      { kind: 'role', name: 'ClusterRole readers' },
      { kind: 'rule', name: 'get on secrets named db' },
    ];
    const reach = { kind: 'namespaces', namespaces: ['shop'] };
    expect(ways('get secrets', given)).toEqual([
      {
        who: ci,
        reach,
        names: ['db'],
        chain: [
          { kind: 'access entry', name: 'STANDARD' },
          { kind: 'group', name: 'deployers' },
          ...chain,
        ],
      },
      { who: 'group:deployers', reach, names: ['db'], chain },
    ]);
  });

  it('by a line of aws-auth, in system:masters', () => {
    const awsAuth = { roles: [roleLine(ops, { groups: ['system:masters'] }, 2)] };
    expect(ways('get secrets -n kube-system', { awsAuth })).toEqual([
      {
        who: ops,
        reach: { kind: 'cluster' },
        chain: [
          { kind: 'aws-auth', name: 'mapRoles[2]' },
          { kind: 'group', name: 'system:masters' },
          { kind: 'rule', name: '* on * of * and paths *' },
        ],
      },
    ]);
  });

  it('by a rule of several groups, resources, names and paths, each told', () => {
    const several = rule('get,list', 'deployments,secrets', {
      apiGroups: ['', 'apps', 'extensions'],
      resourceNames: ['db', 'web'],
    });
    const rbac = {
      clusterRoles: [
        clusterRole('ops', { ...several, nonResourceURLs: ['/metrics', '/logs'] }),
        clusterRole('paths', urls('get', '/metrics')),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('ops', 'ops', user('zoe')),
        clusterRoleBinding('paths', 'paths', user('zoe')),
      ],
    };
    expect(ways('get /metrics', { rbac }).map(({ chain }) => chain.at(-1)?.name)).toEqual([
      'get,list on deployments,secrets of apps,extensions named db,web and paths /metrics,/logs',
      'get on paths /metrics',
    ]);
  });

  it('by rules that were gathered from another role, of an API group', () => {
    const gathered = clusterRole('extra', rule('get', 'deployments', { apiGroups: ['apps'] }));
    const aggregating = {
      ...clusterRole('all'),
      aggregates: [{ matchLabels: { to: 'all' }, matchExpressions: [] }],
    };
    const rbac = {
      clusterRoles: [aggregating, { ...gathered, labels: { to: 'all' } }],
      clusterRoleBindings: [clusterRoleBinding('all', 'all', account('shop/web'))],
    };
    expect(ways('get deployments', { rbac })).toEqual([
      {
        who: 'system:serviceaccount:shop:web',
        reach: { kind: 'cluster' },
        chain: [
          { kind: 'binding', name: 'ClusterRoleBinding all' },
          { kind: 'role', name: 'ClusterRole all, gathered from ClusterRole extra' },
          { kind: 'rule', name: 'get on deployments of apps' },
        ],
      },
    ]);
  });

  it('principals come before subjects, each sorted', () => {
    const given = {
      entries: [
        { principalArn: ops, policies: [{ policyArn: reader, accessScope: wholeCluster }] },
        { principalArn: ci, policies: [{ policyArn: reader, accessScope: wholeCluster }] },
      ],
      rbac: {
        clusterRoles: [readers],
        clusterRoleBindings: [clusterRoleBinding('x', 'readers', user('zoe'), group('audit'))],
      },
    };
    expect(ask('get secrets', given).ways.map(({ who }) => who)).toEqual([
      ci,
      ops,
      'group:audit',
      'group:system:masters',
      'user:zoe',
    ]);
  });
});

it('members of system:masters may do all, and what is bound to them is told once', () => {
  const rbac = {
    clusterRoles: [readers],
    clusterRoleBindings: [clusterRoleBinding('x', 'readers', group('system:masters'))],
  };
  expect(ask('get secrets', { rbac }).ways.map(({ who, chain }) => [who, chain.length])).toEqual([
    ['group:system:masters', 1],
    ['group:system:masters', 3],
  ]);
});

describe('an access policy over namespaces', () => {
  const entries = [
    { principalArn: ci, policies: [{ policyArn: edit, accessScope: namespaces('shop', 'dev-*') }] },
  ];
  it.each([
    ['get secrets -n shop', [ci]],
    ['get secrets -n dev-7', [ci]],
    ['get secrets -n bank', []],
    ['get secrets', [ci]],
    ['get namespaces/shop', [ci]],
    ['get namespaces/bank', []],
    ['list namespaces', []],
    ['get nodes', []],
    ['create pods/exec -n shop', [ci]],
    ['get rolebindings -n shop', []],
  ])('%s', (words, who) => {
    expect(names(words, { entries })).toEqual(who);
  });
});

describe('a role that is bound in a namespace', () => {
  const rbac = {
    roles: [role('shop/readers', rule('get', 'secrets,nodes'))],
    roleBindings: [roleBinding('shop/readers', 'Role readers', user('zoe'))],
  };
  it.each([
    ['get secrets -n shop', ['user:zoe']],
    ['get secrets -n bank', []],
    ['get secrets', ['user:zoe']],
    ['get nodes', []],
  ])('%s', (words, who) => {
    expect(names(words, { rbac })).toEqual(who);
  });
});

describe('whom IAM lets in is known by the bindings', () => {
  const bound = (...subjects: Parameters<typeof clusterRoleBinding>[2][]) => ({
    clusterRoles: [readers],
    clusterRoleBindings: [clusterRoleBinding('x', 'readers', ...subjects)],
  });

  it.each<[string, InCluster, readonly string[]]>([
    [
      'by the username of its entry',
      { entries: [{ principalArn: ci, username: 'ci' }], rbac: bound(user('ci')) },
      [ci, 'user:ci'],
    ],
    [
      'a user by its ARN, where its entry has no username',
      { entries: [{ principalArn: marta }], rbac: bound(user(marta)) },
      [marta, `user:${marta}`],
    ],
    [
      'a session of a role, where its entry has no username',
      {
        entries: [{ principalArn: ci }],
        rbac: bound(user('arn:aws:sts::012345678901:assumed-role/ci/main')),
      },
      [ci, 'user:arn:aws:sts::012345678901:assumed-role/ci/main'],
    ],
    [
      'by a template that is written loosely in its entry',
      {
        entries: [{ principalArn: ci, username: 'x:{{ sessionname }}' }],
        rbac: bound(user('x:boss'), user('y:boss'), user('x:')),
      },
      [ci, 'user:x:', 'user:x:boss', 'user:y:boss'],
    ],
    [
      'not by another username',
      { entries: [{ principalArn: ci, username: 'ci' }], rbac: bound(user('cd')) },
      ['user:cd'],
    ],
    [
      'not by a group of the name of its user',
      { entries: [{ principalArn: ci, username: 'ci' }], rbac: bound(group('ci')) },
      ['group:ci'],
    ],
    [
      'by a group that is made of a template',
      {
        awsAuth: { roles: [roleLine(ops, { groups: ['of-{{AccountID}}'] })] },
        rbac: bound(group('of-012345678901')),
      },
      [ops, 'group:of-012345678901'],
    ],
    [
      'not by a group that begins like a template and ends otherwise',
      {
        awsAuth: { roles: [roleLine(ops, { groups: ['of-{{AccountID}}-x'] })] },
        rbac: bound(group('of-012345678901')),
      },
      ['group:of-012345678901'],
    ],
    [
      'by a line for a user',
      { awsAuth: { users: [userLine(marta, { username: 'marta' })] }, rbac: bound(user('marta')) },
      [marta, 'user:marta'],
    ],
    [
      'by the ARNs of an account',
      { awsAuth: { accounts: ['012345678901'] }, rbac: bound(user(marta), user('zoe')) },
      ['any principal of account 012345678901', `user:${marta}`, 'user:zoe'],
    ],
    [
      'not by the ARNs of another account',
      { awsAuth: { accounts: ['444455556666'] }, rbac: bound(user(marta)) },
      [`user:${marta}`],
    ],
  ])('%s', (_, given, who) => {
    expect(names('get secrets', given)).toEqual(who);
  });

  it('once by an account that is mapped twice', () => {
    const awsAuth = { accounts: ['012345678901', '012345678901'] };
    expect(
      ways('get secrets', { awsAuth, rbac: bound(user(marta)) }).map(({ who }) => who),
    ).toEqual(['any principal of account 012345678901', `user:${marta}`]);
  });

  it('and the chain says by which of the ARNs of an account', () => {
    const awsAuth = { accounts: ['012345678901'] };
    const [way] = ways('get secrets', { awsAuth, rbac: bound(user(marta)) });
    expect(way?.chain.slice(0, 2)).toEqual([
      { kind: 'aws-auth', name: 'mapAccounts' },
      { kind: 'username', name: marta },
    ]);
  });

  it('and the chain says what a template may become', () => {
    const awsAuth = { roles: [roleLine(ops, { username: 'x:{{SessionName}}' })] };
    const [way] = ways('get secrets', { awsAuth, rbac: bound(user('x:boss')) });
    expect(way?.chain.slice(0, 2)).toEqual([
      { kind: 'aws-auth', name: 'mapRoles[0]' },
      { kind: 'username', name: 'x:boss, which x:{{SessionName}} may become' },
    ]);
  });
});

describe('the authentication mode', () => {
  const given = (authenticationMode: string) => ({
    cluster: { authenticationMode },
    entries: [{ principalArn: ci, policies: [{ policyArn: reader, accessScope: wholeCluster }] }],
    awsAuth: { roles: [roleLine(ops, { groups: ['system:masters'] })] },
  });
  it.each([
    ['API', [ci]],
    ['API_AND_CONFIG_MAP', [ci, ops]],
    ['CONFIG_MAP', [ops]],
  ])('%s decides which doors there are', (mode, who) => {
    expect(names('get secrets', given(mode))).toEqual(who);
  });

  it('of entries and aws-auth: the entry of a principal counts, not its line', () => {
    const line = roleLine(ci.toUpperCase().replace('ARN:AWS:IAM', 'arn:aws:iam'), {
      groups: ['system:masters'],
    });
    const entries = [{ principalArn: ci.replace('role/', 'role/build/') }];
    expect(names('get secrets', { entries, awsAuth: { roles: [line] } })).toEqual([]);
  });

  it('leaves a pattern, which lets in others too, and drops a line that lets in nobody', () => {
    const masters = { groups: ['system:masters'] };
    const roles = [ssoLine('Ops', masters), roleLine('nonsense', masters, 1)];
    const pattern = 'arn:aws:iam::012345678901:role/AWSReservedSSO_Ops_*';
    const entries = [{ principalArn: pattern.replace('*', '1') }];
    expect(names('get secrets', { entries, awsAuth: { roles } })).toEqual([pattern]);
  });
});

describe('what the answer leaves out is said', () => {
  it('where something was not read', () => {
    const facts = [
      denied(factKeys.rbacClusterRoles(payments)),
      denied(factKeys.awsAuth(payments)),
      denied(factKeys.accessPolicies(payments, ci)),
    ];
    expect(ask('get secrets', { entries: [{ principalArn: ci }], facts }).gaps).toEqual({
      unread: [
        `access-policies eu-west-1/payments ${ci}: AccessDenied`,
        'k8s-aws-auth eu-west-1/payments: AccessDenied',
        'k8s-clusterroles eu-west-1/payments: AccessDenied',
      ],
      unknown: [],
    });
  });

  it('where the list of entries was not read, and the entries known by themselves still count', () => {
    const policies = [{ policyArn: reader, accessScope: wholeCluster }];
    const facts = [denied(factKeys.accessEntries(payments))];
    const { ways: found, gaps } = ask('get secrets', {
      entries: [{ principalArn: ci, policies }],
      facts,
    });
    expect(found[0]?.who).toBe(ci);
    expect(gaps.unread).toEqual(['access-entries eu-west-1/payments: AccessDenied']);
  });

  it('where the list of entries was not read, and none is known', () => {
    const { ways: found, gaps } = whoCan(
      createEstate({ accountId: '012345678901', partition: 'aws' }, new Map()),
      payments,
      { request: { verb: 'get', path: '/metrics' }, isNamespaced: false },
    );
    expect(found.map(({ who }) => who)).toEqual(['group:system:masters']);
    expect(gaps.unread).toContain('access-entries eu-west-1/payments: not read yet');
  });

  it('where an entry was not read and its policies were', () => {
    const policies = [{ policyArn: reader, accessScope: wholeCluster }];
    const facts = [denied(factKeys.accessEntry(payments, ci))];
    const { ways: found, gaps } = ask('get secrets', {
      entries: [{ principalArn: ci, policies }],
      facts,
    });
    expect(found[0]?.chain[0]).toEqual({ kind: 'access entry', name: 'of unread type' });
    expect(gaps.unread).toEqual([`access-entry eu-west-1/payments ${ci}: AccessDenied`]);
  });

  it('not where there is no aws-auth, and not what is in no question', () => {
    const facts = [gone(factKeys.awsAuth(payments)), denied(factKeys.namespaces(payments))];
    expect(ask('get secrets', { facts }).gaps).toEqual({ unread: [], unknown: [] });
  });

  it.each([
    [
      'the rules of a policy',
      policyOf('AmazonEKSEventPolicy'),
      'the rules of AmazonEKSEventPolicy are not known',
    ],
    [
      'what is no access policy',
      { policyArn: 'odd', accessScope: wholeCluster },
      'the rules of odd are not known',
    ],
    [
      'some rules of a policy',
      policyOf('AmazonEKSKROPolicy'),
      'the rules of AmazonEKSKROPolicy are known only in part',
    ],
    [
      'the kind of a scope',
      { policyArn: view, accessScope: { type: 'label', namespaces: [] } },
      'AmazonEKSViewPolicy has a scope of type label, which is not known',
    ],
  ])('where nobody knows %s', (_, policy, why) => {
    const { ways: found, gaps } = ask('get pods', {
      entries: [{ principalArn: ci, policies: [policy] }],
    });
    expect(found.map(({ who }) => who)).toEqual(['group:system:masters']);
    expect(gaps).toEqual({ unread: [], unknown: [`what ${ci} may do besides: ${why}`] });
  });

  it('where a policy is known in part: what is known of it counts', () => {
    const { ways: found, gaps } = ask('get secrets', {
      entries: [{ principalArn: ci, policies: [policyOf('AmazonEKSArgoCDPolicy')] }],
    });
    expect(found.map(({ who, chain }) => [who, chain.at(-1)?.name])).toEqual([
      [ci, '* on secrets'],
      ['group:system:masters', '* on * of * and paths *'],
    ]);
    const why = 'the rules of AmazonEKSArgoCDPolicy are known only in part';
    expect(gaps).toEqual({ unread: [], unknown: [`what ${ci} may do besides: ${why}`] });
  });

  it.each([
    ['CONFIG_MAP', true, ['whoever created the cluster may do everything, and nothing tells who']],
    ['CONFIG_MAP', false, []],
    ['API_AND_CONFIG_MAP', true, []],
  ])('in mode %s with an admin by creation (%s)', (authenticationMode, bootstrap, unknown) => {
    const cluster = { authenticationMode, bootstrapClusterCreatorAdminPermissions: bootstrap };
    expect(ask('get pods', { cluster }).gaps).toEqual({ unread: [], unknown });
  });
});

function policyOf(name: string) {
  return { policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`, accessScope: wholeCluster };
}
