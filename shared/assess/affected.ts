import type { FactMap } from '../model/estate.ts';
import type { FactKey } from '../model/fact-key.ts';
import { hangingFrom, listOf } from '../model/fact-list.ts';
import type { Touched } from './verdict.ts';

/**
 * Tells of a question whether its answer may be another, since facts were read again: its own fact, the list that says
 * whether it exists, the thing that it is a part of, or an item of the list that it asks for. Nearly all others need not
 * be looked at.
 */
export function affectedBy(before: FactMap, now: FactMap): (question: Touched) => boolean {
  const changed = changedBetween(before, now);
  const read = new Set([...changed, ...unreadPartsOf(changed, now)]);
  const listsOfRead = new Set([...read].map(listOf));
  const hasLists = [...read].some((key) => listOf(key) === undefined);
  return ({ ask, key }) => {
    if (read.has(key)) return true;
    if (ask === 'members') return listsOfRead.has(key);
    const list = hasLists ? listOf(key) : undefined;
    return list !== undefined && read.has(list);
  };
}

function changedBetween(before: FactMap, now: FactMap): readonly FactKey<unknown>[] {
  const changed: FactKey<unknown>[] = [];
  for (const [key, fact] of now) if (before.get(key) !== fact) changed.push(key);
  for (const key of before.keys()) if (!now.has(key)) changed.push(key);
  return changed;
}

/** A part that was never read is absent or unread, by whether the thing itself was found since its list was read. */
function unreadPartsOf(
  things: readonly FactKey<unknown>[],
  now: FactMap,
): readonly FactKey<unknown>[] {
  return things.flatMap(hangingFrom).filter((key) => !now.has(key));
}
