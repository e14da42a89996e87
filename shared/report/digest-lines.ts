import { commandText, whatText, whoText } from './finding-text.ts';
import { columns } from './message.ts';
import type { PlaceGroup } from './places.ts';
import { type Telling, verbOf } from './telling.ts';
import { labelled, plain, shown, wrap } from './text.ts';

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
  const { finding, actor } = telling;
  const command = relieved.has(telling.type) ? undefined : finding.command;
  return [
    '',
    `${telling.severity}  ${verbOf(telling)}`,
    ...wrap(whatText(telling), columns, '  '),
    ...(actor === undefined ? [] : detail('who', whoText(actor))),
    ...(relieved.has(telling.type) ? [] : detail('fix', shown(finding.remedy, 500))),
    ...(command === undefined ? [] : [`       ${commandText(command)}`]),
    ...detail('id', `${plain(finding.id)}, ${plain(finding.ruleId)}`),
  ];
}

const relieved: ReadonlySet<Telling['type']> = new Set(['RESOLVED', 'RETIRED', 'WAIVED']);

function detail(label: string, text: string): readonly string[] {
  return labelled(`  ${label}`, text, 7, columns);
}
