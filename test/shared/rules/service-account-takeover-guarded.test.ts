import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { serviceAccountTakeoverGuarded } from '../../../shared/rules/service-account-takeover-guarded.ts';
import { type AccountSketch, accountFacts, mayDo, roleNamed } from '../../support/accounts.ts';
import { policy, wholeCluster } from '../../support/eks.ts';
import { allow } from '../../support/policies.ts';
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
import { chain, inCluster, payments, withFacts } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const app = roleNamed('app');
const jobs = roleNamed('jobs');
const five = ['a', 'b', 'c', 'd', 'e'];
const ops = group('ops');
const runs = rule('create', 'pods');
const almighty = { [app]: mayDo(allow(['*'])) };
const grantor = { [app]: mayDo(allow(['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'])) };
const reader = { [app]: mayDo(allow(['s3:GetObject'])) };
const mint = (name: string) => rule('create', 'serviceaccounts/token', { resourceNames: [name] });

testRule(serviceAccountTakeoverGuarded, {
  compliant: {
    'an account without a role': given({}, bound('shop', runs), undefined),
    'a role that owns nothing': given({ roles: reader }, bound('shop', runs)),
    'a role that owns the account, in a namespace that nobody else writes': given({
      roles: almighty,
    }),
    'somebody who runs pods elsewhere': given({ roles: almighty }, bound('bank', runs)),
    'somebody who mints tokens of another account': given(
      { roles: almighty },
      bound('shop', mint('api')),
    ),
    itself: given(
      { roles: almighty },
      {
        roles: [role('shop/ops', runs)],
        roleBindings: [roleBinding('shop/ops', 'Role ops', account('shop/web'))],
      },
    ),
    'itself, bound by its username': given(
      { roles: almighty },
      {
        roles: [role('shop/ops', runs)],
        roleBindings: [roleBinding('shop/ops', 'Role ops', user('system:serviceaccount:shop:web'))],
      },
    ),
    'a role that does not exist': given({}, bound('shop', runs), app),
    'a role of another account, where roles of this one are unread': given(
      { unread: ['roles '] },
      bound('shop', runs),
      'arn:aws:iam::999999999999:role/app',
    ),
    'a role of another account, whose policies nobody reads': given(
      {},
      bound('shop', runs),
      'arn:aws:iam::999999999999:role/app',
    ),
  },
  nonCompliant: {
    'pods as an administrator of the account': {
      given: given({ roles: almighty }, bound('shop', runs)),
      reports: [offence('may do anything in the account', 'runs-pods', runs)],
    },
    'tokens, by name, of who grants access to clusters': {
      given: given({ roles: grantor }, bound('shop', mint('web'))),
      reports: [offence('grants access to clusters', 'mints-tokens', mint('web'))],
    },
    'five who run pods as an account with two roles': {
      given: given(
        {
          roles: { ...almighty, [jobs]: mayDo(allow(['eks:CreateAccessEntry'])) },
          clusters: { payments: { associations: { 'shop/web': jobs } } },
        },
        {
          roles: [role('shop/ops', runs)],
          roleBindings: [roleBinding('shop/ops', 'Role ops', ...five.map(group))],
        },
        app,
      ),
      reports: [
        {
          message: `group:a and group:b and group:c and 2 more can become service account shop/web of payments in eu-west-1, and with it ${app}, which may do anything in the account, and ${jobs}, which grants access to clusters.`,
          evidence: {
            serviceAccount: 'shop/web',
            roles: [
              { roleArn: app, why: 'may do anything in the account' },
              { roleArn: jobs, why: 'grants access to clusters' },
            ],
            takers: ['group:a', 'group:b', 'group:c', 'group:d', 'group:e'].map((subject) => ({
              subject,
              ways: [{ way: 'runs-pods', grants: [chain(subject, runs, 'shop')] }],
            })),
          },
        },
      ],
    },
    'tokens, by name, over the whole cluster': {
      given: given(
        { roles: almighty },
        {
          clusterRoles: [clusterRole('ops', mint('web'))],
          clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ops)],
        },
      ),
      reports: [
        {
          message: `group:ops can become service account shop/web of payments in eu-west-1, and with it ${app}, which may do anything in the account.`,
          evidence: {
            serviceAccount: 'shop/web',
            roles: [{ roleArn: app, why: 'may do anything in the account' }],
            takers: [
              {
                subject: 'group:ops',
                ways: [{ way: 'mints-tokens', grants: [chain('group:ops', mint('web'))] }],
              },
            ],
          },
        },
      ],
    },
    'tokens of any account of the namespace': {
      given: given({ roles: almighty }, bound('shop', rule('create', 'serviceaccounts/token'))),
      reports: [
        offence(
          'may do anything in the account',
          'mints-tokens',
          rule('create', 'serviceaccounts/token'),
        ),
      ],
    },
    impersonation: {
      given: given({ roles: almighty }, bound('shop', rule('impersonate', 'serviceaccounts'))),
      reports: [
        offence(
          'may do anything in the account',
          'impersonates-service-accounts',
          rule('impersonate', 'serviceaccounts'),
        ),
      ],
    },
    'two, by name': {
      given: given(
        { roles: almighty },
        {
          roles: [role('shop/ops', runs)],
          roleBindings: [roleBinding('shop/ops', 'Role ops', group('zed'), ops)],
        },
      ),
      reports: [
        {
          message: `group:ops and group:zed can become service account shop/web of payments in eu-west-1, and with it ${app}, which may do anything in the account.`,
          evidence: {
            serviceAccount: 'shop/web',
            roles: [{ roleArn: app, why: 'may do anything in the account' }],
            takers: ['group:ops', 'group:zed'].map((subject) => ({
              subject,
              ways: [{ way: 'runs-pods', grants: [chain(subject, runs, 'shop')] }],
            })),
          },
        },
      ],
    },
    'a cluster admin by Pod Identity': {
      given: given(
        {
          roles: reader,
          clusters: {
            payments: {
              entries: { [app]: [policy('AmazonEKSClusterAdminPolicy', wholeCluster)] },
              associations: { 'shop/web': app },
            },
          },
        },
        bound('shop', rule('get', 'pods/exec')),
        undefined,
      ),
      reports: [
        offence('is cluster admin by an access entry', 'enters-pods', rule('get', 'pods/exec')),
      ],
    },
  },
});

