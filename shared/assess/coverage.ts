import type { Config } from '../model/config.ts';
import type { UnreadFact } from '../model/fact.ts';
import { type FactKey, readKey } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
import type { Coverage, Touched } from './verdict.ts';

/** What the rules asked for: a line for each kind of fact and place that was read whole, and one for each fact that was not. */
export function coverageOf(
  asked: Iterable<Touched>,
  config: Config,
  today: string,
): readonly Coverage[] {
  const rows = new Map<string, Coverage>();
  for (const question of asked) {
    const { key, answer } = question;
    const { fact, place } = readKey(key);
    if (answer.read) rows.set(`${fact} ${place}`, { fact, place, read: true });
    else if (question.ask !== 'optional') rows.set(key, unreadRow(key, answer, config, today));
  }
  return withoutContradiction([...rows.values()]).sort(byPlace);
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

/** A kind of fact counts as read in a place only where none of it is unread. */
function withoutContradiction(rows: readonly Coverage[]): Coverage[] {
  const unread = new Set(
    rows.filter(({ read }) => !read).map(({ fact, place }) => `${fact} ${place}`),
  );
  return rows.filter(({ read, fact, place }) => !read || !unread.has(`${fact} ${place}`));
}

function byPlace(a: Coverage, b: Coverage): number {
  return (
    compareText(a.place, b.place) ||
    compareText(a.fact, b.fact) ||
    compareText(a.item ?? '', b.item ?? '')
  );
}
