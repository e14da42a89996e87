import type { Telling } from '../model/alert.ts';
import type { AccessStory } from '../model/finding.ts';
import { stateTexts, wholeCommands } from './access-text.ts';
import { commandText } from './command-text.ts';
import { columns } from './message.ts';
import type { PlaceGroup } from './places.ts';
import { awaitsActor, outcomeOf, verbOf } from './telling.ts';
import { labelled, plain, shown, wrap } from './text.ts';
import { whatText } from './what-text.ts';
import { whoText } from './who-text.ts';

/** The findings of one place in a digest: shorter than in an alert of their own. */
export function groupLines(group: PlaceGroup<Telling>): readonly string[] {
  return ['', ...headingLines(group), ...group.items.flatMap(itemLines)];
}

function headingLines({ kind, clusterName, region }: PlaceGroup<Telling>): readonly string[] {
  const headings = {
    cluster: `${shown(clusterName, 120)} (${plain(region)})`,
    iam: 'IAM (global)',
    account: 'Account',
  };
  const heading = headings[kind];
  return [heading, '='.repeat(Math.min(heading.length, columns))];
}

function itemLines(telling: Telling): readonly string[] {
  const { finding, access } = telling;
  const holds = outcomeOf(telling) === 'holds';
  return [
    '',
    `${telling.severity}  ${verbOf(telling)}`,
    ...wrap(whatText(telling), columns, '  '),
    ...whoLines(telling),
    ...(access === undefined ? [] : accessLines(access, holds)),
    ...(holds ? detail('fix', shown(finding.remedy, 500)) : []),
    ...(holds && finding.command !== undefined ? [commandLine(finding.command)] : []),
    ...detail('id', `${plain(finding.id)}, ${plain(finding.ruleId)}`),
  ];
}

function whoLines(telling: Telling): readonly string[] {
  if (telling.actor !== undefined) return detail('who', whoText(telling.actor));
  return awaitsActor(telling) ? detail('who', 'not yet known') : [];
}

/** Nobody is told how to bring back what was found. */
function accessLines({ before, after, undo }: AccessStory, holds: boolean): readonly string[] {
  const commands = holds ? wholeCommands(undo) : [];
  return [
    ...detail('had', stateTexts(before).join('; ')),
    ...detail('has', stateTexts(after).join('; ')),
    ...(commands.length === 0 ? [] : detail('undo', 'the change:')),
    ...commands.map((command) => `       ${command}`),
  ];
}

function commandLine(command: string): string {
  return `       ${commandText(command)}`;
}

function detail(label: string, text: string): readonly string[] {
  return labelled(`  ${label}`, text, 7, columns);
}
