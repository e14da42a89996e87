import type { Account } from '../shared/model/account.ts';
import { addFacts, type FactMap } from '../shared/model/estate.ts';
import type { Fact } from '../shared/model/fact.ts';
import type { FactKey } from '../shared/model/fact-key.ts';
import type { Answer, EventRequest, ReadRequest, ToldFacts } from '../shared/model/reading.ts';
import type { FactSource } from '../shared/ports/estate-source.ts';
import type { EventFactSource } from '../shared/ports/event-source.ts';
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

export interface EventReading {
  readonly facts: FactMap;
  /** What a sweep has to read, of which the facts say nothing. */
  readonly deferred: readonly ReadRequest[];
}

/** The same for an event, within the calls that it may cost. */
export async function collectEvent(
  source: EventFactSource,
  account: Account,
  request: EventRequest,
  knows: (policyArn: string) => boolean,
): Promise<EventReading> {
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  const deferred: ReadRequest[] = [];
  for await (const told of source.read(request, knows)) {
    if ('deferred' in told) deferred.push(told.deferred);
    else addFacts(facts, factsIn(told, account));
  }
  return { facts, deferred };
}

function factsIn(told: Answer | ToldFacts, account: Account) {
  return 'facts' in told ? told.facts : factsOf(told, account);
}
