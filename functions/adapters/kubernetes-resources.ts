import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { KubernetesTarget } from '../../shared/model/kubernetes-reading.ts';
import type { KubernetesObject } from './kubernetes-api.ts';
import {
  withoutHelmValues,
  withoutSourceValues,
  workloadOfController,
  workloadOfPod,
} from './kubernetes-trim.ts';

/** A kind of object that is read from every cluster. */
export interface KubernetesResource {
  readonly plural: string;
  /** `''` is the core group. */
  readonly group: string;
  /** Of a group that every API server has; without it, whichever versions the server has are asked for. */
  readonly version?: string;
  /** Which of them. */
  readonly only?:
    | { readonly labelSelector: string }
    /** By name in every namespace: it may be granted by that name. */
    | { readonly named: string }
    | { readonly namespace: string; readonly named: string };
  /** What is kept of one, where that is not all of it. */
  readonly trim?: (object: KubernetesObject) => KubernetesObject;
}

/**
 * Everything that is read inside a cluster, and all that `gatewatch-readers` has to be granted. No Secrets, and nothing of
 * other objects that tends to hold some: environment variables, values of Helm releases.
 */
export const kubernetesResources: readonly KubernetesResource[] = [
  { plural: 'namespaces', group: '', version: 'v1' },
  { plural: 'serviceaccounts', group: '', version: 'v1' },
  {
    ...{ plural: 'configmaps', group: '', version: 'v1' },
    only: { namespace: 'kube-system', named: 'aws-auth' },
  },
  { plural: 'pods', group: '', version: 'v1', trim: workloadOfPod },
  ...inGroup('rbac.authorization.k8s.io', 'v1', [
    'roles',
    'clusterroles',
    'rolebindings',
    'clusterrolebindings',
  ]),
  {
    ...{ plural: 'deployments', group: 'apps', version: 'v1' },
    only: { labelSelector: 'app.kubernetes.io/part-of=flux' },
    trim: workloadOfController,
  },
  {
    ...{ plural: 'daemonsets', group: 'apps', version: 'v1' },
    only: { named: 'eks-pod-identity-agent' },
    trim: workloadOfController,
  },
  ...inGroup('admissionregistration.k8s.io', 'v1', [
    'mutatingwebhookconfigurations',
    'validatingwebhookconfigurations',
  ]),
  { plural: 'kustomizations', group: 'kustomize.toolkit.fluxcd.io' },
  { plural: 'helmreleases', group: 'helm.toolkit.fluxcd.io', trim: withoutHelmValues },
  ...inGroup('source.toolkit.fluxcd.io', undefined, [
    'gitrepositories',
    'ocirepositories',
    'buckets',
    'helmrepositories',
    'helmcharts',
  ]),
  { plural: 'receivers', group: 'notification.toolkit.fluxcd.io' },
  { plural: 'fluxinstances', group: 'fluxcd.controlplane.io' },
  ...inGroup('external-secrets.io', undefined, [
    'secretstores',
    'clustersecretstores',
    'externalsecrets',
    'clusterexternalsecrets',
    'pushsecrets',
  ]),
  { plural: 'secretproviderclasses', group: 'secrets-store.csi.x-k8s.io' },
  { plural: 'appprojects', group: 'argoproj.io' },
  { plural: 'applications', group: 'argoproj.io', trim: withoutSourceValues },
  { plural: 'ec2nodeclasses', group: 'karpenter.k8s.aws' },
  { plural: 'nodeclasses', group: 'eks.amazonaws.com' },
];

function inGroup(
  group: string,
  version: string | undefined,
  plurals: readonly string[],
): readonly KubernetesResource[] {
  return plurals.map((plural) => ({ plural, group, ...(version && { version }) }));
}

/** Those of them that are asked for. */
export function resourcesOf({
  resources,
}: Pick<KubernetesTarget, 'resources'>): readonly KubernetesResource[] {
  if (resources === undefined) return kubernetesResources;
  return kubernetesResources.filter((resource) => resources.includes(resourceName(resource)));
}

/** Where its list is in a snapshot. */
export function kubernetesPath(
  { region, name }: ClusterRef,
  resource: Pick<KubernetesResource, 'plural' | 'group'>,
): string {
  return `${region}/eks/${name}/kubernetes/${resourceName(resource)}.json`;
}

function resourceName({ plural, group }: Pick<KubernetesResource, 'plural' | 'group'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** What to ask an API server for, once a version is known. */
export function apiPath({ plural, group, only }: KubernetesResource, version: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  if (only === undefined) return `${root}/${plural}`;
  if ('labelSelector' in only) return `${root}/${plural}?${new URLSearchParams(only)}`;
  if ('namespace' in only) return `${root}/namespaces/${only.namespace}/${plural}/${only.named}`;
  const fieldSelector = `metadata.name=${only.named}`;
  return `${root}/${plural}?${new URLSearchParams({ fieldSelector })}`;
}
