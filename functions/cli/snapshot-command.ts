import { addFacts, createEstate } from '../../shared/model/estate.ts';
import type { Fact } from '../../shared/model/fact.ts';
import type { FactKey } from '../../shared/model/fact-key.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { factsOf } from '../../shared/wire/facts-of.ts';
import { writeSnapshot } from '../adapters/snapshot-folder.ts';
import { clustersOf } from '../sweep/clusters-of.ts';
import { accountRequests } from '../sweep/requests.ts';
import { livePlace, type Place } from './place.ts';
import type { Terminal } from './terminal.ts';

export interface SnapshotCommand {
  readonly out: string;
  readonly config?: string;
}

/** Reads a live account into a folder. Resolves to the exit status: 2 when something could not be read. */
export async function snapshotCommand(
  terminal: Terminal,
  { out, config }: SnapshotCommand,
): Promise<number> {
  const place = await livePlace(config);
  const takenAt = place.clock();
  const unread: string[] = [];
  await writeSnapshot(out, place.account, takenAt, noting(everything(terminal, place), unread));
  for (const line of unread) terminal.err(line);
  terminal.err(`Snapshot of ${place.account.accountId} written to ${out}.`);
  terminal.err(`Sweep it with: npm start -- sweep --snapshot ${out}`);
  return unread.length > 0 ? 2 : 0;
}

/** What a sweep would read, in the same order. */
async function* everything(
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

async function* noting(answers: AsyncIterable<Answer>, unread: string[]): AsyncIterable<Answer> {
  for await (const answer of answers) {
    const { path, item, outcome } = answer;
    if (outcome.kind === 'unread') {
      unread.push(`${path}${item === undefined ? '' : ` ${item}`}: ${outcome.reason}`);
    }
    yield answer;
  }
}
