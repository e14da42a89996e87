import type { ClusterRef } from '../model/cluster.ts';

/** Where each answer lives in a snapshot, relative to its folder and with `/` on every platform. */
export const snapshotPaths = {
  iam: (): string => 'iam/account-authorization-details.json',
  trails: (): string => 'cloudtrail/trails.json',
  clusters: (region: string): string => `${region}/eks/clusters.json`,
  cluster: ({ region, name }: ClusterRef): string => `${region}/eks/${name}/cluster.json`,
  accessEntries: ({ region, name }: ClusterRef): string =>
    `${region}/eks/${name}/access-entries.json`,
} as const;

/** What a path of a snapshot holds. */
export type SnapshotFile =
  | { readonly kind: 'iam' }
  | { readonly kind: 'trails' }
  | { readonly kind: 'clusters'; readonly region: string }
  | { readonly kind: 'cluster'; readonly cluster: ClusterRef }
  | { readonly kind: 'accessEntries'; readonly cluster: ClusterRef };

/** Undefined for a path that is not in the layout, one that would leave the folder included. */
export function readSnapshotPath(path: string): SnapshotFile | undefined {
  if (path === snapshotPaths.iam()) return { kind: 'iam' };
  if (path === snapshotPaths.trails()) return { kind: 'trails' };
  const [region = '', eks, ...inside] = path.split('/');
  return isRegionName(region) && eks === 'eks' ? readRegionalPath(region, inside) : undefined;
}

function readRegionalPath(region: string, inside: readonly string[]): SnapshotFile | undefined {
  const [name = '', file = '', ...deeper] = inside;
  if (inside.length === 1 && name === 'clusters.json') return { kind: 'clusters', region };
  const kind = clusterFiles.get(file);
  if (kind === undefined || deeper.length > 0 || !isClusterName(name)) return undefined;
  return { kind, cluster: { region, name } };
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html (name: its pattern, 1 to 100 characters) */
export function isClusterName(text: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/.test(text);
}

export function isRegionName(text: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(text);
}

const clusterFiles: ReadonlyMap<string, 'cluster' | 'accessEntries'> = new Map([
  ['cluster.json', 'cluster'],
  ['access-entries.json', 'accessEntries'],
]);
