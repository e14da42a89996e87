import type { ClusterRef } from '../../model/cluster.ts';
import { type FactKey, factKeys } from '../../model/fact-key.ts';
import type { FileKind } from '../file-kind.ts';
import type { Parsed } from '../parsed.ts';
import { argoApplications, argoProjects } from './argo-cd.ts';
import { configMaps, namespaces, readAwsAuth, serviceAccounts } from './core.ts';
import { clusterExternalSecrets, externalSecrets, pushSecrets } from './external-secrets.ts';
import { fluxInstances, fluxReceivers } from './flux-others.ts';
import { helmReleases, kustomizations } from './flux-reconcilers.ts';
import {
  buckets,
  gitRepositories,
  helmCharts,
  helmRepositories,
  ociRepositories,
} from './flux-sources.ts';
import { ec2NodeClasses, nodeClasses } from './node-classes.ts';
import { type ObjectType, readObjects } from './object-list.ts';
import { clusterRoleBindings, clusterRoles, roleBindings, roles } from './rbac.ts';
import { secretProviderClasses } from './secret-provider-classes.ts';
import { clusterSecretStores, secretStores } from './secret-stores.ts';
import { mutatingWebhooks, validatingWebhooks } from './webhooks.ts';
import { fluxDeployments, podIdentityAgents, pods, readPods } from './workloads.ts';

const {
  fluxReconcilers,
  fluxSources,
  secretStores: storesOf,
  externalSecrets: secretsOf,
  nodeClasses: nodeClassesOf,
} = factKeys;

/** The files of what is inside a cluster, a row for each type of object. Secrets are not among them, and never read. */
export const kubernetesFiles = {
  namespaces: listFile(factKeys.namespaces, namespaces),
  serviceaccounts: listFile(factKeys.serviceAccounts, serviceAccounts),
  roles: listFile(factKeys.rbacRoles, roles),
  clusterroles: listFile(factKeys.rbacClusterRoles, clusterRoles),
  rolebindings: listFile(factKeys.roleBindings, roleBindings),
  clusterrolebindings: listFile(factKeys.clusterRoleBindings, clusterRoleBindings),
  configmaps: file(configMaps, factKeys.awsAuth, readAwsAuth),
  pods: file(pods, factKeys.pods, readPods, []),
  deployments: listFile(factKeys.fluxDeployments, fluxDeployments),
  daemonsets: listFile(factKeys.podIdentityAgents, podIdentityAgents),
  mutatingwebhookconfigurations: listFile(factKeys.mutatingWebhooks, mutatingWebhooks),
  validatingwebhookconfigurations: listFile(factKeys.validatingWebhooks, validatingWebhooks),
  kustomizations: listFile((at) => fluxReconcilers(at, 'kustomizations'), kustomizations),
  helmreleases: listFile((at) => fluxReconcilers(at, 'helmreleases'), helmReleases),
  gitrepositories: listFile((at) => fluxSources(at, 'gitrepositories'), gitRepositories),
  ocirepositories: listFile((at) => fluxSources(at, 'ocirepositories'), ociRepositories),
  buckets: listFile((at) => fluxSources(at, 'buckets'), buckets),
  helmrepositories: listFile((at) => fluxSources(at, 'helmrepositories'), helmRepositories),
  helmcharts: listFile((at) => fluxSources(at, 'helmcharts'), helmCharts),
  receivers: listFile(factKeys.fluxReceivers, fluxReceivers),
  fluxinstances: listFile(factKeys.fluxInstances, fluxInstances),
  secretstores: listFile((at) => storesOf(at, 'secretstores'), secretStores),
  clustersecretstores: listFile((at) => storesOf(at, 'clustersecretstores'), clusterSecretStores),
  externalsecrets: listFile((at) => secretsOf(at, 'externalsecrets'), externalSecrets),
  clusterexternalsecrets: listFile(
    (at) => secretsOf(at, 'clusterexternalsecrets'),
    clusterExternalSecrets,
  ),
  pushsecrets: listFile((at) => secretsOf(at, 'pushsecrets'), pushSecrets),
  secretproviderclasses: listFile(factKeys.secretProviderClasses, secretProviderClasses),
  appprojects: listFile(factKeys.argoProjects, argoProjects),
  applications: listFile(factKeys.argoApplications, argoApplications),
  ec2nodeclasses: listFile((at) => nodeClassesOf(at, 'ec2nodeclasses'), ec2NodeClasses),
  nodeclasses: listFile((at) => nodeClassesOf(at, 'nodeclasses'), nodeClasses),
} as const satisfies Readonly<Record<string, KubernetesFile>>;

/** A type of objects by its plural. */
export type KubernetesType = keyof typeof kubernetesFiles;

/** What is asked of the API for a file, beside what it holds. */
export interface KubernetesFile extends FileKind<ClusterRef> {
  /** `''` is the core group. */
  readonly group: string;
}

function listFile<V>(
  key: (cluster: ClusterRef) => FactKey<readonly V[]>,
  type: ObjectType<V>,
): KubernetesFile {
  return file(type, key, (json) => readObjects(type, json), []);
}

/** `none` is what it is to be told that the API has no such type. */
function file<V>(
  { plural, group }: Pick<ObjectType<unknown>, 'plural' | 'group'>,
  key: (cluster: ClusterRef) => FactKey<V>,
  read: (json: unknown) => Parsed<V | undefined>,
  none?: V,
): KubernetesFile {
  return {
    path: `kubernetes/${group === '' ? plural : `${plural}.${group}`}.json`,
    group,
    content: (cluster) => ({
      holds: 'document',
      reader: () => ({ key: key(cluster), read, ...(none === undefined ? {} : { none }) }),
    }),
  };
}
