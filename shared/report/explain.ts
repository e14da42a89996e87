import type { Touched, Verdict } from '../assess/verdict.ts';
import { readKey } from '../model/fact-key.ts';
import type { FindingContent } from '../model/finding.ts';
import { compareText, type Json } from '../model/json.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { jsonText } from './json.ts';
import { labelled, plain, shown, wrap } from './text.ts';

/** One verdict and all that there is to say of it. */
export interface Explained {
  readonly rule: RuleMeta;
  readonly verdict: Verdict;
  /** The facts and lists that it is due to. */
  readonly facts: readonly Touched[];
  /** What it found, each with its identity; none where nothing is wrong. */
  readonly findings: readonly ExplainedFinding[];
}

interface ExplainedFinding {
  readonly finding: FindingContent;
  /** The finding that tells this one, because it implies it. */
  readonly toldBy?: FindingContent;
}

/** The reasoning of a verdict: what was found and on which statements, which facts it rests on, what would make it compliant. */
export function renderExplanation(explained: Explained, width: number): string {
  const page = Math.min(Math.max(width, 60), 120);
  const { rule, facts, findings } = explained;
  const blocks = [
    headLines(explained, page),
    ...findings.map((one) => findingLines(one, page)),
    [
      ...labelled('Requires', rule.requires, column, page),
      ...labelled('Because', rule.because, column, page),
    ],
    factLines(facts, page),
    remedyLines(explained, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const column = 12;

function headLines({ rule, verdict }: Explained, width: number): readonly string[] {
  const { region, clusterName } = verdict.place;
  const where = clusterName === undefined ? region : `cluster ${clusterName}, ${region}`;
  return [
    `${plain(rule.id)}  ${verdict.verdict}`,
    '',
    ...labelled('Subject', shown(verdict.subject, 600), column, width),
    ...labelled('Where', shown(where, 200), column, width),
    ...labelled('Verdict', verdictText(verdict), column, width),
  ];
}

/** AWS Config's word in a sentence. */
function verdictText({ verdict, reason, violations, complete }: Verdict): string {
  const why = shown(reason ?? '', 800);
  const rest = complete ? '' : ` Not all of it could be decided: ${why}.`;
  switch (verdict) {
    case 'COMPLIANT':
      return 'It was judged on everything it needs and nothing is wrong.';
    case 'NON_COMPLIANT':
      return `${violations.length === 1 ? 'One thing is' : `${violations.length} things are`} wrong.${rest}`;
    case 'NOT_APPLICABLE':
      return `The rule does not concern it: ${why}.`;
    case 'INSUFFICIENT_DATA':
      return `Nothing was found, and that says nothing: ${why}.`;
  }
}

function findingLines({ finding, toldBy }: ExplainedFinding, width: number): readonly string[] {
  const { id, severity, message, evidence, waiver, absorbed = [] } = finding;
  return [
    ...wrap(`${severity}  ${shown(message, 1000)}`, width),
    ...labelled('Finding', plain(id), column, width),
    ...(waiver === undefined
      ? []
      : labelled(
          'Waived',
          `by ${shown(waiver.owner, 100)} until ${plain(waiver.expires)}: ${shown(waiver.reason, 300)}`,
          column,
          width,
        )),
    ...(toldBy === undefined
      ? []
      : labelled(
          'Told by',
          `${plain(toldBy.ruleId)} ${plain(toldBy.id)}, which implies it: ${shown(toldBy.message, 400)}`,
          column,
          width,
        )),
    ...absorbed.flatMap(({ ruleId, message: implied }, index) =>
      labelled(
        index === 0 ? 'Implies' : '',
        `${plain(ruleId)}: ${shown(implied, 400)}`,
        column,
        width,
      ),
    ),
    'Evidence',
    ...Object.entries(evidence)
      .toSorted(([a], [b]) => compareText(a, b))
      .flatMap(([name, value]) => evidenceLines(name, value, width)),
  ];
}

/** Texts and numbers on a line, statements as one writes them in a policy. */
function evidenceLines(name: string, value: Json, width: number): readonly string[] {
  const isPlain = typeof value !== 'object' || value === null;
  const text = isPlain && typeof value === 'string' ? shown(value, 600) : jsonText(value);
  const line = `  ${plain(name)}: ${text}`;
  if (line.length <= width || isPlain) return wrap(line.trimStart(), width, '  ');
  const pretty = JSON.stringify(value, undefined, 2).split('\n').map(plain);
  return [
    `  ${plain(name)}:`,
    ...pretty.slice(0, longestEvidence).map((each) => `    ${each}`),
    ...cutNote(pretty.length),
  ];
}

const longestEvidence = 200;

function cutNote(lines: number): readonly string[] {
  return lines > longestEvidence
    ? [`    … and ${lines - longestEvidence} more lines, see --format json`]
    : [];
}

function factLines(touched: readonly Touched[], width: number): readonly string[] {
  const facts = new Map(touched.map((question) => [question.key, question]));
  const groups = [...Map.groupBy(facts.values(), headingOf)].toSorted(([a], [b]) =>
    compareText(a, b),
  );
  const lines = groups.flatMap(([heading, questions]) => groupLines(heading, questions, width));
  return [facts.size === 0 ? 'It rests on the configuration alone' : 'Facts it rests on', ...lines];
}

/** Kind, place and how it was read. */
function headingOf(question: Touched): string {
  const { fact, place } = readKey(question.key);
  return `${fact} ${place}: ${readingOf(question)}`;
}

function readingOf({ ask, answer }: Touched): string {
  if (!answer.read && ask === 'optional' && answer.readAt === 0)
    return 'not given, and so not considered';
  if (!answer.read) return `unread, ${shown(answer.reason, 200)}`;
  return 'absent' in answer ? 'does not exist' : 'read';
}

const itemsShown = 6;

function groupLines(
  heading: string,
  questions: readonly Touched[],
  width: number,
): readonly string[] {
  const items = questions.flatMap(({ key }) => readKey(key).item ?? []).toSorted(compareText);
  const more = items.length - itemsShown;
  return [
    ...wrap(heading, width, '  '),
    ...items.slice(0, itemsShown).flatMap((item) => wrap(shown(item, 300), width, '    ')),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}

function remedyLines({ rule, findings }: Explained, width: number): readonly string[] {
  if (findings.length === 0) return [];
  const commands = findings.flatMap(({ finding }) => finding.command ?? []);
  return [
    'What would make it compliant',
    ...wrap(rule.remedy, width, '  '),
    ...commands.flatMap((command) => ['', `  ${plain(command)}`]),
  ];
}
