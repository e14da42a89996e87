import { expect, test } from 'vitest';
import { adminViolation } from '../../../shared/access/admin-violation.ts';
import { roleViolation } from '../../../shared/access/role-violation.ts';
import { argoCd } from '../../../shared/kubernetes/known-controllers/argo-cd.ts';
import { certManager } from '../../../shared/kubernetes/known-controllers/cert-manager.ts';
import type { Config } from '../../../shared/model/config.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { factsFrom } from '../../support/facts.ts';
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
import { inCluster, payments } from '../../support/rbac-cases.ts';

const manager = 'system:serviceaccount:cert-manager:cert-manager';
const cainjector = 'system:serviceaccount:cert-manager:cert-manager-cainjector';
const writes = { subject: cainjector, can: ['writes-webhooks', 'writes-api-services'] };

/** That the two accounts of cert-manager can become cluster admin: how bad, of whom, and the others that it tells of. */
function told(cluster: KubernetesCluster, config: Partial<Config> = {}) {
  const { facts } = factsFrom({ facts: inCluster(cluster), config });
  return ['cert-manager', 'cert-manager-cainjector']
    .map((name) => ({ cluster: payments, subject: account(`cert-manager/${name}`) }))
    .flatMap((bound) => [...adminViolation(facts, bound)])
    .map(({ severity, evidence }) => [severity, evidence['subject'], evidence['others']]);
}

/** cert-manager, one account of which may do more than its makers publish. */
function withMoreFor(name: string): KubernetesCluster {
  const cluster = installed(certManager);
  const more = clusterRole('more', rule('*', '*'));
  const bound = clusterRoleBinding('more', 'more', account(`cert-manager/${name}`));
  return {
    ...cluster,
    clusterRoles: [...cluster.clusterRoles, more],
    clusterRoleBindings: [...cluster.clusterRoleBindings, bound],
  };
}

test('the first account of a controller tells of the next', () => {
  expect(told(installed(certManager))).toEqual([['LOW', manager, [writes]]]);
});

test('the next tells for itself where the first holds more than its makers publish', () => {
  expect(told(withMoreFor('cert-manager'))).toEqual([
    ['CRITICAL', manager, undefined],
    ['LOW', cainjector, undefined],
  ]);
});

test('the first tells of itself alone where the next holds more', () => {
  expect(told(withMoreFor('cert-manager-cainjector'))).toEqual([
    ['LOW', manager, undefined],
    ['CRITICAL', cainjector, undefined],
  ]);
});

test('the next tells for itself where the first is declared', () => {
  const clusterAdmins = [{ kind: 'exact' as const, principal: manager }];
  expect(told(installed(certManager), { clusterAdmins })).toEqual([['LOW', cainjector, undefined]]);
});

test('what is cluster admin does not tell of the others, and they do not tell of it', () => {
  const { facts } = factsFrom({ facts: inCluster(installed(argoCd)) });
  const rows = argoCd.accounts
    .flatMap(({ names }) => names)
    .map((name) => ({ cluster: payments, subject: account(`argocd/${name}`) }))
    .flatMap((bound) => [...adminViolation(facts, bound)]);
  expect(rows.map(({ severity, message }) => [severity, message])).toEqual([
    [
      'MEDIUM',
      'system:serviceaccount:argocd:argocd-application-controller is cluster admin of payments in eu-west-1, as the makers of Argo CD ship it.',
    ],
    [
      'LOW',
      'system:serviceaccount:argocd:argocd-server can become cluster admin of payments in eu-west-1, as the makers of Argo CD ship it. This tells of system:serviceaccount:argocd:argocd-applicationset-controller and system:serviceaccount:argocd:argocd-dex-server and system:serviceaccount:argocd:argocd-notifications-controller too.',
    ],
  ]);
});

const [dex, notifications] = ['argocd-dex-server', 'argocd-notifications-controller'];

/** What both accounts of Argo CD that read Secrets are told of, in a cluster that is made of theirs. */
function secretsTold(change: (cluster: KubernetesCluster) => KubernetesCluster) {
  const accounts = argoCd.accounts.filter(({ names }) =>
    names.some((name) => name === dex || name === notifications),
  );
  const { facts } = factsFrom({
    facts: inCluster(change(installed({ ...argoCd, accounts }))),
    config: { sensitiveNamespaces: ['argocd'] },
  });
  const rows = [dex, notifications].flatMap((name) => [
    ...roleViolation(
      'role-no-secrets-read',
      { cluster: payments, subject: account(`argocd/${name}`) },
      facts,
    ),
  ]);
  return rows.map(({ message, evidence }) => [message, evidence['others']]);
}

test('so it is with rules about roles', () => {
  expect(secretsTold((cluster) => cluster)).toEqual([
    [
      'system:serviceaccount:argocd:argocd-dex-server of payments in eu-west-1 can read any Secret in namespace argocd. The makers of Argo CD ship it so. This tells of system:serviceaccount:argocd:argocd-notifications-controller too.',
      [
        {
          subject: 'system:serviceaccount:argocd:argocd-notifications-controller',
          can: [
            'read any Secret in namespace argocd',
            'write what Argo CD applies in namespace argocd',
          ],
        },
      ],
    ],
  ]);
});

test('of another account it tells what its makers publish, whatever it holds besides', () => {
  const told = secretsTold((cluster) => ({
    ...cluster,
    clusterRoles: [...cluster.clusterRoles, clusterRole('pods', rule('get', 'pods'))],
    clusterRoleBindings: [
      ...cluster.clusterRoleBindings,
      clusterRoleBinding('pods', 'pods', group('system:serviceaccounts')),
    ],
    roles: [...cluster.roles, role('argocd/more', rule('create', 'pods'))],
    roleBindings: [
      ...cluster.roleBindings,
      roleBinding('argocd/more', 'Role more', account(`argocd/${notifications}`)),
    ],
  }));
  expect(told.map(([, others]) => others)).toEqual([
    [
      {
        subject: 'system:serviceaccount:argocd:argocd-notifications-controller',
        can: [
          'read any Secret in namespace argocd',
          'write what Argo CD applies in namespace argocd',
        ],
      },
    ],
  ]);
});
