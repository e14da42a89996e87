import { commit } from '../../shared/commit/commit.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Change } from '../../shared/model/change.ts';
import type { Estate } from '../../shared/model/estate.ts';
import { readKey, regionOf } from '../../shared/model/fact-key.ts';
import type { Awaiting } from '../../shared/model/finding.ts';
import { iamRegionOf } from '../../shared/model/partition.ts';
import type { EventHistory, EventQuery } from '../../shared/ports/event-history.ts';
import { writers } from '../events/catalogue/writers.ts';
import { parseCloudTrailRecord } from '../events/cloud-trail-event.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** Milliseconds: what an invocation must have left for sixty look-ups, one a second, and a commit. */
const needed = 90_000;
/** How far back it is worth asking: event history shows an event up to a quarter of an hour late. In milliseconds. */
const memory = 2 * 86_400_000;
/** What a reading may lag behind the event, in milliseconds. */
const lag = 300_000;

/**
 * Asks CloudTrail's event history who did what findings await, and commits what it says. What it does not say is still
 * awaited: the event may come yet, and the next sweep asks again. Resolves to how many steps that makes.
 */
export async function lookUpWhoDidIt(
  ports: SweepPorts,
  estate: Estate,
  runId: string,
): Promise<number> {
  const { history, findings, clock, account } = ports;
  if (history === undefined || ports.timeLeft() < needed) return 0;
  const oldest = clock() - memory;
  const awaited = (await findings.all())
    .flatMap(({ awaiting }) => awaiting ?? [])
    .filter(({ until }) => until >= oldest);
  const changes = await changesFrom(history, queriesFor(awaited, account), { account, estate });
  const told = changes.filter((change) => awaited.some((awaiting) => tells(change, awaiting)));
  if (told.length === 0) return 0;
  const { transitions } = await commit(ports, {
    facts: new Map(),
    changes: told,
    group: runId,
    inDigest: true,
  });
  return transitions.length;
}

function tells({ claims }: Change, awaiting: Awaiting): boolean {
  return awaiting.claims.some(({ id }) => claims.some((claim) => claim.id === id));
}

/** One query for each name of an event in each Region, over all the time that any of it may have happened in. */
function queriesFor(awaited: readonly Awaiting[], { partition }: Account): readonly EventQuery[] {
  const queries = awaited.flatMap(({ claims, since, until }) =>
    claims.flatMap(({ key }) => {
      const region = regionOf(key) ?? iamRegionOf(partition);
      const names = region === undefined ? [] : (writers[readKey(key).fact] ?? []);
      return names.map((eventName) => ({
        eventName,
        region: `${region}`,
        since: since - lag,
        until,
      }));
    }),
  );
  const byEvent = Map.groupBy(queries, ({ region, eventName }) => `${region} ${eventName}`);
  return [...byEvent.values()].map((same) => same.reduce(spanning));
}

function spanning(a: EventQuery, b: EventQuery): EventQuery {
  return { ...a, since: Math.min(a.since, b.since), until: Math.max(a.until, b.until) };
}

async function changesFrom(
  history: EventHistory,
  queries: readonly EventQuery[],
  known: { readonly account: Account; readonly estate: Estate },
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const query of queries) {
    if (history.left() === 0) break;
    const { records } = await history.lookUp(query);
    for (const record of records) {
      const parsed = parseCloudTrailRecord(record, known);
      if (parsed.kind === 'hint') changes.push(parsed.hint.change);
    }
  }
  return changes;
}
