import type { Telling } from '../model/alert.ts';
import { type Tally, tally, worstFirst } from './tally.ts';

type Row = readonly [string, readonly Telling['type'][]];

const rows: readonly Row[] = [
  ['reopened', ['REOPENED', 'UNWAIVED', 'WAIVER_EXPIRED']],
  ['changed', ['CHANGED']],
  ['flapping', ['FLAPPING']],
  ['settled', ['SETTLED']],
  ['still open', ['OPEN']],
  ['resolved', ['RESOLVED']],
  ['waived', ['WAIVED']],
  ['retired', ['RETIRED']],
  ['actor known', ['ACTOR_KNOWN']],
];

const rowLabel = 12;
const cellWidth = 10;

/** A row for each kind of step that occurred, a column for each severity. */
export function countLines(all: readonly Telling[], openedLabel: string): readonly string[] {
  if (all.length === 0) return [];
  const opened: Row = [openedLabel, ['OPENED']];
  const heading = worstFirst.map((severity) => severity.toLowerCase().padStart(cellWidth));
  const counted = [opened, ...rows]
    .map(([label, types]) => [label, all.filter(({ type }) => types.includes(type))] as const)
    .filter(([, told]) => told.length > 0);
  return [
    ' '.repeat(rowLabel) + heading.join(''),
    ...counted.map(([label, told]) => label.padEnd(rowLabel) + cells(tally(told))),
  ];
}

function cells(counts: Tally): string {
  return worstFirst.map((severity) => `${counts[severity] || '-'}`.padStart(cellWidth)).join('');
}
