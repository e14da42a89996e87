import { beforeAll, describe, expect, it } from 'vitest';
import { snapshotPlace } from '../../functions/cli/place.ts';
import { collect } from '../../functions/collect.ts';
import { clustersOf } from '../../functions/sweep/clusters-of.ts';
import { accountRequests } from '../../functions/sweep/requests.ts';
import { assess } from '../../shared/assess/assess.ts';
import type { Assessment } from '../../shared/assess/verdict.ts';
import { reconcile } from '../../shared/findings/reconcile.ts';
import { addFacts, createEstate, type FactMap } from '../../shared/model/estate.ts';
import { type Fact, unread } from '../../shared/model/fact.ts';
import type { FactKey } from '../../shared/model/fact-key.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import { bySeverity } from '../../shared/model/severity.ts';
import { catalogue } from '../../shared/rules/index.ts';

type Place = Awaited<ReturnType<typeof snapshotPlace>>;

let place: Place;
let facts: FactMap;

beforeAll(async () => {
  place = await snapshotPlace('examples/brackwater');
  facts = await factsOf(place);
});

/** Of the sample estate. */
async function factsOf({ account, config, source }: Place): Promise<FactMap> {
  const read = new Map<FactKey<unknown>, Fact<unknown>>();
  const add = async (requests: readonly ReadRequest[]) => {
    for (const request of requests) addFacts(read, await collect(source, account, request));
  };
  await add(accountRequests(account, config, config.regions));
  const { clusters } = clustersOf(createEstate(account, read), config.regions, undefined);
  await add(clusters.map((cluster) => ({ kind: 'cluster', cluster })));
  return read;
}

function judged(of: FactMap, previous?: Assessment): Assessment {
  const { account, config } = place;
  const today = new Date(place.clock()).toISOString().slice(0, 10);
  const estate = createEstate(account, of);
  return assess({ catalogue, estate, config, today, ...(previous && { previous }) });
}

function steps(assessment: Assessment, stored: readonly Finding[]) {
  const { config } = place;
  const story = () => ({ cause: 'change', delivery: 'digest' }) as const;
  return reconcile({
    stored,
    assessment,
    catalogue,
    config,
    now: 1,
    group: 'run',
    changes: [],
    story,
  });
}

describe('any one fact of the sample estate that can no longer be read', () => {
  it.each([
    ['and is remembered', (fact: Fact<unknown>) => (fact.read ? fact : undefined)],
    ['and was never read before', () => undefined],
  ])('ends no finding, opens none and makes none milder: %s', (_, last) => {
    const whole = judged(facts);
    const stored = steps(whole, []).map(({ finding }) => finding);
    const severity = new Map(stored.map((finding) => [finding.id, finding.severity]));
    const wrong = [...facts].flatMap(([key, fact]) => {
      const now = new Map([...facts, [key, unread('denied', fact.readAt + 1, last(fact))]]);
      return steps(judged(now, whole), stored)
        .filter(({ type, finding }) => {
          const before = severity.get(finding.id) ?? finding.severity;
          return type !== 'CHANGED' || bySeverity(before, finding.severity) < 0;
        })
        .map(({ type, finding }) => `${type} ${finding.ruleId} ${finding.subject} by ${key}`);
    });
    expect(stored.length).toBeGreaterThan(60);
    expect(wrong).toEqual([]);
  });
});
