import type { RbacSubject } from '../model/kubernetes.ts';
import { controllers } from './default-names.ts';

/** A binding that Kubernetes or EKS makes, and everybody whom some version of it binds. */
export interface DefaultBinding {
  readonly kind: 'Role' | 'ClusterRole';
  readonly role: string;
  readonly subjects: readonly RbacSubject[];
}

const clusterWide: readonly (readonly [string, string, ...RbacSubject[]])[] = [
  ['cluster-admin', 'cluster-admin', group('system:masters')],
  ['system:basic-user', 'system:basic-user', group('system:authenticated')],
  ['system:discovery', 'system:discovery', group('system:authenticated')],
  [
    'system:kube-controller-manager',
    'system:kube-controller-manager',
    user('system:kube-controller-manager'),
  ],
  ['system:kube-dns', 'system:kube-dns', account('kube-dns')],
  ['system:kube-scheduler', 'system:kube-scheduler', user('system:kube-scheduler')],
  ['system:monitoring', 'system:monitoring', group('system:monitoring')],
  // The Node authorizer has taken its place, and nobody is bound any more.
  ['system:node', 'system:node'],
  ['system:node-proxier', 'system:node-proxier', user('system:kube-proxy')],
  [
    'system:public-info-viewer',
    'system:public-info-viewer',
    group('system:authenticated'),
    group('system:unauthenticated'),
  ],
  [
    'system:service-account-issuer-discovery',
    'system:service-account-issuer-discovery',
    group('system:serviceaccounts'),
  ],
  ['system:volume-scheduler', 'system:volume-scheduler', user('system:kube-scheduler')],
  // EKS: https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html
  ['aws-node', 'aws-node', account('aws-node')],
  ['system:coredns', 'system:coredns', account('coredns')],
  [
    'vpc-resource-controller-rolebinding',
    'vpc-resource-controller-role',
    user('eks:vpc-resource-controller'),
    account('eks-vpc-resource-controller'),
  ],
  // Left over from clusters before 1.25, where everybody was allowed every pod.
  [
    'eks:podsecuritypolicy:authenticated',
    'eks:podsecuritypolicy:privileged',
    group('system:authenticated'),
  ],
];

const inNamespaces: readonly (readonly [string, string, ...RbacSubject[]])[] = [
  [
    'kube-public/system:controller:bootstrap-signer',
    'system:controller:bootstrap-signer',
    account('bootstrap-signer'),
  ],
  [
    'kube-system/system::extension-apiserver-authentication-reader',
    'extension-apiserver-authentication-reader',
    user('system:kube-controller-manager'),
    user('system:kube-scheduler'),
  ],
  [
    'kube-system/system::leader-locking-kube-controller-manager',
    'system::leader-locking-kube-controller-manager',
    user('system:kube-controller-manager'),
    account('kube-controller-manager'),
    account('leader-election-controller'),
  ],
  [
    'kube-system/system::leader-locking-kube-scheduler',
    'system::leader-locking-kube-scheduler',
    user('system:kube-scheduler'),
    account('kube-scheduler'),
  ],
  [
    'kube-system/system:controller:bootstrap-signer',
    'system:controller:bootstrap-signer',
    account('bootstrap-signer'),
  ],
  [
    'kube-system/system:controller:cloud-provider',
    'system:controller:cloud-provider',
    account('cloud-provider'),
  ],
  [
    'kube-system/system:controller:token-cleaner',
    'system:controller:token-cleaner',
    account('token-cleaner'),
  ],
  [
    'kube-system/eks-vpc-resource-controller-rolebinding',
    'eks-vpc-resource-controller-role',
    user('eks:vpc-resource-controller'),
    account('eks-vpc-resource-controller'),
  ],
];

/** By name, or by namespace and name. */
export const defaultBindings: ReadonlyMap<string, DefaultBinding> = new Map([
  ...clusterWide.map(([name, role, ...subjects]) => entry(name, 'ClusterRole', role, subjects)),
  ...controllers.map((name) => {
    const role = `system:controller:${name}`;
    return entry(role, 'ClusterRole', role, [account(name)]);
  }),
  ...inNamespaces.map(([path, role, ...subjects]) => entry(path, 'Role', role, subjects)),
]);

/**
 * Whom bindings named `eks:…` may bind: users of the control plane, groups of nodes, and accounts of the add-ons that come
 * with every cluster.
 */
export function isSubjectOfEks(subject: RbacSubject): boolean {
  if (subject.kind === 'Group') return nodeGroups.has(subject.name);
  if (subject.kind === 'User') return controlPlaneUser.test(subject.name);
  return subject.namespace === 'kube-system' && addOnAccounts.has(subject.name);
}

/** Neither a service account, which as a user is named `system:serviceaccount:…`, nor whoever is not known. */
const controlPlaneUser = /^(eks:|system:(?!serviceaccount:|anonymous$))/;

const nodeGroups = new Set([
  'system:nodes',
  'system:bootstrappers',
  'system:node-proxier',
  'eks:kube-proxy-windows',
]);

const addOnAccounts = new Set([
  'aws-node',
  'coredns',
  'eks-vpc-resource-controller',
  'kube-proxy',
  'tagging-controller',
]);

function entry(
  name: string,
  kind: DefaultBinding['kind'],
  role: string,
  subjects: readonly RbacSubject[],
): readonly [string, DefaultBinding] {
  return [name, { kind, role, subjects }];
}

function user(name: string): RbacSubject {
  return { kind: 'User', name };
}

function group(name: string): RbacSubject {
  return { kind: 'Group', name };
}

/** In kube-system, where all of them are. */
function account(name: string): RbacSubject {
  return { kind: 'ServiceAccount', namespace: 'kube-system', name };
}
