import fc from 'fast-check';
import type { World } from './naive/raw.ts';
import { type Facts, facts, type Key, keys } from './policy-vocabulary.ts';

/** A request of which some keys are hidden from the evaluator. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly facts: Facts;
  /** Keys of which nothing is said, and what might be so instead. */
  readonly hidden: readonly Key[];
  readonly others: readonly Facts[];
}

export function asked(
  actions: readonly string[],
  resources: readonly string[],
): fc.Arbitrary<Asked> {
  return fc.record({
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    facts,
    hidden: fc.oneof(fc.constant([]), fc.subarray(keys, { maxLength: 3 })),
    others: fc.array(facts, { minLength: 3, maxLength: 3 }),
  });
}

export function knownOf({ facts, hidden }: Asked): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...facts].filter(([key]) => !hidden.includes(key)));
}

/** A world that the known keys leave open: what is hidden is as in `others`. */
export function worldOf(
  { facts, hidden }: Asked,
  others: Facts,
  principalArn: string | undefined,
  index: number,
  coins: { tossed: number },
): World {
  const said = (key: Key) => {
    if (!hidden.includes(key)) return facts.get(key) ?? [];
    return userNameOf(key, principalArn) ?? others.get(key) ?? [];
  };
  const values = new Map(keys.map((key) => [key.toLowerCase(), said(key)]));
  return {
    value: (key) => values.get(key) ?? [],
    coin(what) {
      coins.tossed += 1;
      return hashOf(`${index} ${what}`) % 2 === 0;
    },
  };
}

/** FNV-1a, so that a coin falls the same way whenever it is tossed in one world. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return hash >>> 7;
}

/** Who asks is known, and with it the name of a user; roles have none. */
function userNameOf(key: string, principalArn: string | undefined): readonly string[] | undefined {
  if (key !== 'aws:username' || principalArn?.includes(':iam:') !== true) return undefined;
  return principalArn.includes(':user/') ? [principalArn.replace(/^.*\//, '')] : [];
}
