import { alsoCovered, exactWaiver } from '../../shared/assess/exact-waiver.ts';
import type { Assessment } from '../../shared/assess/verdict.ts';
import { daysBetween } from '../../shared/assess/waiver-days.ts';
import type { FindingContent } from '../../shared/model/finding.ts';
import { count, plain, shown } from '../../shared/report/text.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { judgedPlace, oneOf } from './judged-place.ts';
import type { Place } from './place.ts';
import type { Terminal } from './terminal.ts';
import type { WaiveCommand } from './waive-arguments.ts';
import { changeOf, writeChange } from './waiver-file.ts';

/** Days from which an end is far enough away to say so. */
const longWaiver = 366;

/**
 * Shows the change of the configuration that waives a finding, and makes it when told to. `today` is YYYY-MM-DD, UTC: the
 * day on which it is asked for, whenever the snapshot was taken.
 */
export async function waiveCommand(
  terminal: Terminal,
  place: Place,
  command: WaiveCommand,
  today: string,
): Promise<number> {
  const { reason, owner, expires } = command;
  if (expires < today) throw new UsageError(`--expires ${expires}: that is past`);
  const assessment = await judgedPlace(terminal, place);
  const finding = findingIn(assessment, command.findingId);
  const waiver = exactWaiver(finding, { reason, owner, expires });
  const change = changeOf(place, finding, waiver, today);
  terminal.out(change.diff);
  const notes = [
    `It waives ${about(finding)}`,
    ...alsoCovered(assessment.findings, waiver, finding).map(
      (other) => `It waives also ${about(other)}`,
    ),
    ...lengthNote(expires, today),
    ...place.problems(),
  ];
  for (const note of notes) terminal.err(note);
  if (command.write) writeChange(change);
  terminal.err(
    command.write
      ? `Written to ${change.file}, for review. Deployed functions see it with the next deployment.`
      : `Nothing is written to ${change.file}; --write does.`,
  );
  return 0;
}

function findingIn({ findings, absorbed }: Assessment, asked: string): FindingContent {
  const wanted = asked.toLowerCase();
  const inside = [...absorbed].find(([id]) => id.startsWith(wanted));
  if (inside !== undefined && findings.every(({ id }) => !id.startsWith(wanted))) {
    throw new UsageError(
      `${asked} is told by finding ${inside[1]}, which implies it: waive that one`,
    );
  }
  const finding = oneOf(findings, asked);
  if (finding.resource.type !== 'Gatewatch::Waiver') return finding;
  throw new UsageError(`${asked} is about a waiver: change or remove that waiver instead`);
}

function about({ ruleId, severity, message, id }: FindingContent): string {
  return `${plain(id.slice(0, 8))}, ${severity}, ${plain(ruleId)}: ${shown(message, 600)}`;
}

function lengthNote(expires: string, today: string): readonly string[] {
  const days = daysBetween(today, expires);
  return days < longWaiver
    ? []
    : [
        `It holds for ${count(days, 'day')}, more than a year: an earlier end has somebody look again.`,
      ];
}
