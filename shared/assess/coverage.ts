import type { Config } from '../model/config.ts';
import type { UnreadFact } from '../model/fact.ts';
import { type FactKey, readKey, sharedPart } from '../model/fact-key.ts';
import { compareText, sameJson } from '../model/json.ts';
import { kubernetesPrefix } from '../model/kubernetes-keys.ts';
import type { Coverage, Touched } from './verdict.ts';

/** What the rules asked for: a line for each kind of fact and place that was read whole, and one for each fact that was not. */
export function coverageOf(
  asked: Iterable<Touched>,
  config: Config,
  today: string,
): readonly Coverage[] {
  const read = new Set<string>();
  const unread = new Map<string, Coverage>();
  for (const { ask, key, answer } of asked) {
    if (answer.read) read.add(sharedPart(key));
    else if (ask !== 'optional' || wasTried(answer))
      unread.set(key, unreadRow(key, answer, config, today));
  }
  // A kind of fact counts as read in a place only where none of it is unread.
  for (const key of unread.keys()) read.delete(sharedPart(key));
  const rows = [...[...read].map(readRow), ...unread.values()];
  return [...wholeClusters(rows), ...rows.filter(({ fact }) => !isKubernetes(fact))].sort(byPlace);
}

/** What stands for all that is inside a cluster, where it is all the same. */
const inside = 'kubernetes';

/**
 * A cluster whose API nobody reached, or all of which was read, is one line. Where some types were read and others were not,
 * each has its own.
 */
function wholeClusters(rows: readonly Coverage[]): readonly Coverage[] {
  const clusters = Map.groupBy(
    rows.filter(({ fact }) => isKubernetes(fact)),
    ({ place }) => place,
  );
  return [...clusters.values()].flatMap((types) => {
    const [first, ...rest] = types.map((row) => ({ ...row, fact: inside }));
    return first !== undefined && rest.every((row) => sameJson(row, first)) ? [first] : types;
  });
}

function isKubernetes(fact: string): boolean {
  return fact.startsWith(kubernetesPrefix);
}

/** What nobody has to bring may be missing; once somebody brought it, they have to know that it was not understood. */
function wasTried({ readAt }: UnreadFact<unknown>): boolean {
  return readAt > 0;
}

function readRow(key: string): Coverage {
  const { fact, place } = readKey(key);
  return { fact, place, read: true };
}

function unreadRow(
  key: FactKey<unknown>,
  { reason }: UnreadFact<unknown>,
  config: Config,
  today: string,
): Coverage {
  const { fact, place, item } = readKey(key);
  const expected = isExpected(config, today, key) ? { expected: true } : {};
  return { fact, place, read: false, reason, ...(item !== undefined && { item }), ...expected };
}

/** Whether the configuration says that it is known not to be readable. */
export function isExpected(config: Config, today: string, key: FactKey<unknown>): boolean {
  const { fact, place } = readKey(key);
  return config.expectedUnread.some(
    (known) =>
      (known.fact === fact || (known.fact === inside && isKubernetes(fact))) &&
      known.place === place &&
      today <= known.expires,
  );
}

function byPlace(a: Coverage, b: Coverage): number {
  return (
    compareText(a.place, b.place) ||
    compareText(a.fact, b.fact) ||
    compareText(a.item ?? '', b.item ?? '')
  );
}
