import { describe, expect, test } from 'vitest';
import {
  knownControllers,
  knownServiceAccount,
  knownServiceAccounts,
  rulesBeyond,
} from '../../../shared/kubernetes/known-controllers.ts';
import { levelIn, levelOverCluster, powersOf } from '../../../shared/kubernetes/powers.ts';
import { rulesOf } from '../../../shared/kubernetes/rbac.ts';
import { indexRbac } from '../../../shared/kubernetes/rbac-index.ts';
import { installed } from '../../support/known-controllers.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  kubernetesCluster,
  role,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';

test('the table is in order, each with its sources', () => {
  expect(knownControllers.map(({ name }) => name)).toEqual([
    'Argo CD',
    'AWS Load Balancer Controller',
    'cert-manager',
    'CloudWatch agent',
    'Cluster Autoscaler',
    'Amazon EBS CSI driver',
    'Amazon EFS CSI driver',
    'ExternalDNS',
    'External Secrets Operator',
    'Flux',
    'Karpenter',
    'metrics-server',
    'Prometheus',
  ]);
  const sources = knownControllers.flatMap((controller) => controller.sources);
  const permanent =
    /^https:\/\/(github\.com\/[\w-]+\/[\w.-]+\/blob\/[0-9a-f]{40}\/|prometheus-operator\.dev\/)/;
  expect(sources.filter((each) => !permanent.test(each))).toEqual([]);
});

test('no place is known twice', () => {
  const places = knownControllers.flatMap(({ accounts }) =>
    accounts.flatMap(({ names, namespaces }) =>
      namespaces.flatMap((namespace) => names.map((name) => `${namespace}/${name}`)),
    ),
  );
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});

describe.each(knownControllers)('$name as its manifests install it', (controller) => {
  const cluster = installed(controller);
  const index = indexRbac(cluster);

  test('is known, and holds nothing beyond them', () => {
    const accounts = cluster.serviceAccounts.map(({ namespace, name }) =>
      account(`${namespace}/${name}`),
    );
    const known = accounts.flatMap((who) => knownServiceAccount(who) ?? []);
    expect(known.map(({ controller: { name } }) => name)).toEqual(
      accounts.map(() => controller.name),
    );
    const beyond = known.map((each, place) =>
      rulesBeyond(each, rulesOf(index, accounts[place] ?? account('none/none'))),
    );
    expect(beyond.flat()).toEqual([]);
  });
});

test('what the known controllers amount to', () => {
  const levels = knownControllers.flatMap((controller) => {
    const cluster = installed(controller);
    const { powerOf } = powersOf(cluster, { awsAuth: 'present' });
    return cluster.serviceAccounts.map(({ namespace, name }) => {
      const held = powerOf(account(`${namespace}/${name}`));
      return `${name}: ${levelOverCluster(held)}, at home ${levelIn(held, namespace)}`;
    });
  });
  expect(levels).toEqual([
    'argocd-application-controller: cluster-admin, at home cluster-admin',
    'argocd-server: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'argocd-applicationset-controller: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'argocd-dex-server: none, at home secrets',
    'argocd-notifications-controller: none, at home secrets',
    'argocd-redis: none, at home write',
    'aws-load-balancer-controller: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'cert-manager: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'cert-manager-cainjector: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'cert-manager-webhook: read, at home write',
    'cloudwatch-agent: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'amazon-cloudwatch-observability-controller-manager: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'cluster-autoscaler: write, at home write',
    'cluster-autoscaler-aws-cluster-autoscaler: write, at home write',
    'ebs-csi-controller-sa: write, at home write',
    'ebs-csi-node-sa: write, at home write',
    'efs-csi-controller-sa: write, at home write',
    'efs-csi-node-sa: write, at home write',
    'external-dns: write, at home write',
    'external-secrets: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'external-secrets-cert-controller: secrets, at home secrets',
    'source-controller: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'notification-controller: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'image-reflector-controller: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'image-automation-controller: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'source-watcher: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'kustomize-controller: cluster-admin, at home cluster-admin',
    'helm-controller: cluster-admin, at home cluster-admin',
    'karpenter: write, at home secrets',
    'metrics-server: read, at home read',
    'kube-prometheus-stack-operator: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'prometheus-kube-prometheus-operator: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'prometheus-operator: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'kube-prometheus-stack-admission: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'prometheus-kube-prometheus-admission: cluster-admin-equivalent, at home cluster-admin-equivalent',
    'kube-prometheus-stack-prometheus: read, at home read',
    'prometheus-kube-prometheus-prometheus: read, at home read',
    'kube-state-metrics: secrets, at home secrets',
    'kube-prometheus-stack-kube-state-metrics: secrets, at home secrets',
    'prometheus-kube-state-metrics: secrets, at home secrets',
  ]);
});

