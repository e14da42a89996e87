import type { EstateStore, Part } from '../../shared/ports/estate-store.ts';

/** Remembers parts while the process lives: what is named by its content never changes. */
export function cachedEstates(estates: EstateStore): EstateStore {
  let known = new Map<string, Part>();
  return {
    ...estates,
    head: async () => {
      const head = await estates.head();
      const current = new Set(Object.values(head?.parts ?? {}));
      known = new Map([...known].filter(([hash]) => current.has(hash)));
      return head;
    },
    part: async (name, hash) => {
      const part = known.get(hash) ?? (await estates.part(name, hash));
      if (part !== undefined) known.set(hash, part);
      return part;
    },
    putPart: async (hash, part) => {
      await estates.putPart(hash, part);
      known.set(hash, part);
    },
  };
}
