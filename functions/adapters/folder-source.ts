import { type Cluster, type ClusterRef, honoursAccessEntries } from '../../shared/model/cluster.ts';
import { type Fact, isPresent } from '../../shared/model/fact.ts';
import { kubernetesTypes } from '../../shared/model/kubernetes-types.ts';
import type { Answer, ReadRequest } from '../../shared/model/reading.ts';
import type { EstateSource } from '../../shared/ports/estate-source.ts';
import { factsOf } from '../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { answersAbout, readFolderRole } from './folder-items.ts';
import { type OpenSnapshot, openSnapshot } from './open-snapshot.ts';

/** A snapshot on disk, answering as the account would have when it was taken. */
export interface FolderSource extends EstateSource {
  /** Milliseconds since the epoch: the `readAt` of every answer. */
  readonly takenAt: number;
  /** The Regions in the folder, sorted. */
  readonly regions: readonly string[];
  /** What was wrong with the files read so far: file, line and column or key, sorted. */
  readonly problems: readonly string[];
}

/** Throws a UsageError when there is no such folder or it does not say whose it is. */
export async function folderSource(directory: string): Promise<FolderSource> {
  const snapshot = await openSnapshot(directory);
  const { account, takenAt, regions } = snapshot;
  return {
    takenAt,
    regions,
    get problems() {
      return snapshot.problems();
    },
    account: async () => account,
    read: (request) => read(snapshot, request),
    calls: () => 0,
  };
}

async function* read(snapshot: OpenSnapshot, request: ReadRequest): AsyncGenerator<Answer> {
  switch (request.kind) {
    case 'iam':
      return yield* readFiles(snapshot, iamPaths());
    case 'trails':
      return yield* await snapshot.answers(snapshotPaths.trails());
    case 'clusters':
      return yield* readClusters(snapshot, request.region);
    case 'region':
      return yield* readFiles(snapshot, regionPaths(request.region));
    case 'cluster':
      return yield* readCluster(snapshot, request.cluster);
    case 'accessEntry': {
      const answers = await snapshot.answers(snapshotPaths.accessEntries(request.cluster));
      return yield* answersAbout(answers, request.principalArn);
    }
    case 'role':
      return yield* readFolderRole(snapshot, request);
    // Only events ask for one of these, and nothing hears events about a folder: it is read whole, and changes replayed on that.
    case 'user':
    case 'group':
    case 'managedPolicy':
    case 'oidcProvider':
    case 'podIdentityAssociation':
    case 'kubernetes':
    case 'monitor':
      throw new Error(`A snapshot is read whole, not by ${request.kind}.`);
  }
}

function iamPaths(): readonly string[] {
  const { iam, accountSummary, oidcProviders, organizationPolicies } = snapshotPaths;
  return [iam(), accountSummary(), oidcProviders(), organizationPolicies()];
}

function regionPaths(region: string): readonly string[] {
  const { clusterVersions, accessPolicies, instanceMetadataDefaults } = snapshotPaths;
  return [clusterVersions(region), accessPolicies(region), instanceMetadataDefaults(region)];
}

/** Of a cluster, all but itself and its access entries: what belongs to it, and what is inside it. */
function partPaths(cluster: ClusterRef): readonly string[] {
  return [
    snapshotPaths.podIdentityAssociations(cluster),
    snapshotPaths.nodegroups(cluster),
    snapshotPaths.fargateProfiles(cluster),
    snapshotPaths.addons(cluster),
    snapshotPaths.identityProviderConfigs(cluster),
    snapshotPaths.capabilities(cluster),
    snapshotPaths.certificateAuthorities(cluster),
    ...kubernetesTypes.map((type) => snapshotPaths[type](cluster)),
  ];
}

async function* readFiles(
  snapshot: OpenSnapshot,
  paths: readonly string[],
): AsyncGenerator<Answer> {
  for (const path of paths) yield* await snapshot.answers(path);
}

/** Where the list is unread, the clusters that the folder does know come with it. */
async function* readClusters(snapshot: OpenSnapshot, region: string): AsyncGenerator<Answer> {
  const answers = await snapshot.answers(snapshotPaths.clusters(region));
  yield* answers;
  if (answers.some(({ outcome }) => outcome.kind === 'items')) return;
  const known = snapshot.clusters.filter((cluster) => cluster.region === region);
  for (const cluster of known) yield* await snapshot.answers(snapshotPaths.cluster(cluster));
}

/** As of a live account: a cluster that is gone or in CONFIG_MAP mode is not asked for its entries. */
async function* readCluster(snapshot: OpenSnapshot, cluster: ClusterRef): AsyncGenerator<Answer> {
  const answers = await snapshot.answers(snapshotPaths.cluster(cluster));
  yield* answers;
  if (answers.some(({ outcome }) => outcome.kind === 'absent')) return;
  const facts = answers.flatMap((answer) => factsOf(answer, snapshot.account));
  const hasNone = facts.some(
    ([, fact]) => isPresent(fact) && !honoursAccessEntries(clusterIn(fact)),
  );
  if (!hasNone) yield* await snapshot.answers(snapshotPaths.accessEntries(cluster));
  yield* readFiles(snapshot, partPaths(cluster));
}

function clusterIn(fact: Fact<unknown> & { readonly value: unknown }): Cluster {
  return fact.value as Cluster;
}
