import type { Account } from '../shared/model/account.ts';
import { addFacts, type FactMap } from '../shared/model/estate.ts';
import type { Fact } from '../shared/model/fact.ts';
import type { FactKey } from '../shared/model/fact-key.ts';
import type { EventRequest, ReadRequest } from '../shared/model/reading.ts';
import type { EventFactSource } from '../shared/ports/event-source.ts';
import { factsOfAws } from '../shared/wire/facts-of-aws.ts';

export interface EventReading {
  readonly facts: FactMap;
  /** What a sweep has to read, of which the facts say nothing. */
  readonly deferred: readonly ReadRequest[];
}

/** Reads what an event asks for, within the calls that it may cost. */
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
    else addFacts(facts, 'facts' in told ? told.facts : factsOfAws(told, account));
  }
  return { facts, deferred };
}
