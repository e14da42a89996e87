import { waiverTally } from '../assess/waiver-tally.ts';
import type { WaiverStanding } from '../model/waiver-standing.ts';
import { escapeMarkdown } from './markdown-text.ts';
import type { SweepReport } from './report.ts';
import { standingText, waiverCounts } from './waivers.ts';

const waiversShown = 20;

/** Every waiver of the configuration and what came of it. */
export function waiverTable({ waivers }: SweepReport): readonly string[] {
  if (waivers.length === 0) return [];
  const hidden = waivers.length - waiversShown;
  return [
    '',
    `### Waivers: ${waiverCounts(waiverTally(waivers))}`,
    '',
    '| Rule | Subject | Where | Owner | Standing |',
    '| --- | --- | --- | --- | --- |',
    ...waivers.slice(0, waiversShown).map(rowOf),
    ...(hidden > 0 ? ['', `… and ${hidden} more, see the JSON report.`] : []),
  ];
}

function rowOf(waiver: WaiverStanding): string {
  const { rule, subject, cluster, region, owner } = waiver;
  const where = [cluster, region].filter((part) => part !== undefined).join(', ');
  const cells = [
    escapeMarkdown(rule),
    escapeMarkdown(subject, 300),
    escapeMarkdown(where, 200),
    escapeMarkdown(owner, 100),
    escapeMarkdown(standingText(waiver), 400),
  ];
  return `| ${cells.join(' | ')} |`;
}
