import { type Account, globalRegion } from '../model/account.ts';
import type { Telling } from '../model/alert.ts';
import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import { compareText } from '../model/json.ts';
import { stateTexts, touchedText, wholeCommands } from './access-text.ts';
import { commandText } from './command-text.ts';
import { jsonText } from './json.ts';
import { consoleLinks } from './links.ts';
import { type Entry, type Section, section } from './sections.ts';
import { headlineOf, outcomeOf, verbOf } from './telling.ts';
import { count, plain, shown, timeText } from './text.ts';
import { whatText } from './what-text.ts';
import { whoTexts } from './who-text.ts';

/** One finding in full: at most some 40 KiB, however much its texts hold. */
export function findingEntry(account: Account, telling: Telling): Entry {
  const { finding, actor, severity, type } = telling;
  const { id, resource, because, evidence, ruleId, title, firstSeen } = finding;
  const holds = outcomeOf(telling) !== 'over';
  return {
    id: plain(id),
    severity,
    step: verbOf(telling),
    headline: headlineOf(telling),
    sections: [
      ...section('what', 'What', [whatText(telling)]),
      ...section('earlier', 'Earlier', earlierTexts(telling)),
      ...section('where', 'Where', [whereText(finding)]),
      ...section('resource', 'Resource', [`${plain(resource.type)} ${shown(resource.id, 400)}`]),
      ...section('who', type === 'RESOLVED' ? 'Fixed by' : 'Who', whoTexts(telling)),
      ...accessSections(telling),
      ...(holds ? section('why', 'Why', [shown(because, 1000)]) : []),
      ...section('evidence', holds ? 'Evidence' : 'It was', evidenceTexts(evidence)),
      ...(holds ? fixSection(finding) : []),
      ...section('console', 'Console', consoleLinks(account.partition, finding, actor)),
      ...section('rule', 'Rule', [`${plain(ruleId)} (${shown(title, 200)})`]),
      ...section('id', 'Finding', [`${plain(id)}, first seen ${timeText(firstSeen)}`]),
    ],
  };
}

function earlierTexts({ earlier, dropped }: Telling): readonly string[] {
  const steps = earlier
    .slice(-5)
    .map(({ type, at, severity }) => `${timeText(at)}: ${type.replace('_', ' ')} as ${severity}`);
  const more =
    dropped > 0 ? [`${count(dropped, 'earlier step')} waited too and were not kept`] : [];
  return [...more, ...steps];
}

function whereText({ accountId, region, clusterName }: Finding): string {
  const cluster = clusterName === undefined ? '' : `cluster ${shown(clusterName, 200)}, `;
  const where = region === globalRegion ? 'IAM (global)' : `Region ${plain(region)}`;
  return `${cluster}${where}, account ${plain(accountId)}`;
}

/** What was and what is, and how to go back. */
function accessSections(telling: Telling): readonly Section[] {
  const { access } = telling;
  if (access === undefined) return [];
  const commands = wholeCommands(access.undo);
  const undo =
    outcomeOf(telling) === 'over'
      ? 'what was found, and this would bring it back:'
      : 'this takes the change back:';
  return [
    ...section('touched', 'Touched', [touchedText(access)]),
    ...section('before', 'Before', stateTexts(access.before)),
    ...section('after', 'After', stateTexts(access.after)),
    ...(commands.length === 0 ? [] : section('undo', 'Undo', [undo], commands)),
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

function fixSection({ remedy, command }: Finding): readonly Section[] {
  const commands = command === undefined ? undefined : [commandText(command)];
  return section('fix', 'Fix', [shown(remedy, 1000)], commands);
}
