import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareText } from '../../shared/model/json.ts';
import { snapshotPlace } from './place.ts';
import { readRecordedEvents } from './recorded-events.ts';
import { replay } from './replay.ts';
import { storyLines } from './story.ts';
import { runSweep, tableOf } from './sweep-command.ts';
import type { Terminal } from './terminal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = 'examples/brackwater';
const breakIn = 'examples/break-in';

export const sampleFolder = join(root, sample);

/** The main job on the estate that ships with the project, findings and all, then a story of events: it always exits 0. */
export async function sampleCommand(terminal: Terminal): Promise<number> {
  const place = await snapshotPlace(sampleFolder);
  const { report } = await runSweep(terminal, place, undefined);
  const story = await storyOf(terminal);
  terminal.out(tableOf(terminal, report, { snapshot: sample }));
  terminal.out(`\n${story.join('\n')}\n`);
  return 0;
}

/** A stranger is let in by a stolen session, and leaves a minute later. */
async function storyOf(terminal: Terminal): Promise<readonly string[]> {
  const place = await snapshotPlace(sampleFolder);
  const folder = join(root, breakIn);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const { events: recorded } = await readRecordedEvents(
    files.sort(compareText).map((name) => join(folder, name)),
  );
  const replayed = await replay(terminal, { place, recorded });
  return [
    terminal.colour('heading', 'And when somebody changes it: a minute of that morning, replayed'),
    ...storyLines(replayed, place.account, terminal.width),
    '',
    `  the whole of it       npm start -- replay ${breakIn}/*.json`,
  ];
}
