import type { AuditRecord, ObjectRef } from './audit-record.ts';

/** Objects whose writes can change what somebody can do in a cluster: a row of the table. */
export interface WatchedObjects {
  /** What a filter pattern asks of `objectRef`; a star at its front stands for anything. */
  readonly where: { readonly [member in 'apiGroup' | 'resource' | 'name']?: string };
  /** What is read again after a write, as `rolebindings.rbac.authorization.k8s.io`. */
  readonly resources: readonly string[];
  /** The only one of them. */
  readonly only?: { readonly namespace: string; readonly name: string };
}

/** The one table: what the filter pattern matches, and what the parser understands. */
export const watchedObjects: readonly WatchedObjects[] = [
  {
    where: { name: 'aws-auth' },
    resources: ['configmaps'],
    only: { namespace: 'kube-system', name: 'aws-auth' },
  },
  { where: { resource: 'serviceaccounts' }, resources: ['serviceaccounts'] },
  {
    where: { apiGroup: 'rbac.authorization.k8s.io' },
    resources: of('rbac.authorization.k8s.io', [
      'roles',
      'clusterroles',
      'rolebindings',
      'clusterrolebindings',
    ]),
  },
  {
    where: { resource: '*webhookconfigurations' },
    resources: of('admissionregistration.k8s.io', [
      'mutatingwebhookconfigurations',
      'validatingwebhookconfigurations',
    ]),
  },
  {
    where: { apiGroup: '*.toolkit.fluxcd.io' },
    resources: [
      'kustomizations.kustomize.toolkit.fluxcd.io',
      'helmreleases.helm.toolkit.fluxcd.io',
      ...of('source.toolkit.fluxcd.io', [
        'gitrepositories',
        'ocirepositories',
        'buckets',
        'helmrepositories',
        'helmcharts',
      ]),
      'receivers.notification.toolkit.fluxcd.io',
    ],
  },
  { where: { resource: 'fluxinstances' }, resources: ['fluxinstances.fluxcd.controlplane.io'] },
  {
    where: { apiGroup: 'external-secrets.io' },
    resources: of('external-secrets.io', [
      'secretstores',
      'clustersecretstores',
      'externalsecrets',
      'clusterexternalsecrets',
      'pushsecrets',
    ]),
  },
  {
    // Not the group: the driver writes another object of it for each pod.
    where: { resource: 'secretproviderclasses' },
    resources: ['secretproviderclasses.secrets-store.csi.x-k8s.io'],
  },
  // Not the applications: Argo CD writes the status of each into the object itself, time and again.
  { where: { resource: 'appprojects' }, resources: ['appprojects.argoproj.io'] },
  {
    where: { resource: '*nodeclasses' },
    resources: ['ec2nodeclasses.karpenter.k8s.aws', 'nodeclasses.eks.amazonaws.com'],
  },
];

function of(group: string, plurals: readonly string[]): readonly string[] {
  return plurals.map((plural) => `${plural}.${group}`);
}

/** What `kubectl` calls verbs of the API that write. */
export const writeVerbs: readonly string[] = [
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
];

/** The type of the object as it is read; undefined where the record names none. */
export function resourceOf({ resource, apiGroup = '' }: ObjectRef): string | undefined {
  if (resource === undefined || resource === '') return undefined;
  return apiGroup === '' ? resource : `${resource}.${apiGroup}`;
}

/** The type that a write gives cause to read again; undefined for any other request. A controller writes status as a subresource. */
export function writtenResource({ verb, objectRef }: AuditRecord): string | undefined {
  if (objectRef === undefined || !writeVerbs.includes(verb)) return undefined;
  if (objectRef.subresource !== undefined && objectRef.subresource !== '') return undefined;
  const resource = resourceOf(objectRef);
  const row = watchedObjects.find(({ resources }) => resources.some((one) => one === resource));
  return row !== undefined && isMeant(row, objectRef) ? resource : undefined;
}

/** A collection of one or of all namespaces has it too. */
function isMeant({ only }: WatchedObjects, { namespace, name }: ObjectRef): boolean {
  if (only === undefined) return true;
  const isThere = namespace === undefined || namespace === '' || namespace === only.namespace;
  return isThere && (name === undefined || name === '' || name === only.name);
}
