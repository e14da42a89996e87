import type { MigratedLine, MigrationPlan, MigrationStep } from '../model/aws-auth-migration.ts';
import { count, plain, shown, wrap } from './text.ts';

/**
 * The plan as text for a shell: what is said is a comment, and so is every command that waits for somebody, cannot be
 * taken back or takes something back. It is read and pasted step by step.
 */
export function renderMigrationCommands(plan: MigrationPlan): string {
  const blocks = [
    headLines(plan),
    lineLines(plan.lines),
    ...plan.steps.map((step, index) => stepLines(step, index + 1)),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** How many characters a line of prose may have. */
const page = 110;

function headLines({ cluster, authenticationMode }: MigrationPlan): readonly string[] {
  const { region, name } = cluster;
  return [
    ...said(
      `From aws-auth to access entries: ${name} in ${region}, now in mode ${authenticationMode}.`,
    ),
    ...said(
      'Not a script: run it step by step, and go on when a step is verified. Commands after “# $” wait for you, or take a step back.',
    ),
  ];
}

/** What becomes of each line, for all formats. */
export function lineTexts(lines: readonly MigratedLine[]): readonly string[] {
  return lines.map(({ key, place, principal, outcome, reasons }) => {
    const where = place === undefined ? key : `${key}[${place}]`;
    const who = principal === undefined ? '' : ` ${shown(principal, 300)}`;
    const why = reasons.length === 0 ? '' : `: ${reasons.map((one) => shown(one, 600)).join('; ')}`;
    return `${outcome} ${plain(where)}${who}${why}`;
  });
}

function lineLines(lines: readonly MigratedLine[]): readonly string[] {
  if (lines.length === 0) return said('aws-auth has no lines, or there is none.');
  return [
    ...said(`${count(lines.length, 'line')} of aws-auth`),
    ...lineTexts(lines).flatMap((text) => said(text, '#   ', '#             ')),
  ];
}

function stepLines(step: MigrationStep, number: number): readonly string[] {
  const { title, notes, commands, verify, rollback, oneWay, waitsFor } = step;
  const held = oneWay !== undefined || waitsFor !== undefined;
  return [
    ...said(`Step ${number}. ${shown(title, 400)}`),
    ...(waitsFor === undefined ? [] : said(`Waits for ${shown(waitsFor, 2000)}.`)),
    ...(oneWay === undefined ? [] : said(`ONE WAY: ${oneWay}. There is no way back.`)),
    ...notes.flatMap((note) => said(shown(note, 800))),
    ...commands.map((command) => (held ? asComment(command) : plain(command))),
    '# Verify',
    ...verify.map((command) => (held ? asComment(command) : plain(command))),
    ...(rollback.length === 0 ? [] : ['# Take it back', ...rollback.map(asComment)]),
  ];
}

function asComment(command: string): string {
  return `# $ ${plain(command)}`;
}

function said(text: string, first = '# ', next = first): readonly string[] {
  const lines = wrap(text, page - next.length);
  return lines.map((line, index) => `${index === 0 ? first : next}${line}`);
}