describe('of a known account', () => {
  const controller = knownServiceAccount(account('kube-system/cluster-autoscaler'));
  const extra = clusterRole('extra', rule('get', 'pods'), rule('get', 'secrets'));
  const who = account('kube-system/cluster-autoscaler');

  test('rules beyond the table are told, and those within are not', () => {
    const index = indexRbac(
      kubernetesCluster({
        clusterRoles: [extra],
        clusterRoleBindings: [clusterRoleBinding('extra', 'extra', who)],
      }),
    );
    const beyond = controller === undefined ? [] : rulesBeyond(controller, rulesOf(index, who));
    expect(beyond.map((each) => each.rule)).toEqual([rule('get', 'secrets')]);
  });

  test('what it has at home is beyond the table elsewhere, and over the cluster', () => {
    const creates = clusterRole('creates', rule('create', 'configmaps'));
    const index = indexRbac(
      kubernetesCluster({
        clusterRoles: [creates],
        clusterRoleBindings: [clusterRoleBinding('creates', 'creates', who)],
        roleBindings: [
          roleBinding('kube-system/creates', 'ClusterRole creates', who),
          roleBinding('shop/creates', 'ClusterRole creates', who),
        ],
      }),
    );
    const beyond = controller === undefined ? [] : rulesBeyond(controller, rulesOf(index, who));
    expect(beyond.map(({ namespace }) => namespace)).toEqual([undefined, 'shop']);
  });

  test('cluster admin is beyond the table unless the table says so, and a Role of that name always', () => {
    const admin = rule('*', '*', { apiGroups: ['*'] });
    const helm = account('flux-system/helm-controller');
    const index = indexRbac(
      kubernetesCluster({
        clusterRoles: [clusterRole('cluster-admin', admin)],
        roles: [role('shop/cluster-admin', admin)],
        clusterRoleBindings: [clusterRoleBinding('flux', 'cluster-admin', helm, who)],
        roleBindings: [roleBinding('shop/flux', 'Role cluster-admin', helm)],
      }),
    );
    const flux = knownServiceAccount(helm);
    expect(controller && rulesBeyond(controller, rulesOf(index, who))).toHaveLength(1);
    expect(
      flux && rulesBeyond(flux, rulesOf(index, helm)).map(({ namespace }) => namespace),
    ).toEqual(['shop']);
  });

  test.each([
    ['at home', 'external-dns/external-dns', 'external-dns'],
    ['over the cluster', 'argocd/argocd-redis', undefined],
  ])('a rule %s is beyond a table that has none there', (_name, path, namespace) => {
    const holder = account(path);
    const index = indexRbac(
      kubernetesCluster({
        clusterRoles: [clusterRole('extra', rule('get', 'secrets'))],
        ...(namespace === undefined
          ? { clusterRoleBindings: [clusterRoleBinding('extra', 'extra', holder)] }
          : { roleBindings: [roleBinding(`${namespace}/extra`, 'ClusterRole extra', holder)] }),
      }),
    );
    const known = knownServiceAccount(holder);
    expect(known && rulesBeyond(known, rulesOf(index, holder))).toHaveLength(1);
  });

  test.each([
    account('shop/cluster-autoscaler'),
    account('kube-system/cluster-autoscaler2'),
    user('system:serviceaccount:kube-system:cluster-autoscaler'),
  ])('%j is none', (subject) => {
    expect(knownServiceAccount(subject)).toBeUndefined();
  });
});

test('all accounts of a controller are known by any of them, wherever they may be', () => {
  const all = ['external-secrets', 'external-secrets-cert-controller'].flatMap((name) =>
    ['external-secrets', 'kube-system'].map((namespace) => account(`${namespace}/${name}`)),
  );
  expect(knownServiceAccounts(account('kube-system/external-secrets-cert-controller'))).toEqual(
    all,
  );
  expect(knownServiceAccounts(account('shop/external-secrets'))).toEqual([]);
});
