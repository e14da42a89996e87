import { accessStory } from '../../shared/access/access-story.ts';
import type { Account } from '../../shared/model/account.ts';
import { createEstate } from '../../shared/model/estate.ts';
import type { Fact } from '../../shared/model/fact.ts';
import type { FactKey } from '../../shared/model/fact-key.ts';
import { differences, valuesOf } from '../../shared/model/value-change.ts';
import type { KnownFact } from './facts.ts';

const account = { accountId: '012345678901', partition: 'aws' };

/** The story of all that differs between two sets of facts, or of the keys given. */
export function storyOf(
  previous: readonly KnownFact[],
  now: readonly KnownFact[],
  {
    of = account,
    keys,
  }: { readonly of?: Account; readonly keys?: readonly FactKey<unknown>[] } = {},
) {
  const before = new Map<FactKey<unknown>, Fact<unknown>>(previous);
  const after = new Map<FactKey<unknown>, Fact<unknown>>(now);
  const all = keys ?? [...new Set([...before.keys(), ...after.keys()])];
  const changes = all.flatMap((key) => {
    const [past, present] = [valuesOf(key, before.get(key)), valuesOf(key, after.get(key))];
    const told = differences(key, past, present);
    return told.length === 0 && past.size !== present.size ? [{ key, path: '' }] : told;
  });
  return accessStory({
    previous: createEstate(of, before),
    estate: createEstate(of, after),
    changes,
  });
}
