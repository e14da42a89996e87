import type { Account } from '../model/account.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { type FactKey, factKeys, type ListKey } from '../model/fact-key.ts';
import type { Json } from '../model/json.ts';
import { readEventSelectors, readTrail, readTrailStatus } from './cloudtrail.ts';
import { readAccessEntry, readAccessPolicies, readCluster } from './eks.ts';
import { elementShapes } from './element-shape.ts';
import { readRole, readTrustPolicy, readUser, splitIamArns } from './iam.ts';
import type { Parsed } from './parsed.ts';
import { isClusterName, type SnapshotFile } from './snapshot-path.ts';

/** How a document becomes one fact. */
export interface Reader {
  readonly key: FactKey<unknown>;
  /** Undefined stands for a member that the document does not have. */
  readonly read: (json: Json | undefined) => Parsed<unknown>;
}

/** How the names in a file become one list. */
export interface ListReader {
  readonly key: ListKey;
  readonly read: (items: readonly string[]) => Parsed<readonly string[]>;
}

/** The facts of one element of an array file. */
export interface ElementReaders {
  /** Of the element as a whole. */
  readonly whole: readonly Reader[];
  /** Of each part, by the member that holds it; the first is in every element. */
  readonly parts: ReadonlyMap<string, Reader>;
}

type ListingFile = Exclude<SnapshotFile, { kind: 'cluster' }>;

export function clusterReader(account: Account, cluster: ClusterRef): Reader {
  return { key: factKeys.cluster(cluster), read: (json) => readCluster(json, account, cluster) };
}

export function listReaders(file: ListingFile): readonly ListReader[] {
  switch (file.kind) {
    case 'clusters':
      return [{ key: factKeys.clusters(file.region), read: readClusterNames }];
    case 'accessEntries':
      return [{ key: factKeys.accessEntries(file.cluster), read: (items) => ({ ok: items }) }];
    case 'trails':
      return [{ key: factKeys.trails(), read: (items) => ({ ok: items }) }];
    case 'iam':
      return [
        { key: factKeys.roles(), read: (items) => readIamArns(items, 'roles') },
        { key: factKeys.users(), read: (items) => readIamArns(items, 'users') },
      ];
  }
}

/** Empty for an item of which we keep no facts. */
export function elementReaders(file: ListingFile, item: string): ElementReaders {
  switch (file.kind) {
    case 'clusters':
      return { whole: [], parts: new Map() };
    case 'accessEntries':
      return { whole: [], parts: accessEntryReaders(file.cluster, item) };
    case 'trails':
      return { whole: [], parts: trailReaders(item) };
    case 'iam':
      return { whole: iamReaders(item), parts: new Map() };
  }
}

function readClusterNames(items: readonly string[]): Parsed<readonly string[]> {
  const odd = items.find((item) => !isClusterName(item));
  if (odd === undefined) return { ok: items };
  return { error: `clusters: ${JSON.stringify(odd)} is not a cluster name` };
}

function readIamArns(items: readonly string[], kind: 'roles' | 'users'): Parsed<readonly string[]> {
  const split = splitIamArns(items);
  return 'ok' in split ? { ok: split.ok[kind] } : split;
}

function accessEntryReaders(cluster: ClusterRef, arn: string): ReadonlyMap<string, Reader> {
  const [accessEntry, associatedAccessPolicies] = elementShapes.accessEntries.parts;
  return new Map<string, Reader>([
    [
      accessEntry,
      {
        key: factKeys.accessEntry(cluster, arn),
        read: (json) => readAccessEntry(json, arn),
      },
    ],
    [
      associatedAccessPolicies,
      { key: factKeys.accessPolicies(cluster, arn), read: readAccessPolicies },
    ],
  ]);
}

function trailReaders(arn: string): ReadonlyMap<string, Reader> {
  const [trail, status, eventSelectors] = elementShapes.trails.parts;
  return new Map<string, Reader>([
    [trail, { key: factKeys.trail(arn), read: (json) => readTrail(json, arn) }],
    [status, { key: factKeys.trailStatus(arn), read: readTrailStatus }],
    [eventSelectors, { key: factKeys.eventSelectors(arn), read: readEventSelectors }],
  ]);
}

function iamReaders(arn: string): readonly Reader[] {
  switch (parseIamArn(arn)?.kind) {
    case 'role':
      return [
        { key: factKeys.role(arn), read: (json) => readRole(json, arn) },
        { key: factKeys.trustPolicy(arn), read: (json) => readTrustPolicy(json, arn) },
      ];
    case 'user':
      return [{ key: factKeys.user(arn), read: (json) => readUser(json, arn) }];
    default:
      return [];
  }
}
