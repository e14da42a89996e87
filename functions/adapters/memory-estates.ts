import type { EstateStore, Head } from '../../shared/ports/estate-store.ts';

export interface MemoryEstates extends EstateStore {
  /** HEAD now, without an await between looking and acting. */
  current(): Head | undefined;
}

/** Parts and HEAD as long as the process lives. */
export function memoryEstates(): MemoryEstates {
  const parts = new Map<string, string>();
  let current: Head | undefined;
  return {
    current: () => current,
    head: async () => current,
    part: async (name, hash) => {
      const text = parts.get(`${name} ${hash}`);
      return text === undefined ? undefined : JSON.parse(text);
    },
    putPart: async (hash, part) => {
      parts.set(`${part.name} ${hash}`, JSON.stringify(part));
    },
    moveHead: async (from, to) => {
      if (current?.seq !== from) return false;
      current = to;
      return true;
    },
  };
}
