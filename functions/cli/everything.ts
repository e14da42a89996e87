import { addFacts, createEstate, type Estate } from '../../shared/model/estate.ts';
import type { Fact } from '../../shared/model/fact.ts';
import type { FactKey } from '../../shared/model/fact-key.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { factsOf } from '../../shared/wire/facts-of.ts';
import { clustersOf } from '../sweep/clusters-of.ts';
import { accountRequests } from '../sweep/requests.ts';
import type { Place } from './place.ts';
import type { Terminal } from './terminal.ts';

/** What a sweep would read, in the same order. */
export async function* everything(
  terminal: Terminal,
  { account, source, config }: Place,
): AsyncIterable<Answer> {
  const requests = accountRequests(account, config, config.regions);
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  for (const request of requests) {
    terminal.progress(`Reading ${request.kind} …`);
    for await (const answer of source.read(request)) {
      addFacts(facts, factsOf(answer, account));
      yield answer;
    }
  }
  const { clusters } = clustersOf(createEstate(account, facts), config.regions, undefined);
  for (const [index, cluster] of clusters.entries()) {
    terminal.progress(`Reading cluster ${index + 1} of ${clusters.length} …`);
    yield* source.read({ kind: 'cluster', cluster });
  }
}

/** The same as facts. */
export async function wholeEstate(terminal: Terminal, place: Place): Promise<Estate> {
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  for await (const answer of everything(terminal, place)) {
    addFacts(facts, factsOf(answer, place.account));
  }
  return createEstate(place.account, facts);
}
