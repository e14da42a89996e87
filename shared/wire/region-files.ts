import { factKeys } from '../model/fact-key.ts';
import { document } from './contents.ts';
import type { FileKind, NamesContent } from './file-kind.ts';
import type { Parsed } from './parsed.ts';
import { isClusterName } from './place-names.ts';
import {
  readClusterVersions,
  readInstanceMetadataDefaults,
  readOfferedAccessPolicies,
} from './region.ts';

/** The files of a Region, a row each. */
export const regionFiles = {
  clusters: { path: 'eks/clusters.json', content: clusters },
  clusterVersions: {
    path: 'eks/cluster-versions.json',
    content: (region) => document(factKeys.clusterVersions(region), readClusterVersions),
  },
  accessPolicies: {
    path: 'eks/access-policies.json',
    content: (region) =>
      document(factKeys.offeredAccessPolicies(region), readOfferedAccessPolicies),
  },
  instanceMetadataDefaults: {
    path: 'ec2/instance-metadata-defaults.json',
    content: (region) =>
      document(factKeys.instanceMetadataDefaults(region), readInstanceMetadataDefaults),
  },
} as const satisfies Readonly<Record<string, FileKind<string>>>;

function clusters(region: string): NamesContent {
  return {
    holds: 'names',
    member: 'clusters',
    list: { key: factKeys.clusters(region), has: () => true, read: readClusterNames },
  };
}

function readClusterNames(items: readonly string[]): Parsed<readonly string[]> {
  const odd = items.find((item) => !isClusterName(item));
  if (odd === undefined) return { ok: items };
  return { error: `clusters: ${JSON.stringify(odd)} is not a cluster name` };
}
