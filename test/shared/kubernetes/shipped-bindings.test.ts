import { expect, test } from 'vitest';
import { isDefaultBinding, tamperingOf } from '../../../shared/kubernetes/shipped-bindings.ts';
import { account, clusterRoleBinding, group, roleBinding, user } from '../../support/rbac.ts';

test.each([
  clusterRoleBinding('cluster-admin', 'cluster-admin', group('system:masters')),
  clusterRoleBinding('system:node', 'system:node'),
  clusterRoleBinding(
    'system:controller:node-controller',
    'system:controller:node-controller',
    account('kube-system/node-controller'),
  ),
  clusterRoleBinding('system:coredns', 'system:coredns', account('kube-system/coredns')),
  clusterRoleBinding('eks:kube-proxy', 'system:node-proxier', account('kube-system/kube-proxy')),
  clusterRoleBinding(
    'eks:kube-proxy-windows',
    'system:node-proxier',
    group('eks:kube-proxy-windows'),
  ),
  clusterRoleBinding(
    'vpc-resource-controller-rolebinding',
    'vpc-resource-controller-role',
    user('eks:vpc-resource-controller'),
    account('kube-system/eks-vpc-resource-controller'),
  ),
  roleBinding(
    'kube-system/system::leader-locking-kube-scheduler',
    'Role system::leader-locking-kube-scheduler',
    user('system:kube-scheduler'),
    account('kube-system/kube-scheduler'),
  ),
  roleBinding(
    'kube-system/system::leader-locking-kube-controller-manager',
    'Role system::leader-locking-kube-controller-manager',
    account('kube-system/leader-election-controller'),
  ),
  roleBinding(
    'kube-public/system:controller:bootstrap-signer',
    'Role system:controller:bootstrap-signer',
    account('kube-system/bootstrap-signer'),
  ),
  roleBinding('kube-system/eks:authenticator', 'Role eks:authenticator', user('eks:authenticator')),
])('knows $name', (binding) => {
  expect([isDefaultBinding(binding), tamperingOf(binding)]).toEqual([true, undefined]);
});

test.each([
  ['a name nobody ships', clusterRoleBinding('eks:eve', 'cluster-admin', user('eve'))],
  ['a name nobody ships with a role of EKS', clusterRoleBinding('ops', 'eks:nodes', user('eve'))],
  ['a default name in another namespace', roleBinding('shop/aws-node', 'ClusterRole aws-node')],
  [
    'a label anybody may set',
    {
      ...clusterRoleBinding('ops', 'cluster-admin', user('eve')),
      labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
    },
  ],
])('does not take %s for a default', (_, binding) => {
  expect([isDefaultBinding(binding), tamperingOf(binding)]).toEqual([false, undefined]);
});

test('does not take a default name with another role for a default', () => {
  const binding = clusterRoleBinding('eks:node-manager', 'cluster-admin', user('eks:node-manager'));
  expect([isDefaultBinding(binding), tamperingOf(binding)]).toEqual([
    false,
    { subjects: [], roleWas: 'eks:node-manager' },
  ]);
});

test('takes an EKS binding with another role of EKS for a default: they have changed over time', () => {
  const binding = clusterRoleBinding('eks:kube-proxy', 'eks:proxier', user('eks:kube-proxy'));
  expect([isDefaultBinding(binding), tamperingOf(binding)]).toEqual([true, undefined]);
});

test('does not take a binding of Kubernetes with a role of EKS for a default', () => {
  const coredns = account('kube-system/coredns');
  const binding = clusterRoleBinding('system:coredns', 'eks:admin', coredns, user('eve'));
  expect([isDefaultBinding(binding), tamperingOf(binding)]).toEqual([
    false,
    { subjects: [user('eve')], roleWas: 'system:coredns' },
  ]);
});

test.each([
  group('system:unauthenticated'),
  user('system:authenticated'),
  account('kube-system/aws-node'),
])('takes $kind $name for a stranger where Kubernetes binds everybody known', (subject) => {
  const binding = clusterRoleBinding(
    'system:discovery',
    'system:discovery',
    group('system:authenticated'),
    subject,
  );
  expect([isDefaultBinding(binding), tamperingOf(binding)]).toEqual([
    true,
    { subjects: [subject] },
  ]);
});

test.each([
  user('eve'),
  user('system:anonymous'),
  user('system:serviceaccount:kube-system:aws-node'),
  user('my-eks:authenticator'),
  group('developers'),
  group('system:masters'),
  account('shop/aws-node'),
  account('kube-system/build'),
])('takes $name for a stranger among the subjects of EKS', (subject) => {
  expect(tamperingOf(clusterRoleBinding('aws-node', 'aws-node', subject))).toEqual({
    subjects: [subject],
  });
});
