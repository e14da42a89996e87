import { describe, expect, test } from 'vitest';
import {
  isDefaultBinding,
  isDefaultRole,
  tamperingOf,
} from '../../../shared/kubernetes/default-rbac.ts';
import { account, clusterRoleBinding, group, roleBinding, user } from '../../support/rbac.ts';

describe('a role is a default one', () => {
  test.each([
    'cluster-admin',
    'view',
    'system:node',
    'system:aggregate-to-edit',
    'system:controller:job-controller',
    'system:coredns',
    'aws-node',
    'vpc-resource-controller-role',
    'eks:addon-manager',
  ])('%s', (name) => {
    expect(isDefaultRole({ name })).toBe(true);
  });

  test.each([
    ['kube-system', 'eks:authenticator'],
    ['kube-public', 'eks:az-poller'],
    ['kube-system', 'extension-apiserver-authentication-reader'],
    ['kube-system', 'system:controller:token-cleaner'],
    ['kube-system', 'eks-vpc-resource-controller-role'],
  ])('%s/%s', (namespace, name) => {
    expect(isDefaultRole({ namespace, name })).toBe(true);
  });

  test.each([
    { name: 'system:mine' },
    { name: 'system:controller:mine' },
    { name: 'eks-mine' },
    { name: 'administrator' },
    { namespace: 'shop', name: 'admin' },
    { namespace: 'shop', name: 'eks:addon-manager' },
    { namespace: 'kube-system', name: 'system:node' },
    { namespace: 'default', name: 'system:controller:token-cleaner' },
  ])('not %j', (role) => {
    expect(isDefaultRole(role)).toBe(false);
  });
});

describe('a default binding as its makers left it', () => {
  test.each([
    clusterRoleBinding('cluster-admin', 'cluster-admin', group('system:masters')),
    clusterRoleBinding('system:node', 'system:node'),
    clusterRoleBinding(
      'system:public-info-viewer',
      'system:public-info-viewer',
      group('system:authenticated'),
      group('system:unauthenticated'),
    ),
    clusterRoleBinding('system:public-info-viewer', 'system:public-info-viewer'),
    clusterRoleBinding(
      'system:controller:job-controller',
      'system:controller:job-controller',
      account('kube-system/job-controller'),
    ),
    clusterRoleBinding('aws-node', 'aws-node', account('kube-system/aws-node')),
    clusterRoleBinding(
      'eks:podsecuritypolicy:authenticated',
      'eks:podsecuritypolicy:privileged',
      group('system:authenticated'),
    ),
    clusterRoleBinding('eks:addon-cluster-admin', 'cluster-admin', user('eks:addon-manager')),
    clusterRoleBinding('eks:kube-proxy', 'system:node-proxier', account('kube-system/kube-proxy')),
    clusterRoleBinding(
      'eks:node-bootstrapper',
      'eks:node-bootstrapper',
      group('system:bootstrappers'),
      group('system:nodes'),
    ),
    clusterRoleBinding('eks:new', 'eks:new', user('system:kube-controller-manager')),
    roleBinding(
      'kube-system/eks:authenticator',
      'Role eks:authenticator',
      user('eks:authenticator'),
    ),
    roleBinding(
      'kube-system/system::leader-locking-kube-scheduler',
      'Role system::leader-locking-kube-scheduler',
      user('system:kube-scheduler'),
      account('kube-system/kube-scheduler'),
    ),
  ])('$name', (binding) => {
    expect(isDefaultBinding(binding)).toBe(true);
    expect(tamperingOf(binding)).toBeUndefined();
  });
});

describe('a default binding that somebody changed', () => {
  test.each([
    [
      'binds one more',
      clusterRoleBinding('cluster-admin', 'cluster-admin', group('system:masters'), user('eve')),
      { subjects: [user('eve')] },
    ],
    [
      'binds strangers again, as before 1.14',
      clusterRoleBinding(
        'system:discovery',
        'system:discovery',
        group('system:authenticated'),
        group('system:unauthenticated'),
      ),
      { subjects: [group('system:unauthenticated')] },
    ],
    [
      'binds an account of another namespace',
      clusterRoleBinding('aws-node', 'aws-node', account('shop/aws-node')),
      { subjects: [account('shop/aws-node')] },
    ],
    [
      'binds nodes where nobody is left',
      clusterRoleBinding('system:node', 'system:node', group('system:nodes')),
      { subjects: [group('system:nodes')] },
    ],
    [
      'refers to another role',
      clusterRoleBinding('system:discovery', 'cluster-admin', group('system:authenticated')),
      { subjects: [], roleWas: 'system:discovery' },
    ],
    [
      'refers to a Role of the name',
      roleBinding(
        'kube-system/system:controller:token-cleaner',
        'ClusterRole system:controller:token-cleaner',
        account('kube-system/token-cleaner'),
      ),
      { subjects: [], roleWas: 'system:controller:token-cleaner' },
    ],
    [
      'of EKS binds a user of ours',
      clusterRoleBinding(
        'eks:addon-manager',
        'eks:addon-manager',
        user('eve'),
        user('eks:addon-manager'),
      ),
      { subjects: [user('eve')] },
    ],
    [
      'of EKS binds everybody',
      clusterRoleBinding(
        'eks:node-bootstrapper',
        'eks:node-bootstrapper',
        group('system:authenticated'),
      ),
      { subjects: [group('system:authenticated')] },
    ],
    [
      'of EKS binds accounts that are no add-ons',
      clusterRoleBinding(
        'eks:kube-proxy',
        'system:node-proxier',
        account('kube-system/default'),
        account('shop/kube-proxy'),
      ),
      { subjects: [account('kube-system/default'), account('shop/kube-proxy')] },
    ],
    [
      'of EKS binds an account as a user, and strangers',
      clusterRoleBinding(
        'eks:x',
        'eks:x',
        user('system:serviceaccount:shop:web'),
        user('system:anonymous'),
      ),
      { subjects: [user('system:serviceaccount:shop:web'), user('system:anonymous')] },
    ],
  ])('%s', (_name, binding, tampering) => {
    expect(tamperingOf(binding)).toEqual(tampering);
  });
});

test.each([
  clusterRoleBinding('ours', 'view', group('ops')),
  clusterRoleBinding('system:ours', 'view', group('ops')),
  roleBinding('shop/cluster-admin', 'ClusterRole view', group('ops')),
  roleBinding('shop/eks:authenticator', 'Role eks:authenticator', group('ops')),
])('$name of ours is no default binding, and so not tampered with', (binding) => {
  expect(isDefaultBinding(binding)).toBe(false);
  expect(tamperingOf(binding)).toBeUndefined();
});
