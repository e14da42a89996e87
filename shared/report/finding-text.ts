import type { Account } from '../model/account.ts';
import { globalRegion } from '../model/account.ts';
import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import { compareText } from '../model/json.ts';
import { stateTexts, touchedText, wholeCommands } from './access-text.ts';
import { jsonText } from './json.ts';
import { consoleLinks } from './links.ts';
import { columns, headingLines } from './message.ts';
import { headlineOf, outcomeOf, type Telling, verbOf } from './telling.ts';
import { count, labelled, plain, shown, timeText } from './text.ts';
import { whatText } from './what-text.ts';
import { whoTexts } from './who-text.ts';

/** One finding in full, for an email: at most some 40 KiB, however much its texts hold. */
export function findingLines(account: Account, telling: Telling): readonly string[] {
  const { finding, actor } = telling;
  const holds = outcomeOf(telling) !== 'over';
  return [
    ...headingLines(telling.severity, verbOf(telling), headlineOf(telling)),
    '',
    ...field('What', whatText(telling)),
    ...earlierLines(telling),
    ...field('Where', whereText(finding)),
    ...field('Resource', `${plain(finding.resource.type)} ${shown(finding.resource.id, 400)}`),
    ...fields(telling.type === 'RESOLVED' ? 'Fixed by' : 'Who', whoTexts(telling)),
    ...accessLines(telling),
    ...(holds ? field('Why', shown(finding.because, 1000)) : []),
    ...fields(holds ? 'Evidence' : 'It was', evidenceTexts(finding.evidence)),
    ...(holds ? remedyLines(finding) : []),
    ...fields('Console', consoleLinks(account.partition, finding, actor)),
    ...field('Rule', `${plain(finding.ruleId)} (${shown(finding.title, 200)})`),
    ...field('Finding', `${plain(finding.id)}, first seen ${timeText(finding.firstSeen)}`),
  ];
}

/** A command is shown whole or not at all: half of one does something else. */
export function commandText(command: string): string {
  return command.length <= longestCommand
    ? plain(command)
    : '(a command too long for a message: it is in the sweep report)';
}

const longestCommand = 2000;

const labelColumn = 10;

function field(label: string, text: string): readonly string[] {
  return labelled(label, text, labelColumn, columns);
}

function fields(label: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => field(index === 0 ? label : '', text));
}

function earlierLines({ earlier, dropped }: Telling): readonly string[] {
  const steps = earlier
    .slice(-5)
    .map(({ type, at, severity }) => `${timeText(at)}: ${type.replace('_', ' ')} as ${severity}`);
  const more =
    dropped > 0 ? [`${count(dropped, 'earlier step')} waited too and were not kept`] : [];
  return fields('Earlier', [...more, ...steps]);
}

function whereText({ accountId, region, clusterName }: Finding): string {
  const cluster = clusterName === undefined ? '' : `cluster ${shown(clusterName, 200)}, `;
  const where = region === globalRegion ? 'IAM (global)' : `Region ${plain(region)}`;
  return `${cluster}${where}, account ${plain(accountId)}`;
}

/** What was and what is, one below the other, and how to go back. */
function accessLines(telling: Telling): readonly string[] {
  const { access } = telling;
  if (access === undefined) return [];
  const commands = wholeCommands(access.undo);
  const undo =
    outcomeOf(telling) === 'over'
      ? 'what was found, and this would bring it back:'
      : 'this takes the change back:';
  return [
    ...field('Touched', touchedText(access)),
    ...fields('Before', stateTexts(access.before)),
    ...fields('After', stateTexts(access.after)),
    ...(commands.length === 0
      ? []
      : [...field('Undo', undo), '', ...commands.map((command) => `  ${command}`), '']),
  ];
}

const evidenceMembers = 12;

function evidenceTexts(evidence: Readonly<Record<string, Json>>): readonly string[] {
  const members = Object.entries(evidence).sort(([a], [b]) => compareText(a, b));
  const texts = members
    .slice(0, evidenceMembers)
    .map(([key, value]) => `${shown(key, 100)}: ${shown(valueText(value), 400)}`);
  const hidden = members.length - texts.length;
  return hidden > 0 ? [...texts, `… and ${hidden} more, see the sweep report`] : texts;
}

function valueText(value: Json): string {
  return typeof value === 'string' ? value : jsonText(value);
}

function remedyLines({ remedy, command }: Finding): readonly string[] {
  const fix = field('Fix', shown(remedy, 1000));
  return command === undefined ? fix : [...fix, '', `  ${commandText(command)}`, ''];
}