function bound(namespace: string, given: ReturnType<typeof rule>): Partial<KubernetesCluster> {
  return {
    roles: [role(`${namespace}/ops`, given)],
    roleBindings: [roleBinding(`${namespace}/ops`, 'Role ops', ops)],
  };
}

function given(
  sketch: AccountSketch,
  objects: Partial<KubernetesCluster> = {},
  roleArn: string | undefined = sketch.clusters === undefined && sketch.roles ? app : undefined,
) {
  const { serviceAccounts } = kubernetesCluster({}, 'shop/web');
  const facts = accountFacts({ clusters: { payments: {} }, ...sketch });
  return {
    subject: {
      cluster: payments,
      serviceAccount: {
        ...{ namespace: 'shop', name: 'web', annotations: {}, labels: {}, secrets: [] },
        ...(roleArn === undefined ? {} : { roleArn }),
      },
    },
    known: { facts: withFacts(inCluster({ serviceAccounts, ...objects }), ...facts) },
  };
}

function offence(why: string, way: string, by: ReturnType<typeof rule>) {
  return {
    message: `group:ops can become service account shop/web of payments in eu-west-1, and with it ${app}, which ${why}.`,
    evidence: {
      serviceAccount: 'shop/web',
      roles: [{ roleArn: app, why }],
      takers: [{ subject: 'group:ops', ways: [{ way, grants: [chain('group:ops', by, 'shop')] }] }],
    },
  };
}
