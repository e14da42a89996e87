import type { ClusterRef } from '../model/cluster.ts';
import { accountFiles } from './account-files.ts';
import { clusterFiles } from './cluster-files.ts';
import type { Content } from './file-kind.ts';
import { isClusterName, isRegionName } from './place-names.ts';
import { regionFiles } from './region-files.ts';

type AccountFile = keyof typeof accountFiles;
type RegionFile = keyof typeof regionFiles;
type ClusterFile = keyof typeof clusterFiles;

/** Where each answer lives in a snapshot, relative to its folder and with `/` on every platform. */
export const snapshotPaths = {
  ...pathsOf<AccountFile, void>(accountFiles, (_, path) => path),
  ...pathsOf<RegionFile, string>(regionFiles, (region, path) => `${region}/${path}`),
  ...pathsOf<ClusterFile, ClusterRef>(
    clusterFiles,
    ({ region, name }, path) => `${region}/eks/${name}/${path}`,
  ),
};

/** What a path of a snapshot holds, and of which place. */
export type SnapshotFile =
  | { readonly kind: AccountFile }
  | { readonly kind: RegionFile; readonly region: string }
  | { readonly kind: ClusterFile; readonly cluster: ClusterRef };

/** Undefined for a path that is not in the layout, one that would leave the folder included. */
export function readSnapshotPath(path: string): SnapshotFile | undefined {
  const ofAccount = kindOfAccountPath.get(path);
  if (ofAccount !== undefined) return { kind: ofAccount };
  const [region = '', ...inside] = path.split('/');
  return isRegionName(region) ? readRegionalPath(region, inside) : undefined;
}

export function contentOf(file: SnapshotFile): Content {
  if ('cluster' in file) return clusterFiles[file.kind].content(file.cluster);
  if ('region' in file) return regionFiles[file.kind].content(file.region);
  return accountFiles[file.kind].content();
}

function readRegionalPath(region: string, inside: readonly string[]): SnapshotFile | undefined {
  const ofRegion = kindOfRegionPath.get(inside.join('/'));
  if (ofRegion !== undefined) return { kind: ofRegion, region };
  const [eks, name = '', ...file] = inside;
  const kind = kindOfClusterPath.get(file.join('/'));
  if (kind === undefined || eks !== 'eks' || !isClusterName(name)) return undefined;
  return { kind, cluster: { region, name } };
}

type Paths<Kind extends string> = Readonly<Record<Kind, { readonly path: string }>>;

const kindOfAccountPath = kindsByPath<AccountFile>(accountFiles);
const kindOfRegionPath = kindsByPath<RegionFile>(regionFiles);
const kindOfClusterPath = kindsByPath<ClusterFile>(clusterFiles);

function kindsByPath<Kind extends string>(files: Paths<Kind>): ReadonlyMap<string, Kind> {
  const kinds = Object.keys(files) as Kind[];
  return new Map(kinds.map((kind) => [files[kind].path, kind]));
}

function pathsOf<Kind extends string, Place>(
  files: Paths<Kind>,
  locate: (place: Place, path: string) => string,
): Readonly<Record<Kind, (place: Place) => string>> {
  const kinds = Object.keys(files) as Kind[];
  const entries = kinds.map((kind) => [kind, (place: Place) => locate(place, files[kind].path)]);
  return Object.fromEntries(entries) as Readonly<Record<Kind, (place: Place) => string>>;
}
