import { expect, test } from 'vitest';
import { grantPower } from '../../../shared/access/grant-power.ts';

test.each([
  ['AmazonEKSClusterAdminPolicy over the whole cluster', 'cluster-admin in the whole cluster'],
  ['AmazonEKSClusterAdminPolicy in the whole cluster', 'cluster-admin in the whole cluster'],
  ['AmazonEKSClusterAdminPolicy over namespace a', 'namespace-admin in a'],
  ['AmazonEKSViewPolicy over namespaces b, a', 'read in a, b'],
  ['AmazonEKSViewPolicy in payments-*', 'read in payments-*'],
  ['AmazonEKSViewPolicy in my-namespace x', 'read in my-namespace x'],
  ['AmazonEKSEditPolicy over namespace *', 'cluster-admin-equivalent in the whole cluster'],
  ['AmazonEKSViewPolicy', undefined],
  ['AmazonEKSNewPolicy over the whole cluster', undefined],
  ['AmazonEKSComputePolicy over the whole cluster', undefined],
  ['an access entry in group ops', undefined],
  ['it has AmazonEKSViewPolicy over the whole cluster', undefined],
])('%s amounts to %s', (grant, power) => {
  expect(grantPower(grant)).toBe(power);
});
