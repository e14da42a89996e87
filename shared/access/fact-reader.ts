import { type Estate, factOf, membersOf } from '../model/estate.ts';
import { isPresent } from '../model/fact.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';

/** Asks an estate for the answer to one question, and keeps what it could not be told. */
export interface FactReader {
  /** Undefined where there is no such thing, and where nobody could tell. */
  value<V>(key: FactKey<V>): V | undefined;
  /** The items as far as they are known. */
  items(list: ListKey): readonly string[];
  /** What was asked for and is unread, with the reason. */
  unread(): readonly string[];
}

export function factReader(estate: Estate): FactReader {
  const missing = new Set<string>();
  return {
    value: (key) => {
      const fact = factOf(estate, key);
      if (!fact.read) missing.add(`${key}: ${fact.reason}`);
      return isPresent(fact) ? fact.value : undefined;
    },
    items: (list) => {
      const members = membersOf(estate, list);
      if (!members.read) missing.add(`${list}: ${members.reason}`);
      const known = members.read ? members : members.last;
      return isPresent(known) ? known.value : [];
    },
    unread: () => [...missing],
  };
}
