import { type RbacSubject, type RoleBinding, subjectName } from '../model/kubernetes.ts';
import { eksBindings, eksMayBind } from './eks-bindings.ts';

/** What Kubernetes itself binds: a place and name, the role, and whom. */
type Row = readonly [binding: string, role: string, ...subjects: string[]];

const manager = 'user:system:kube-controller-manager';
const scheduler = 'user:system:kube-scheduler';
const authenticated = 'group:system:authenticated';

const controllers =
  'attachdetach-controller certificate-controller clusterrole-aggregation-controller cronjob-controller daemon-set-controller deployment-controller device-taint-eviction-controller disruption-controller endpoint-controller endpointslice-controller endpointslicemirroring-controller ephemeral-volume-controller expand-controller generic-garbage-collector horizontal-pod-autoscaler job-controller legacy-service-account-token-cleaner namespace-controller node-controller persistent-volume-binder pod-garbage-collector podcertificaterequestcleaner podcheckpoint-controller pv-protection-controller pvc-protection-controller replicaset-controller replication-controller resource-claim-controller resourcequota-controller root-ca-cert-publisher route-controller selinux-warning-controller service-account-controller service-cidrs-controller service-controller statefulset-controller storage-version-garbage-collector storage-version-migrator-controller taint-eviction-controller ttl-after-finished-controller ttl-controller validatingadmissionpolicy-status-controller volumeattributesclass-protection-controller';

/**
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 * https://github.com/kubernetes/kubernetes/tree/v1.34.0/plugin/pkg/auth/authorizer/rbac/bootstrappolicy
 */
const upstream: readonly Row[] = [
  ['cluster-admin', 'cluster-admin', 'group:system:masters'],
  ['system:basic-user', 'system:basic-user', authenticated],
  ['system:discovery', 'system:discovery', authenticated],
  [
    'system:public-info-viewer',
    'system:public-info-viewer',
    authenticated,
    'group:system:unauthenticated',
  ],
  ['system:kube-controller-manager', 'system:kube-controller-manager', manager],
  ['system:kube-scheduler', 'system:kube-scheduler', scheduler],
  ['system:volume-scheduler', 'system:volume-scheduler', scheduler],
  ['system:kube-dns', 'system:kube-dns', account('kube-dns')],
  ['system:coredns', 'system:coredns', account('coredns')],
  ['system:monitoring', 'system:monitoring', 'group:system:monitoring'],
  ['system:node', 'system:node'],
  ['system:node-proxier', 'system:node-proxier', 'user:system:kube-proxy'],
  [
    'system:service-account-issuer-discovery',
    'system:service-account-issuer-discovery',
    'group:system:serviceaccounts',
  ],
  ...controllers
    .split(' ')
    .map((name): Row => [`system:controller:${name}`, `system:controller:${name}`, account(name)]),
  inSystem(
    'system::extension-apiserver-authentication-reader',
    'extension-apiserver-authentication-reader',
    manager,
    scheduler,
  ),
  leader('kube-controller-manager', manager, account('leader-election-controller')),
  leader('kube-scheduler', scheduler),
  ...['bootstrap-signer', 'cloud-provider', 'token-cleaner'].map((name) =>
    inSystem(`system:controller:${name}`, `system:controller:${name}`, account(name)),
  ),
  [
    'kube-public/system:controller:bootstrap-signer',
    'system:controller:bootstrap-signer',
    account('bootstrap-signer'),
  ],
  // What pod security policies left behind, on clusters made before they went.
  ['eks:podsecuritypolicy:authenticated', 'eks:podsecuritypolicy:privileged', authenticated],
];

const byName = new Map(upstream.map((row) => [row[0], row]));

/**
 * Whether Kubernetes or EKS made the binding, by exact name, place and role: never by a label, which anybody may set.
 * Whom it binds is not looked at: that is `tamperingOf`.
 */
export function isDefaultBinding(binding: RoleBinding): boolean {
  return roleOf(binding) !== undefined && !isRoleReplaced(binding);
}

/** In what a binding with the name of a default one is not as its makers left it. */
export interface Tampering {
  /** Whom they do not bind. */
  readonly subjects: readonly RbacSubject[];
  /** The role that they refer to, where it is another. */
  readonly roleWas?: string;
}

/** Undefined for a binding that is as its makers left it, and for any that is not theirs. */
export function tamperingOf(binding: RoleBinding): Tampering | undefined {
  const roleWas = roleOf(binding);
  if (roleWas === undefined) return undefined;
  const subjects = strangersIn(binding);
  const replaced = isRoleReplaced(binding);
  if (subjects.length === 0 && !replaced) return undefined;
  return replaced ? { subjects, roleWas } : { subjects };
}

function isRoleReplaced(binding: RoleBinding): boolean {
  const { name } = binding.roleRef;
  if (roleOf(binding) === name) return false;
  // EKS has given bindings of its own other roles of its own over time.
  return byName.has(pathOf(binding)) || !name.startsWith('eks:');
}

function strangersIn(binding: RoleBinding): readonly RbacSubject[] {
  const row = byName.get(pathOf(binding));
  return binding.subjects.filter((subject) =>
    row === undefined ? !eksMayBind(subject) : !row.slice(2).includes(subjectName(subject)),
  );
}

/** Undefined for a binding that is not a default one. */
function roleOf(binding: RoleBinding): string | undefined {
  const path = pathOf(binding);
  return byName.get(path)?.[1] ?? eksBindings.get(path);
}

function pathOf({ namespace, name }: RoleBinding): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function account(name: string): string {
  return `system:serviceaccount:kube-system:${name}`;
}

function inSystem(binding: string, role: string, ...subjects: string[]): Row {
  return [`kube-system/${binding}`, role, ...subjects];
}

function leader(name: string, ...subjects: string[]): Row {
  const binding = `system::leader-locking-${name}`;
  return inSystem(binding, binding, account(name), ...subjects);
}
