import type { Account } from '../shared/model/account.ts';
import { addFacts, type FactMap } from '../shared/model/estate.ts';
import type { Fact } from '../shared/model/fact.ts';
import type { FactKey } from '../shared/model/fact-key.ts';
import type { Answer, ReadRequest, ToldFacts } from '../shared/model/reading.ts';
import type { FactSource } from '../shared/ports/estate-source.ts';
import { factsOf } from '../shared/wire/facts-of.ts';

/** Reads what is asked for and turns the raw answers into facts. */
export async function collect<Request extends ReadRequest>(
  source: FactSource<Request>,
  account: Account,
  request: Request,
): Promise<FactMap> {
  if (request.kind === 'monitor') return (await source.monitor?.()) ?? new Map();
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  for await (const told of source.read(request)) addFacts(facts, factsIn(told, account));
  return facts;
}

function factsIn(told: Answer | ToldFacts, account: Account) {
  return 'facts' in told ? told.facts : factsOf(told, account);
}
