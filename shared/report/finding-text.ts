import type { Account } from '../model/account.ts';
import { globalRegion } from '../model/account.ts';
import type { Actor } from '../model/change.ts';
import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import { compareText } from '../model/json.ts';
import { jsonText } from './json.ts';
import { consoleLinks } from './links.ts';
import { columns } from './message.ts';
import { headlineOf, type Telling, verbOf } from './telling.ts';
import { count, labelled, plain, shown, timeText, wrap } from './text.ts';

/** One finding in full, for an email: at most some 20 KiB, however much its texts hold. */
export function findingLines(account: Account, telling: Telling): readonly string[] {
  const { finding, actor } = telling;
  const holds = stillHolds(telling);
  return [
    ...headingLines(telling),
    '',
    ...field('What', whatText(telling)),
    ...earlierLines(telling),
    ...field('Where', whereText(finding)),
    ...field('Resource', `${plain(finding.resource.type)} ${shown(finding.resource.id, 400)}`),
    ...whoLines(telling),
    ...(holds ? field('Why', shown(finding.because, 1000)) : []),
    ...fields(holds ? 'Evidence' : 'It was', evidenceTexts(finding.evidence)),
    ...(holds ? remedyLines(finding) : []),
    ...fields('Console', consoleLinks(account.partition, finding, actor)),
    ...field('Rule', `${plain(finding.ruleId)} (${shown(finding.title, 200)})`),
    ...field('Finding', `${plain(finding.id)}, first seen ${timeText(finding.firstSeen)}`),
  ];
}

/** What happened, as a sentence that stands for itself. */
export function whatText(telling: Telling): string {
  const { finding, note, previousSeverity } = telling;
  const message = shown(telling.message, 1000);
  const why = causes[telling.cause ?? 'change'];
  switch (telling.type) {
    case 'OPENED':
      return `${why}${message}`;
    case 'OPEN':
      return `Still the case: ${message}`;
    case 'CHANGED':
      return previousSeverity === undefined || previousSeverity === telling.severity
        ? `${why}What it rests on has changed. Now: ${message}`
        : `${why}From ${previousSeverity} to ${telling.severity}: ${message}`;
    case 'REOPENED':
      return `${why}It had gone and is back: ${message}`;
    case 'RESOLVED':
      return why === ''
        ? `Fixed. This is no longer the case: ${message}`
        : `${why}By today’s measure this is no longer a finding: ${message}`;
    case 'WAIVED':
      return `${waiverText(finding)} Until then nobody is alerted about it, and it is still the case: ${message}`;
    case 'UNWAIVED':
      return `Its waiver was removed, so it counts as open again: ${message}`;
    case 'WAIVER_EXPIRED':
      return `Its waiver has expired, so it counts as open again: ${message}`;
    case 'ACTOR_KNOWN':
      return `It is now known who did it. ${message}`;
    case 'RETIRED':
      return `Gatewatch no longer looks at this: ${shown(note ?? 'no reason given', 400)} That says nothing about whether it is still so. It last read: ${message}`;
  }
}

export function whoText(actor: Actor): string {
  const from =
    actor.sourceIpAddress === undefined ? '' : ` from ${shown(actor.sourceIpAddress, 100)}`;
  return `${shown(actor.name, 200)}, ${shown(actor.eventName, 100)}${from}, ${timeText(actor.eventTime)}`;
}

/** A command is shown whole or not at all: half of one does something else. */
export function commandText(command: string): string {
  return command.length <= longestCommand
    ? plain(command)
    : '(a command too long for a message: it is in the sweep report)';
}

const longestCommand = 2000;

const causes = {
  change: '',
  baseline: '',
  catalogue: 'Gatewatch’s rules have changed, not the estate. ',
  config: 'Gatewatch’s configuration has changed, not the estate. ',
} as const;

const labelColumn = 10;

function field(label: string, text: string): readonly string[] {
  return labelled(label, text, labelColumn, columns);
}

function fields(label: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => field(index === 0 ? label : '', text));
}

/** One line where it fits; two blanks keep severity, step and headline apart. */
function headingLines(telling: Telling): readonly string[] {
  const step = `${telling.severity}  ${verbOf(telling)}`;
  const headline = headlineOf(telling);
  const line = `${step}  ${headline}`;
  return line.length <= columns ? [line] : [step, ...wrap(headline, columns)];
}

function waiverText({ waiver }: Finding): string {
  if (waiver === undefined) return 'Waived.';
  const until = `until ${plain(waiver.expires)}`;
  return `Waived by ${shown(waiver.owner, 100)} ${until}: ${shown(waiver.reason, 300)}.`;
}

function earlierLines({ earlier, dropped }: Telling): readonly string[] {
  const steps = earlier
    .slice(-5)
    .map(({ type, at, severity }) => `${timeText(at)}: ${type.replace('_', ' ')} as ${severity}`);
  const more =
    dropped > 0 ? [`${count(dropped, 'earlier step')} waited too and were not kept`] : [];
  return fields('Before', [...more, ...steps]);
}

function whereText({ accountId, region, clusterName }: Finding): string {
  const cluster = clusterName === undefined ? '' : `cluster ${shown(clusterName, 200)}, `;
  const where = region === globalRegion ? 'IAM (global)' : `Region ${plain(region)}`;
  return `${cluster}${where}, account ${plain(accountId)}`;
}

function whoLines({ type, cause, actor }: Telling): readonly string[] {
  const label = type === 'RESOLVED' ? 'Fixed by' : 'Who';
  if (actor === undefined) return cause === 'change' ? field(label, 'actor not yet known') : [];
  const agent = actor.userAgent === undefined ? '' : ` with ${shown(actor.userAgent, 200)}`;
  const from = shown(actor.sourceIpAddress ?? 'an address not recorded', 100);
  return fields(label, [
    shown(actor.name, 300),
    ...(actor.arn === undefined ? [] : [shown(actor.arn, 400)]),
    `${shown(actor.eventName, 100)} at ${timeText(actor.eventTime)}`,
    `from ${from}${agent}`,
    `event ${shown(actor.eventId, 100)} in ${shown(actor.region, 50)}`,
  ]);
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

function stillHolds({ type }: Telling): boolean {
  return type !== 'RESOLVED' && type !== 'RETIRED';
}

function remedyLines({ remedy, command }: Finding): readonly string[] {
  const fix = field('Fix', shown(remedy, 1000));
  return command === undefined ? fix : [...fix, '', `  ${commandText(command)}`, ''];
}
