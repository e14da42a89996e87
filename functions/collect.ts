import type { Account } from '../shared/model/account.ts';
import { addFacts, type FactMap } from '../shared/model/estate.ts';
import type { Fact } from '../shared/model/fact.ts';
import type { FactKey } from '../shared/model/fact-key.ts';
import type { ReadRequest } from '../shared/model/reading.ts';
import type { EstateSource } from '../shared/ports/estate-source.ts';
import { factsOf } from '../shared/wire/facts-of.ts';

/** Reads what is asked for and turns the raw answers into facts. */
export async function collect<Request extends ReadRequest>(
  source: EstateSource<Request>,
  account: Account,
  request: Request,
): Promise<FactMap> {
  if (request.kind === 'monitor') return (await source.monitor?.()) ?? new Map();
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  for await (const answer of source.read(request)) addFacts(facts, factsOf(answer, account));
  return facts;
}
