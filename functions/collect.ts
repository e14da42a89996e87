import type { Account } from '../shared/model/account.ts';
import { type FactMap, mergeFacts } from '../shared/model/estate.ts';
import type { ReadRequest } from '../shared/model/reading.ts';
import type { EstateSource } from '../shared/ports/estate-source.ts';
import { factsOf } from '../shared/wire/facts-of.ts';

/** Reads what is asked for and turns the raw answers into facts. */
export async function collect<Request extends ReadRequest>(
  source: EstateSource<Request>,
  account: Account,
  request: Request,
): Promise<FactMap> {
  let facts: FactMap = new Map();
  for await (const answer of source.read(request)) {
    facts = mergeFacts(facts, new Map(factsOf(answer, account)));
  }
  return facts;
}
