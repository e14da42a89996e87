import { describe, expect, test } from 'vitest';
import {
  isClusterName,
  isRegionName,
  readSnapshotPath,
  snapshotPaths,
} from '../../../shared/wire/snapshot-path.ts';

const prod = { region: 'eu-west-1', name: 'prod' };

describe('the layout of a snapshot', () => {
  test.each([
    [snapshotPaths.iam(), 'iam/account-authorization-details.json', { kind: 'iam' }],
    [snapshotPaths.trails(), 'cloudtrail/trails.json', { kind: 'trails' }],
    [
      snapshotPaths.clusters('eu-west-1'),
      'eu-west-1/eks/clusters.json',
      { kind: 'clusters', region: 'eu-west-1' },
    ],
    [
      snapshotPaths.cluster(prod),
      'eu-west-1/eks/prod/cluster.json',
      { kind: 'cluster', cluster: prod },
    ],
    [
      snapshotPaths.accessEntries(prod),
      'eu-west-1/eks/prod/access-entries.json',
      { kind: 'accessEntries', cluster: prod },
    ],
  ])('%s is written and read', (path, literal, file) => {
    expect(path).toBe(literal);
    expect(readSnapshotPath(path)).toEqual(file);
  });

  test('a cluster may be called like a file', () => {
    expect(readSnapshotPath('eu-west-1/eks/iam/cluster.json')).toEqual({
      kind: 'cluster',
      cluster: { region: 'eu-west-1', name: 'iam' },
    });
  });

  test.each([
    '',
    'account.json',
    'unread.json',
    'iam/account-summary.json',
    'eu-west-1',
    'eu-west-1/eks',
    'eu-west-1/eks/prod',
    'eu-west-1/eks/clusters.json/cluster.json',
    'eu-west-1/eks/clusters.json/more',
    'eu-west-1/ecs/clusters.json',
    'eu-west-1/eks/prod/addons.json',
    'eu-west-1/eks/prod/constructor',
    'eu-west-1/eks/prod/__proto__',
    'eu-west-1/eks/prod/cluster.json/deeper',
    'eu-west-1/eks/../cluster.json',
    '../eks/clusters.json',
    '../eks/prod/cluster.json',
    'EU-WEST-1/eks/clusters.json',
    '/eks/clusters.json',
  ])('%j is not in it', (path) => {
    expect(readSnapshotPath(path)).toBeUndefined();
  });
});

describe('names that become folders', () => {
  test.each(['a', '0', 'Prod_eu-1', 'a'.repeat(100)])('%s is a cluster name', (name) => {
    expect(isClusterName(name)).toBe(true);
  });

  test.each(['', '-a', '_a', 'a.b', 'a/b', '..', 'a b', 'a\n', 'ä', 'a'.repeat(101)])(
    '%j is no cluster name',
    (name) => {
      expect(isClusterName(name)).toBe(false);
    },
  );

  test.each(['eu-west-1', 'us-gov-west-1', 'eusc-de-east-1'])('%s is a Region', (name) => {
    expect(isRegionName(name)).toBe(true);
  });

  test.each(['', '1-eu', 'EU', 'eu.west', '..', 'eu-west-1\n', '-eu'])(
    '%j is no Region',
    (name) => {
      expect(isRegionName(name)).toBe(false);
    },
  );
});
