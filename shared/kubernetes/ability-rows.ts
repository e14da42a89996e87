import type { ability } from './ability.ts';

/** Verbs and resources are told apart by spaces, and each verb on each resource shows the ability. */
export type AbilityRow = readonly [
  ability: keyof typeof ability,
  verbs: string,
  apiGroup: string,
  resources: string,
  names?: 'be it named',
];

const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';

/** Which requests show an ability. `be it named` counts a rule that is narrowed to names; other rows do not. */
export const abilityRows: readonly AbilityRow[] = [
  ['readSecrets', 'get list watch', '', 'secrets'],
  ['createSecrets', 'create', '', 'secrets'],
  // The image of a running pod can be changed: https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement
  ['runPods', 'create update patch', '', 'pods replicationcontrollers'],
  ['runPods', 'create', 'apps', 'deployments daemonsets statefulsets replicasets'],
  ['runPods', 'create', 'batch', 'jobs cronjobs'],
  // Whoever may change one workload chooses the service account of its pods.
  ['runPods', 'update patch', '', 'replicationcontrollers', 'be it named'],
  [
    'runPods',
    'update patch',
    'apps',
    'deployments daemonsets statefulsets replicasets',
    'be it named',
  ],
  ['runPods', 'update patch', 'batch', 'cronjobs', 'be it named'],
  // A WebSocket is opened by GET, which was authorised as get before Kubernetes 1.35.
  // https://kubernetes.io/docs/concepts/security/rbac-good-practices/
  ['enterPods', 'create get', '', 'pods/exec pods/attach'],
  ['enterPods', 'update patch', '', 'pods/ephemeralcontainers'],
  ['mintTokens', 'create', '', 'serviceaccounts/token'],
  ['impersonateAccounts', 'impersonate', '', 'serviceaccounts'],
  ['impersonateSomeAccount', 'impersonate', '', 'serviceaccounts', 'be it named'],
  ['impersonateSomeUser', 'impersonate', '', 'users', 'be it named'],
  ['impersonateUsers', 'impersonate', '', 'users'],
  ['impersonateGroups', 'impersonate', '', 'groups'],
  ['createAccounts', 'create', '', 'serviceaccounts'],
  ['writeRoles', 'create update patch', rbac, 'roles'],
  ['escalateRoles', 'escalate', rbac, 'roles'],
  ['writeBindings', 'create update patch', rbac, 'rolebindings'],
  ['bindRoles', 'bind', rbac, 'roles'],
  ['bindClusterRoles', 'bind', rbac, 'clusterroles'],
  ['writeClusterRoles', 'create update patch', rbac, 'clusterroles'],
  ['escalateClusterRoles', 'escalate', rbac, 'clusterroles'],
  ['writeClusterBindings', 'create update patch', rbac, 'clusterrolebindings'],
  // https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes
  ['reachKubelets', 'get create update patch delete', '', 'nodes/proxy'],
  ['writeWebhooks', 'create update patch', admission, 'mutatingwebhookconfigurations'],
  ['writeWebhooks', 'create update patch', admission, 'validatingwebhookconfigurations'],
  ['writeApiServices', 'create update patch', 'apiregistration.k8s.io', 'apiservices'],
  ['writeMutatingPolicies', 'create update patch', admission, 'mutatingadmissionpolicies'],
  [
    'writeMutatingPolicyBindings',
    'create update patch',
    admission,
    'mutatingadmissionpolicybindings',
  ],
];
