import { addFacts, type FactMap } from '../../shared/model/estate.ts';
import type { Fact } from '../../shared/model/fact.ts';
import type { FactKey } from '../../shared/model/fact-key.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import { collect } from '../collect.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** Everything that these requests ask for, read side by side; the source bounds the calls in flight. */
export async function readAll(
  { source, account }: Pick<SweepPorts, 'source' | 'account'>,
  requests: readonly ReadRequest[],
): Promise<FactMap> {
  const read = await Promise.all(requests.map((request) => collect(source, account, request)));
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  for (const each of read) addFacts(facts, each);
  return facts;
}
