import type { Config } from '../../shared/model/config.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { FluxReconciler, FluxSource } from '../../shared/model/flux.ts';
import type { ServiceAccount } from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import type { Deployment } from '../../shared/model/kubernetes-workloads.ts';
import type { AwsSecretStore, SecretStore } from '../../shared/model/secrets-operators.ts';
import { cluster } from './eks.ts';
import { gone, type KnownFact, known } from './facts.ts';
import { clusterRole, clusterRoleBinding, kubernetesCluster, rule } from './rbac.ts';

export const payments = { region: 'eu-west-1', name: 'payments' };

/** One tenant, team-a, who has the namespaces that begin so. */
export const withTenant: Partial<Config> = {
  tenants: { 'team-a': { namespaces: ['team-a-*'], principals: [], groups: ['team-a'] } },
};

/** A namespace of that tenant and one of somebody else. */
export const tenantAndOthers: readonly KnownFact[] = [
  known(factKeys.namespaces(payments), [
    { name: 'team-a-web', labels: {} },
    { name: 'shop', labels: {} },
  ]),
];

/** All that decides who may do what in the cluster payments. */
export function rbacKnown(
  objects: Partial<KubernetesCluster>,
  ...accounts: readonly string[]
): readonly KnownFact[] {
  const all = kubernetesCluster(objects, ...accounts);
  return [
    known(factKeys.cluster(payments), cluster()),
    gone(factKeys.awsAuth(payments)),
    known(factKeys.namespaces(payments), all.namespaces),
    known(factKeys.serviceAccounts(payments), all.serviceAccounts),
    known(factKeys.rbacRoles(payments), all.roles),
    known(factKeys.rbacClusterRoles(payments), all.clusterRoles),
    known(factKeys.roleBindings(payments), all.roleBindings),
    known(factKeys.clusterRoleBindings(payments), all.clusterRoleBindings),
  ];
}

/** A service account of the cluster. */
export function serviceAccount(
  namespace: string,
  name: string,
  differences: Partial<ServiceAccount> = {},
): ServiceAccount {
  return { namespace, name, annotations: {}, labels: {}, secrets: [], ...differences };
}

/** kustomize-controller is cluster admin, as Flux installs it, and nobody else may do anything. */
export const fluxIsAdmin: Partial<KubernetesCluster> = {
  clusterRoles: [clusterRole('cluster-admin', rule('*', '*', { apiGroups: ['*'] }))],
  clusterRoleBindings: [
    clusterRoleBinding('cluster-reconciler-flux-system', 'cluster-admin', {
      kind: 'ServiceAccount',
      namespace: 'flux-system',
      name: 'kustomize-controller',
    }),
  ],
};

/** Flux's controllers, as their Deployments start them, and no Flux Operator. */
export function fluxKnown(...deployments: readonly Deployment[]): readonly KnownFact[] {
  return [
    known(factKeys.fluxDeployments(payments), deployments),
    known(factKeys.fluxInstances(payments), []),
  ];
}

export function controller(name: string, ...args: readonly string[]): Deployment {
  return {
    namespace: 'flux-system',
    name,
    labels: { 'app.kubernetes.io/component': name, 'app.kubernetes.io/part-of': 'flux' },
    serviceAccountName: name,
    containers: [{ name: 'manager', command: [], args }],
  };
}

/** The Kustomization app of the namespace web. */
export function kustomization(differences: Partial<FluxReconciler> = {}): FluxReconciler {
  return { kind: 'Kustomization', namespace: 'web', name: 'app', suspend: false, ...differences };
}

/** A GitRepository app of the namespace web. */
export function source(differences: Partial<FluxSource> = {}): FluxSource {
  return {
    kind: 'GitRepository',
    namespace: 'web',
    name: 'app',
    url: 'https://git.example.com/app',
    insecure: false,
    ...differences,
  };
}

/** The SecretStore aws of the namespace web, with these differences of its provider. */
export function store(
  aws: Partial<AwsSecretStore> = {},
  differences: Partial<SecretStore> = {},
): SecretStore {
  return {
    kind: 'SecretStore',
    namespace: 'web',
    name: 'aws',
    conditions: [],
    provider: 'aws',
    aws: { service: 'SecretsManager', additionalRoles: [], hasStaticKeys: false, ...aws },
    ...differences,
  };
}

/** A store of the whole cluster, aws. */
export function clusterStore(
  differences: Partial<SecretStore> = {},
  aws: Partial<AwsSecretStore> = {},
): SecretStore {
  const { namespace: _, ...rest } = store(aws);
  return { ...rest, kind: 'ClusterSecretStore', ...differences };
}
