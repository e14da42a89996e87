import type { RbacSubject } from '../model/kubernetes.ts';

const sameName =
  'aws-node eks:addon-manager eks:az-poller eks:certificate-controller-approver eks:certificate-controller-manager eks:certificate-controller-signer eks:cloud-controller-manager eks:cloud-provider-extraction-migration eks:cluster-event-watcher eks:coredns-autoscaler eks:extension-metrics-apiserver eks:fargate-manager eks:fargate-scheduler eks:k8s-metrics eks:kms-storage-migrator eks:network-policy-controller eks:network-webhooks eks:node-bootstrapper eks:node-manager eks:nodewatcher eks:pod-identity-mutating-webhook eks:service-operations eks:tagging-controller kube-system/eks:addon-manager kube-system/eks:authenticator kube-system/eks:az-poller default/eks:az-poller kube-system/eks:certificate-controller kube-system/eks:coredns-autoscaler kube-system/eks:fargate-manager kube-system/eks:k8s-metrics kube-system/eks:kms-storage-migrator kube-system/eks:network-policy-controller kube-system/eks:node-manager kube-system/eks:service-operations-configmaps';

/**
 * Bindings that EKS makes, by place and name, and the role of each. Its guide names some of them; the others were seen in
 * listings of clusters from Kubernetes 1.20 on.
 * https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html
 */
export const eksBindings: ReadonlyMap<string, string> = new Map([
  ...sameName.split(' ').map((path) => [path, path.replace(/^.*\//, '')] as const),
  ['eks:addon-cluster-admin', 'cluster-admin'],
  ['eks:certificate-controller', 'system:controller:certificate-controller'],
  ['eks:kube-proxy', 'system:node-proxier'],
  ['eks:kube-proxy-fargate', 'system:node-proxier'],
  ['eks:kube-proxy-windows', 'system:node-proxier'],
  [
    'kube-system/eks:cloud-controller-manager:apiserver-authentication-reader',
    'extension-apiserver-authentication-reader',
  ],
  ['vpc-resource-controller-rolebinding', 'vpc-resource-controller-role'],
  ['kube-system/eks-vpc-resource-controller-rolebinding', 'eks-vpc-resource-controller-role'],
]);

/** Whether a binding of EKS may name this subject. */
export function eksMayBind(subject: RbacSubject): boolean {
  const { kind, name } = subject;
  if (kind === 'Group') return groups.has(name);
  if (kind === 'ServiceAccount') {
    return subject.namespace === 'kube-system' && addonAccounts.has(name);
  }
  const taken = name === 'system:anonymous' || name.startsWith('system:serviceaccount:');
  return /^(eks|system):/.test(name) && !taken;
}

const groups = new Set([
  'system:nodes',
  'system:bootstrappers',
  'system:node-proxier',
  'eks:kube-proxy-windows',
]);

const addonAccounts = new Set([
  'aws-node',
  'coredns',
  'coredns-autoscaler',
  'eks-vpc-resource-controller',
  'kube-proxy',
  'tagging-controller',
  'vpc-resource-controller',
]);
