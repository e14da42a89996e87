import { expect, test } from 'vitest';
import { commonSubjects } from '../../../shared/access/common-subjects.ts';
import { powersOf } from '../../../shared/kubernetes/powers.ts';
import { type RbacSubject, subjectName } from '../../../shared/model/kubernetes.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  kubernetesCluster,
  rule,
  user,
} from '../../support/rbac.ts';

/** Of these, each bound to read pods, in a cluster where infra/boss is cluster admin. */
function common(...subjects: readonly RbacSubject[]): readonly string[] {
  const objects = {
    clusterRoles: [
      clusterRole('reader', rule('get', 'pods')),
      clusterRole('all', rule('*', '*', { apiGroups: ['*'] })),
    ],
    clusterRoleBindings: [
      clusterRoleBinding('readers', 'reader', ...subjects),
      clusterRoleBinding('boss', 'all', account('infra/boss'), user('root')),
    ],
  };
  const powers = powersOf(kubernetesCluster(objects, 'infra/boss'), { awsAuth: 'ignored' });
  return commonSubjects(powers, ['vault-*']).map(subjectName);
}

test('users, groups and service accounts are, sorted by name', () => {
  expect(common(user('zoe'), account('shop/web'), group('ops'))).toEqual([
    'group:ops',
    'system:serviceaccount:shop:web',
    'user:zoe',
  ]);
});

test('cluster admins are not', () => {
  expect(common(account('infra/boss'), user('root'))).toEqual([]);
});

test('service accounts of sensitive namespaces are not', () => {
  const quiet = [account('kube-system/dns'), account('infra/agent'), account('vault-1/store')];
  expect(common(...quiet)).toEqual([]);
});

test('parts of Kubernetes and EKS are not, but groups that anybody may be in are', () => {
  expect(common(user('system:kube-scheduler'), user('eks:addon-manager'))).toEqual([]);
  expect(
    common(
      group('system:authenticated'),
      group('system:unauthenticated'),
      group('system:serviceaccounts'),
      group('system:serviceaccounts:shop'),
    ),
  ).toEqual([
    'group:system:authenticated',
    'group:system:serviceaccounts',
    'group:system:serviceaccounts:shop',
    'group:system:unauthenticated',
  ]);
});

test('a name is judged by how it begins', () => {
  expect(common(user('my-system:zoe'), user('beeks:zoe'))).toEqual([
    'user:beeks:zoe',
    'user:my-system:zoe',
  ]);
  expect(
    common(
      group('system:authenticated-nodes'),
      group('eks:system:authenticated'),
      group('eks:system:serviceaccounts'),
    ),
  ).toEqual([]);
});
