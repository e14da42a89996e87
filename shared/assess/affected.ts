import type { FactMap } from '../model/estate.ts';
import type { FactKey } from '../model/fact-key.ts';
import { listOf } from '../model/fact-list.ts';
import type { Touched } from './verdict.ts';

/**
 * Tells of a question whether its answer may be another, since facts were read again: its own fact, the list that says
 * whether it exists, or an item of the list that it asks for. Nearly all others need not be looked at.
 */
export function affectedBy(before: FactMap, now: FactMap): (question: Touched) => boolean {
  const read = new Set<FactKey<unknown>>();
  for (const [key, fact] of now) if (before.get(key) !== fact) read.add(key);
  for (const key of before.keys()) if (!now.has(key)) read.add(key);
  const listsOfRead = new Set([...read].map(listOf));
  const hasLists = [...read].some((key) => listOf(key) === undefined);
  return ({ ask, key }) => {
    if (read.has(key)) return true;
    if (ask === 'members') return listsOfRead.has(key);
    const list = hasLists ? listOf(key) : undefined;
    return list !== undefined && read.has(list);
  };
}
