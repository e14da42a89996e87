import type { Config } from '../model/config.ts';
import type { UnreadFact } from '../model/fact.ts';
import { type FactKey, readKey, sharedPart } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
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
  return [...[...read].map(readRow), ...unread.values()].sort(byPlace);
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

function isExpected(config: Config, today: string, key: FactKey<unknown>): boolean {
  const { fact, place } = readKey(key);
  return config.expectedUnread.some(
    (known) => known.fact === fact && known.place === place && today <= known.expires,
  );
}

function byPlace(a: Coverage, b: Coverage): number {
  return (
    compareText(a.place, b.place) ||
    compareText(a.fact, b.fact) ||
    compareText(a.item ?? '', b.item ?? '')
  );
}
