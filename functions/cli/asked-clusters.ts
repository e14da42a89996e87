import type { ClusterRef } from '../../shared/model/cluster.ts';
import { addFacts, createEstate, type Estate, membersOf } from '../../shared/model/estate.ts';
import type { Fact } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import type { Gaps } from '../../shared/model/who-can.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { collect } from '../collect.ts';
import { clustersOf } from '../sweep/clusters-of.ts';
import type { Place } from './place.ts';
import type { Terminal } from './terminal.ts';

/** What is read to answer a question about clusters: them alone, without IAM. */
export interface AskedClusters {
  readonly estate: Estate;
  readonly clusters: readonly ClusterRef[];
  /** Regions whose clusters could not be listed, and why: there may be more. */
  readonly unread: readonly string[];
}

/** The cluster that is named, `region/name` or the name alone, or all. Throws a UsageError where there is none of that name. */
export async function askedClusters(
  terminal: Terminal,
  { source, account, config }: Place,
  named: string | undefined,
): Promise<AskedClusters> {
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  const read = async (request: ReadRequest) =>
    addFacts(facts, await collect(source, account, request));
  for (const region of config.regions) await read({ kind: 'clusters', region });
  const listed = createEstate(account, facts);
  const known = clustersOf(listed, config.regions, undefined).clusters;
  const clusters = named === undefined ? known : known.filter((each) => isNamed(each, named));
  const unread = config.regions.flatMap((region) => unreadList(listed, region));
  if (named !== undefined && clusters.length === 0) {
    const reasons = unread.map((reason) => `; ${reason}`).join('');
    throw new UsageError(`--cluster ${named}: no such cluster; write it as REGION/NAME${reasons}`);
  }
  for (const [index, cluster] of clusters.entries()) {
    terminal.progress(`Reading cluster ${index + 1} of ${clusters.length} …`);
    await read({ kind: 'cluster', cluster });
  }
  return { estate: createEstate(account, facts), clusters, unread };
}

function unreadList(estate: Estate, region: string): readonly string[] {
  const key = factKeys.clusters(region);
  const members = membersOf(estate, key);
  return members.read ? [] : [`${key}: ${members.reason}`];
}

export function isNamed({ region, name }: ClusterRef, named: string): boolean {
  return named === name || named === `${region}/${name}`;
}

/** Says what was wrong with the files; 2 where something that decides the answers could not be read. */
export function answerStatus(
  terminal: Terminal,
  place: Place,
  unread: readonly string[],
  answers: readonly { readonly gaps: Gaps }[],
): number {
  const problems = place.problems();
  for (const problem of problems) terminal.err(problem);
  const missing = [problems, unread, ...answers.map(({ gaps }) => gaps.unread)];
  return missing.every(({ length }) => length === 0) ? 0 : 2;
}
