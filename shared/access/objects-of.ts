import type { FactKey } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';

/** All objects of a type in a cluster; ends the check where they were not read. */
export function objectsOf<V>(facts: Facts, key: FactKey<readonly V[]>): readonly V[] {
  return facts.get(key) ?? [];
}
