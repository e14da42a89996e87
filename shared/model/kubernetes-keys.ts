import type { ArgoApplication, ArgoProject } from './argo-cd.ts';
import type { ClusterRef } from './cluster.ts';
import type { FactKey } from './fact-key.ts';
import type { FluxInstance, FluxReceiver, FluxReconciler, FluxSource } from './flux.ts';
import type { AwsAuth, Namespace, RbacRole, RoleBinding, ServiceAccount } from './kubernetes.ts';
import type { KubernetesType } from './kubernetes-types.ts';
import type {
  Deployment,
  NodeClass,
  Pod,
  PodIdentityAgent,
  WebhookConfiguration,
} from './kubernetes-workloads.ts';
import type { ExternalSecret, SecretProviderClass, SecretStore } from './secrets-operators.ts';

/**
 * What is inside a cluster: one fact for each type of object, which holds all of them. They are lists that name no items,
 * because Kubernetes answers a whole list in one call. Types of one noun are read apart, so that each can be read again by itself.
 */
export const kubernetesKeys = {
  namespaces: all<Namespace>('namespaces'),
  serviceAccounts: all<ServiceAccount>('serviceaccounts'),
  rbacRoles: all<RbacRole>('roles'),
  rbacClusterRoles: all<RbacRole>('clusterroles'),
  roleBindings: all<RoleBinding>('rolebindings'),
  clusterRoleBindings: all<RoleBinding>('clusterrolebindings'),
  /** kube-system/aws-auth; absent where there is no such ConfigMap. */
  awsAuth: one<AwsAuth>('aws-auth'),
  pods: all<Pod>('pods'),
  /** Those with the label app.kubernetes.io/part-of=flux, in any namespace. */
  fluxDeployments: all<Deployment>('deployments'),
  podIdentityAgents: all<PodIdentityAgent>('daemonsets'),
  mutatingWebhooks: all<WebhookConfiguration>('mutatingwebhookconfigurations'),
  validatingWebhooks: all<WebhookConfiguration>('validatingwebhookconfigurations'),
  fluxReconcilers: allOf<FluxReconciler, FluxReconcilerType>,
  fluxSources: allOf<FluxSource, FluxSourceType>,
  fluxReceivers: all<FluxReceiver>('receivers'),
  fluxInstances: all<FluxInstance>('fluxinstances'),
  secretStores: allOf<SecretStore, SecretStoreType>,
  externalSecrets: allOf<ExternalSecret, ExternalSecretType>,
  secretProviderClasses: all<SecretProviderClass>('secretproviderclasses'),
  argoProjects: all<ArgoProject>('appprojects'),
  argoApplications: all<ArgoApplication>('applications'),
  nodeClasses: allOf<NodeClass, NodeClassType>,
} as const;

/** The types of a noun, by their plurals. */
export const fluxReconcilerTypes = ['kustomizations', 'helmreleases'] as const;
export type FluxReconcilerType = (typeof fluxReconcilerTypes)[number];

export const fluxSourceTypes = [
  'gitrepositories',
  'ocirepositories',
  'buckets',
  'helmrepositories',
  'helmcharts',
] as const;
export type FluxSourceType = (typeof fluxSourceTypes)[number];

export const secretStoreTypes = ['secretstores', 'clustersecretstores'] as const;
export type SecretStoreType = (typeof secretStoreTypes)[number];

export const externalSecretTypes = [
  'externalsecrets',
  'clusterexternalsecrets',
  'pushsecrets',
] as const;
export type ExternalSecretType = (typeof externalSecretTypes)[number];

export const nodeClassTypes = ['ec2nodeclasses', 'nodeclasses'] as const;
export type NodeClassType = (typeof nodeClassTypes)[number];

/** The key of the fact that a type of objects is read into, for whoever takes them all alike. */
export function kubernetesKey(cluster: ClusterRef, type: KubernetesType): FactKey<unknown> {
  return type === 'configmaps' ? kubernetesKeys.awsAuth(cluster) : all(type)(cluster);
}

/** What the kind of every one of these facts begins with. */
export const kubernetesPrefix = 'k8s-';

function all<V>(type: KubernetesType): (cluster: ClusterRef) => FactKey<readonly V[]> {
  return one<readonly V[]>(type);
}

function allOf<V, Type extends KubernetesType>(
  cluster: ClusterRef,
  type: Type,
): FactKey<readonly V[]> {
  return all<V>(type)(cluster);
}

function one<V>(name: string): (cluster: ClusterRef) => FactKey<V> {
  return (cluster) => `${kubernetesPrefix}${name} ${cluster.region}/${cluster.name}`;
}
