import type { Answer } from '../../shared/model/reading.ts';
import { writeSnapshot } from '../adapters/snapshot-folder.ts';
import { everything } from './everything.ts';
import { livePlace } from './place.ts';
import type { Terminal } from './terminal.ts';

export interface SnapshotCommand {
  readonly out: string;
  readonly config?: string;
  readonly noKubernetes?: true;
}

/** Reads a live account into a folder. Resolves to the exit status: 2 when something could not be read. */
export async function snapshotCommand(
  terminal: Terminal,
  { out, config, noKubernetes }: SnapshotCommand,
): Promise<number> {
  const place = await livePlace(config, noKubernetes);
  const takenAt = place.clock();
  const unread = new Set<string>();
  await writeSnapshot(
    out,
    place.account,
    takenAt,
    noting(everything(terminal, place), unread, noKubernetes),
  );
  for (const line of unread) terminal.err(line);
  terminal.err(`Snapshot of ${place.account.accountId} written to ${out}.`);
  terminal.err(`Sweep it with: npm start -- sweep --snapshot ${out}`);
  return unread.size > 0 ? 2 : 0;
}

async function* noting(
  answers: AsyncIterable<Answer>,
  unread: Set<string>,
  noKubernetes = false,
): AsyncIterable<Answer> {
  for await (const answer of answers) {
    const line = unreadLine(answer, noKubernetes);
    if (line !== undefined) unread.add(line);
    yield answer;
  }
}

/** A cluster that could not be asked is one line, not one for each of its lists; one that was not to be asked is none. */
function unreadLine({ path, item, outcome }: Answer, noKubernetes: boolean): string | undefined {
  if (outcome.kind !== 'unread') return undefined;
  const inside = /^(.+\/kubernetes)\//.exec(path)?.[1];
  if (inside !== undefined) return noKubernetes ? undefined : `${inside}: ${outcome.reason}`;
  return `${path}${item === undefined ? '' : ` ${item}`}: ${outcome.reason}`;
}
