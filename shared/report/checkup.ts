import { type Check, type CheckArea, checkAreas } from '../model/check.ts';
import { jsonText } from './json.ts';
import type { TableOptions } from './table-style.ts';
import { count, labelled, plain, shown, wrap } from './text.ts';

/** What a look at a deployment came to. */
export interface CheckupReport {
  readonly accountId: string;
  /** Of the stack at home. */
  readonly region: string;
  readonly checks: readonly Check[];
}

/** As JSON, a line break at the end. */
export function renderCheckupJson(report: CheckupReport): string {
  return `${jsonText({ schemaVersion: 1, ...report }, 2)}\n`;
}

/** By area, what needs somebody first; of what is in order no more than fits. */
export function renderCheckup(
  { accountId, region, checks }: CheckupReport,
  { width, colour }: Pick<TableOptions, 'width' | 'colour'>,
): string {
  const page = { width: Math.min(Math.max(width, 60), 120), colour };
  const areas = checkAreas.flatMap((area) => areaLines(area, checks, page));
  const head = colour('heading', `Gatewatch in ${plain(region)}, account ${plain(accountId)}`);
  return `${[head, ...areas, '', closing(checks)].join('\n')}\n`;
}

type Page = Pick<TableOptions, 'width' | 'colour'>;

const column = 10;
/** More that is in order is counted. */
const okShown = 4;

function areaLines(area: CheckArea, all: readonly Check[], page: Page): readonly string[] {
  const checks = all.filter((check) => check.area === area);
  if (checks.length === 0) return [];
  const ok = checks.filter(({ status }) => status === 'ok');
  const others = checks.filter(({ status }) => status !== 'ok');
  const okLines =
    ok.length > okShown
      ? labelled('  ok', `${ok.length} checks, all in order`, column, page.width)
      : ok.flatMap(({ says }) => labelled('  ok', shown(says, 600), column, page.width));
  return [
    '',
    page.colour('heading', area),
    ...others.flatMap((check) => checkLines(check, page)),
    ...okLines.map((line) => page.colour('dim', line)),
  ];
}

const labels = { fault: 'FAULT', unread: 'UNREAD', ok: 'ok', 'not-applicable': '-' } as const;

function checkLines({ status, says, fix, commands = [] }: Check, page: Page): readonly string[] {
  const style = status === 'fault' ? 'high' : 'warn';
  const lines = labelled(`  ${labels[status]}`, shown(says, 1_200), column, page.width);
  const indent = ' '.repeat(column);
  return [
    ...lines.map((line) => (status === 'not-applicable' ? line : page.colour(style, line))),
    ...(fix === undefined ? [] : wrap(shown(fix, 1_200), page.width, indent)),
    // Whole, on a line of its own, so that it can be copied.
    ...commands.map((command) => `${indent}  ${plain(command)}`),
  ];
}

function closing(checks: readonly Check[]): string {
  const of = (status: Check['status']) => checks.filter((check) => check.status === status).length;
  const [faults, unread] = [of('fault'), of('unread')];
  const not = unread === 0 ? '' : `, ${unread} not read`;
  return `${count(faults, 'fault')}${not}, ${of('ok')} in order.`;
}
