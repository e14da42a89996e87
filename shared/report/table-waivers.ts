import { waiverTally } from '../assess/waiver-tally.ts';
import type { SweepReport } from './report.ts';
import type { TableOptions } from './table-style.ts';
import { labelled } from './text.ts';
import { isNotable, standingText, waiverCounts, waiverName } from './waivers.ts';

const labelColumn = 12;
const waiversShown = 12;

/** How many waivers there are, and those that somebody should look at; the others stand with their findings. */
export function waiverLines(
  { waivers }: SweepReport,
  { width, colour }: Pick<TableOptions, 'width' | 'colour'>,
): readonly string[] {
  if (waivers.length === 0) return [];
  const notable = waivers.filter(isNotable);
  const hidden = notable.length - waiversShown;
  return [
    colour('heading', 'Waivers'),
    ...labelled('  all', waiverCounts(waiverTally(waivers)), labelColumn, width),
    ...notable
      .slice(0, waiversShown)
      .flatMap((waiver, index) =>
        labelled(
          index === 0 ? '  to check' : '',
          `${waiverName(waiver)}: ${standingText(waiver)}`,
          labelColumn,
          width,
        ),
      )
      .map((line) => colour('warn', line)),
    ...(hidden > 0 ? [`${' '.repeat(labelColumn)}… and ${hidden} more, see --format json`] : []),
  ];
}
