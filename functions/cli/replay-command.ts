import { sameJson } from '../../shared/model/json.ts';
import { count, plain } from '../../shared/report/text.ts';
import { folderSource } from '../adapters/folder-source.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { ofTheirClusters } from './audited-cluster.ts';
import { wholeEstate } from './everything.ts';
import type { Place } from './place.ts';
import { readRecordedEvents } from './recorded-events.ts';
import { type Replayed, replay } from './replay.ts';
import type { ReplayCommand } from './replay-arguments.ts';
import { renderReplayJson } from './replay-json.ts';
import { renderReplay } from './replay-text.ts';
import type { Terminal } from './terminal.ts';

/** Replays and prints. Resolves to the exit status: 2 when something was not read, not understood, or cannot be told. */
export async function replayCommand(
  terminal: Terminal,
  place: Place,
  command: ReplayCommand,
): Promise<number> {
  const read = await readRecordedEvents(command.files);
  const { events: recorded, faults } = await ofTheirClusters(read, place, command.cluster);
  const after =
    command.after === undefined ? undefined : await stateIn(command.after, terminal, place);
  const replayed = await replay(terminal, {
    place,
    recorded,
    ...(after === undefined ? {} : { after: after.estate }),
  });
  terminal.out(
    command.format === 'json'
      ? renderReplayJson(replayed)
      : renderReplay(replayed, place.account, terminal.width),
  );
  const unread = replayed.unread.map((text) => `not read: ${plain(text)}`);
  const problems = [
    ...faults.map(plain),
    ...place.problems(),
    ...(after?.problems ?? []),
    ...unread,
  ];
  for (const line of [...notes(replayed), ...problems]) terminal.err(line);
  return problems.length > 0 || replayed.events.some(isUnsaid) ? 2 : 0;
}

/** The state of another snapshot of the same account, judged by the same configuration. */
async function stateIn(directory: string, terminal: Terminal, place: Place) {
  const source = await folderSource(directory);
  const account = await source.account();
  if (!sameJson(account, place.account)) {
    const of = `account ${account.accountId}, not ${place.account.accountId}`;
    throw new UsageError(`--after ${directory}: a snapshot of ${of}`);
  }
  const estate = await wholeEstate(terminal, { ...place, source });
  return { estate, problems: source.problems };
}

function notes({ older, events }: Replayed): readonly string[] {
  const refused = events
    .filter(isUnsaid)
    .map(({ place, reason = '' }) => plain(`${place}: ${reason}`));
  if (older === 0) return refused;
  const them = older === 1 ? 'it is' : 'they are';
  return [
    `${count(older, 'event')} no newer than the snapshot: ${them} replayed as if the first had come right after it.`,
    ...refused,
  ];
}

function isUnsaid({ understood, isMissing }: Replayed['events'][number]): boolean {
  return !understood || isMissing === true;
}
