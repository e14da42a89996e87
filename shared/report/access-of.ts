import type { AccessMatrix, AccessOf, MatrixRow } from '../model/who-can.ts';
import { jsonText } from './json.ts';
import { plain, shown, wrap } from './text.ts';
import { chainText, gapLines, linkText, reachText } from './who-can.ts';

/** Whose access was asked about, and what it is. */
export interface AccessReport {
  readonly who: string;
  readonly clusters: readonly AccessOf[];
  /** Lists of clusters that could not be read, and why. */
  readonly unread: readonly string[];
}

/** A table for each place where the access differs, then the rules behind them. */
export function renderAccess(
  report: AccessReport,
  verbs: readonly string[],
  width: number,
): string {
  const page = Math.min(Math.max(width, 60), 120);
  const texts = report.clusters.map(
    (access) => `${accessLines(report.who, access, verbs, page).join('\n')}\n`,
  );
  const rest = gapLines('Unread', report.unread, page).slice(1);
  return [...texts, ...(rest.length === 0 ? [] : [`${rest.join('\n')}\n`])].join('\n');
}

/** The same as JSON, a line break at the end. */
export function renderAccessJson(report: AccessReport): string {
  return `${jsonText(report, 2)}\n`;
}

function accessLines(
  who: string,
  { cluster, letInBy, matrices, rules, gaps }: AccessOf,
  verbs: readonly string[],
  width: number,
): readonly string[] {
  const by = letInBy.map(({ kind, name }) => linkText(kind, shown(name, 200))).join(', ');
  return [
    ...wrap(`${shown(who, 400)} in ${plain(cluster.name)} in ${plain(cluster.region)}`, width),
    ...(by === '' ? [] : wrap(`let in by ${by}`, width)),
    ...(rules.length === 0 ? ['', 'Nothing, as far as was read'] : []),
    ...matrices.filter(({ rows }) => rows.length > 0).flatMap((each) => matrixLines(each, verbs)),
    ...(rules.length === 0 ? [] : ['', 'Rules']),
    ...rules.flatMap(({ chain, reach }) =>
      wrap(`${reachText(reach)}: ${chainText(chain)}`, width, '  '),
    ),
    ...gapLines('Unread', gaps.unread, width),
    ...gapLines('Not known', gaps.unknown, width),
  ];
}

const firstColumn = 24;

/** `yes` for all objects, `some` for those of certain names. */
function matrixLines({ reach, rows }: AccessMatrix, verbs: readonly string[]): readonly string[] {
  const head = `  ${''.padEnd(firstColumn)}${verbs.map((verb) => verb.padEnd(8)).join('')}`;
  return ['', reachText(reach), head.trimEnd(), ...rows.map((row) => rowText(row, verbs))];
}

function rowText({ resource, verbs: all, someVerbs }: MatrixRow, verbs: readonly string[]): string {
  const cells = verbs.map((verb) => {
    if (all.includes(verb)) return 'yes';
    return someVerbs.includes(verb) ? 'some' : '-';
  });
  const line = `  ${resource.padEnd(firstColumn)}${cells.map((cell) => cell.padEnd(8)).join('')}`;
  return line.trimEnd();
}
