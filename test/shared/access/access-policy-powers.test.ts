import { expect, test } from 'vitest';
import { accessPolicyPowers } from '../../../shared/access/access-policy-powers.ts';
import { powerLevels } from '../../../shared/model/power.ts';

const rows = [...accessPolicyPowers];

test('every policy that EKS offered in 2026 is there', () => {
  expect(rows.length).toBe(36);
});

test('every row is found by its own name', () => {
  for (const [key, { name }] of rows) expect(name).toBe(key);
});

test('every row names its source', () => {
  for (const [name, { source }] of rows) {
    if (name === 'AmazonARCRegionSwitchScalingPolicy') continue;
    expect(source).toMatch(
      /^(UNVERIFIED: .+ )?https:\/\/docs\.aws\.amazon\.com\/eks\/latest\/userguide\/access-policy-permissions\.html$/,
    );
  }
});

test('Region switch writes its policy down in its own guide', () => {
  expect(accessPolicyPowers.get('AmazonARCRegionSwitchScalingPolicy')).toEqual({
    name: 'AmazonARCRegionSwitchScalingPolicy',
    cluster: 'write',
    namespace: 'write',
    readsSecrets: false,
    madeFor: 'service',
    source: 'https://docs.aws.amazon.com/r53recovery/latest/dg/eks-resource-scaling-block.html',
  });
});

test('no policy does more in namespaces than over the whole cluster', () => {
  for (const [, { cluster, namespace }] of rows) {
    const [wide, narrow] = [cluster, namespace].map((level) =>
      level === undefined ? -1 : powerLevels.indexOf(level),
    );
    expect(wide).toBeGreaterThanOrEqual(narrow ?? 0);
  }
});

test('these read Secrets', () => {
  expect(namesOf(({ readsSecrets }) => readsSecrets)).toEqual([
    'AWSBackupFullAccessPolicyForBackup',
    'AWSBackupFullAccessPolicyForRestore',
    'AmazonEKSAdminPolicy',
    'AmazonEKSAdminViewPolicy',
    'AmazonEKSArgoCDPolicy',
    'AmazonEKSClusterAdminPolicy',
    'AmazonEKSEditPolicy',
    'AmazonEKSSecretAdminPolicy',
    'AmazonEKSSecretReaderPolicy',
  ]);
});

test('these amount to cluster admin over the whole cluster', () => {
  expect(namesOf(({ cluster }) => cluster?.startsWith('cluster-admin') === true)).toEqual([
    'AWSBackupFullAccessPolicyForRestore',
    'AmazonEKSAdminPolicy',
    'AmazonEKSClusterAdminPolicy',
    'AmazonEKSEditPolicy',
    'AmazonEKSLoadBalancingClusterPolicy',
  ]);
});

test('these are made for AWS Backup', () => {
  expect(namesOf(({ madeFor }) => madeFor === 'backup')).toEqual([
    'AWSBackupFullAccessPolicyForBackup',
    'AWSBackupFullAccessPolicyForRestore',
  ]);
});

test('these are refused to roles that customers manage', () => {
  expect(namesOf(({ madeFor }) => madeFor === 'service-linked role')).toEqual([
    'AmazonEKSBlockStorageClusterPolicy',
    'AmazonEKSBlockStoragePolicy',
    'AmazonEKSClusterInsightsPolicy',
    'AmazonEKSComputeClusterPolicy',
    'AmazonEKSComputePolicy',
    'AmazonEKSHybridPolicy',
    'AmazonEKSPodIdentityPolicy',
  ]);
});

function namesOf(holds: (powers: (typeof rows)[number][1]) => boolean): readonly string[] {
  return rows
    .filter(([, powers]) => holds(powers))
    .map(([name]) => name)
    .sort();
}
