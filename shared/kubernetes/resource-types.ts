import { kubernetesGroups } from '../model/kubernetes-types.ts';

/** A type of objects, as far as a question about it turns on that. */
export interface ResourceType {
  /** `''` is the core group. */
  readonly apiGroup: string;
  readonly isNamespaced: boolean;
}

/**
 * Types by plural: a group, those in namespaces, those of the cluster. Users, groups and the like are no objects, and are
 * what `impersonate` is asked about.
 * https://kubernetes.io/docs/reference/kubernetes-api/
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation
 */
const builtIn: readonly (readonly [apiGroup: string, namespaced: string, ofCluster: string])[] = [
  [
    '',
    'bindings configmaps endpoints events limitranges persistentvolumeclaims pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services',
    'componentstatuses groups namespaces nodes persistentvolumes users',
  ],
  ['apps', 'controllerrevisions daemonsets deployments replicasets statefulsets', ''],
  ['autoscaling', 'horizontalpodautoscalers', ''],
  ['batch', 'cronjobs jobs', ''],
  ['coordination.k8s.io', 'leases', ''],
  ['discovery.k8s.io', 'endpointslices', ''],
  ['flowcontrol.apiserver.k8s.io', '', 'flowschemas prioritylevelconfigurations'],
  ['networking.k8s.io', 'ingresses networkpolicies', 'ingressclasses ipaddresses servicecidrs'],
  ['policy', 'poddisruptionbudgets', ''],
  ['rbac.authorization.k8s.io', 'rolebindings roles', 'clusterrolebindings clusterroles'],
  ['resource.k8s.io', 'resourceclaims resourceclaimtemplates', 'deviceclasses resourceslices'],
  [
    'authorization.k8s.io',
    'localsubjectaccessreviews',
    'selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews',
  ],
  ['authentication.k8s.io', '', 'selfsubjectreviews tokenreviews uids userextras'],
  [
    'admissionregistration.k8s.io',
    '',
    'mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations',
  ],
  ['apiextensions.k8s.io', '', 'customresourcedefinitions'],
  ['apiregistration.k8s.io', '', 'apiservices'],
  ['certificates.k8s.io', '', 'certificatesigningrequests signers'],
  ['node.k8s.io', '', 'runtimeclasses'],
  ['scheduling.k8s.io', '', 'priorityclasses'],
  [
    'storage.k8s.io',
    'csistoragecapacities',
    'csidrivers csinodes storageclasses volumeattachments volumeattributesclasses',
  ],
];

/** Of the other types that are read inside clusters. */
const custom = /^(cluster.+stores|clusterexternalsecrets|(ec2)?nodeclasses)$/;

const known: ReadonlyMap<string, ResourceType> = new Map([
  ...Object.entries(kubernetesGroups).map(
    ([plural, apiGroup]) => [plural, { apiGroup, isNamespaced: !custom.test(plural) }] as const,
  ),
  ...builtIn.flatMap(([apiGroup, namespaced, ofCluster]) => [
    ...typesOf(namespaced, { apiGroup, isNamespaced: true }),
    ...typesOf(ofCluster, { apiGroup, isNamespaced: false }),
  ]),
]);

function typesOf(plurals: string, type: ResourceType) {
  return plurals.split(' ').flatMap((plural) => (plural === '' ? [] : [[plural, type] as const]));
}

/**
 * By its plural, with or without its group: `deployments`, `widgets.example.com`. A type that is not known here is taken to
 * be in namespaces, so that nobody is overlooked. Undefined where nobody can tell the group.
 */
export function resourceType(
  text: string,
): (ResourceType & { readonly resource: string }) | undefined {
  if (text === '*') return { resource: '*', apiGroup: '*', isNamespaced: true };
  const [resource = '', ...group] = text.split('.');
  const type = known.get(resource);
  if (group.length === 0) return type && { resource, ...type };
  const apiGroup = group.join('.');
  const isNamespaced = type?.apiGroup !== apiGroup || type.isNamespaced;
  return resource === '' ? undefined : { resource, apiGroup, isNamespaced };
}

/** Parts of the types that Kubernetes has, by parts. */
const subresources: readonly (readonly [parts: string, resources: string])[] = [
  ['approval status', 'certificatesigningrequests'],
  ['scale status', 'deployments replicasets replicationcontrollers statefulsets'],
  ['finalize status', 'namespaces'],
  ['log metrics proxy stats status', 'nodes'],
  ['attach binding ephemeralcontainers eviction exec log portforward proxy resize status', 'pods'],
  ['token', 'serviceaccounts'],
  ['proxy status', 'services'],
  [
    'status',
    'apiservices cronjobs customresourcedefinitions daemonsets flowschemas horizontalpodautoscalers ingresses jobs persistentvolumeclaims persistentvolumes poddisruptionbudgets prioritylevelconfigurations resourceclaims resourcequotas servicecidrs validatingadmissionpolicies volumeattachments',
  ],
  ['', builtIn.flatMap(([, namespaced, ofCluster]) => [namespaced, ofCluster]).join(' ')],
];

/** Of types that somebody has defined. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#subresources */
const ofCustomTypes = 'scale status';

/** Whether `pods/exec` is about a part of pods rather than about the pod that is called so. */
export function isSubresource(resource: string, word: string): boolean {
  const row = subresources.find(([, resources]) => resources.split(' ').includes(resource));
  return (row?.[0] ?? ofCustomTypes).split(' ').includes(word);
}
