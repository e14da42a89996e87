import { expect, test } from 'vitest';
import { adminViolation } from '../../../shared/access/admin-violation.ts';
import { certManager } from '../../../shared/kubernetes/known-controllers/cert-manager.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { factsFrom, known } from '../../support/facts.ts';
import { installed } from '../../support/known-controllers.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  rule,
} from '../../support/rbac.ts';
import { chain, inCluster, payments, withFacts } from '../../support/rbac-cases.ts';

const cainjector = account('cert-manager/cert-manager-cainjector');
const impersonate = rule('impersonate', 'users');

/** Beside the first account of cert-manager, which is declared and so tells of nobody. */
function toldOf(cluster: KubernetesCluster) {
  const manager = 'system:serviceaccount:cert-manager:cert-manager';
  const { facts } = factsFrom({
    facts: inCluster(cluster),
    config: { clusterAdmins: [{ kind: 'exact', principal: manager }] },
  });
  return [...adminViolation(facts, { cluster: payments, subject: cainjector })];
}

test('what a controller is published to need is told whole', () => {
  expect(toldOf(installed(certManager))).toMatchObject([
    {
      severity: 'LOW',
      evidence: {
        ways: [{ way: 'writes-webhooks' }, { way: 'writes-api-services' }],
        published: { controller: 'cert-manager' },
      },
    },
  ]);
});

test('of a controller that holds more, what is beyond it is told alone', () => {
  const cluster = installed(certManager);
  const [violation] = toldOf({
    ...cluster,
    clusterRoles: [...cluster.clusterRoles, clusterRole('ops', impersonate)],
    clusterRoleBindings: [
      ...cluster.clusterRoleBindings,
      clusterRoleBinding('ops', 'ops', cainjector),
    ],
  });
  const subject = 'system:serviceaccount:cert-manager:cert-manager-cainjector';
  expect(violation).toEqual({
    message: `${subject} can become cluster admin of payments in eu-west-1.`,
    evidence: {
      subject,
      level: 'cluster-admin-equivalent',
      ways: [{ way: 'impersonates-users', grants: [chain(subject, impersonate)] }],
    },
    severity: 'CRITICAL',
    command: 'kubectl delete clusterrolebinding -- ops',
  });
});

test('it is as severe as the worst of what rules about roles warn of', () => {
  const ops = group('ops');
  const awsAuth = { data: {}, mappings: { roles: [], users: [], accounts: [], faults: [] } };
  const objects = {
    clusterRoles: [clusterRole('ops', rule('update', 'configmaps'))],
    clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ops)],
    roles: [role('shop/ops', rule('impersonate', 'serviceaccounts'))],
    roleBindings: [roleBinding('shop/ops', 'Role ops', ops)],
  };
  const { facts } = factsFrom({
    facts: withFacts(
      inCluster(objects, 'API_AND_CONFIG_MAP'),
      known(factKeys.awsAuth(payments), awsAuth),
    ),
  });
  const violations = [...adminViolation(facts, { cluster: payments, subject: ops })];
  expect(violations.map(({ severity }) => severity)).toEqual(['CRITICAL']);
});
