import type { AlertMessage, Telling } from '../model/alert.ts';
import { compareText } from '../model/json.ts';
import { bySeverity, type Severity } from '../model/severity.ts';
import { headlineOf, verbOf } from './telling.ts';
import { asciiSubject, byteLength, count, plain, shown, wrap } from './text.ts';

/** Columns of an email. */
export const columns = 72;

/**
 * Leaves 16 KiB of SNS's 256 KiB for attributes, which count too. Bytes of UTF-8.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const bodyLimit = 240 * 1024;

/** At most 99 characters: the name, then the text cut to what the end leaves. */
export function subjectLine(text: string, end = ''): string {
  const start = '[Gatewatch] ';
  return `${start}${asciiSubject(text, 99 - start.length - end.length)}${end}`;
}

/** The leading items whose sizes together stay within the budget. */
export function leading<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  budget: number,
): readonly T[] {
  let used = 0;
  const end = items.findIndex((item) => {
    used += sizeOf(item);
    return used > budget;
  });
  return end < 0 ? items : items.slice(0, end);
}

/** The first finding, and how many more there are. */
export function headlineSubject([first, ...others]: readonly Telling[], origin: string): string {
  if (first === undefined) return subjectLine('nothing to report');
  const headline = `${first.severity} ${verbOf(first).toLowerCase()}: ${headlineOf(first)}`;
  const more = others.length > 0 ? ` (+${others.length}${origin})` : '';
  return subjectLine(headline, more);
}

/** Bytes left for findings, with room kept for saying how many were left out. */
export function roomBetween(
  head: readonly string[],
  foot: readonly string[],
  findings: number,
): number {
  return bodyLimit - sizeOfLines(head) - sizeOfLines(foot) - sizeOfLines(moreLines(findings));
}

export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => line.trimEnd()).join('\n');
}

export function sizeOfLines(lines: readonly string[]): number {
  return byteLength(joinLines(lines)) + 1;
}

/**
 * What subscribers filter by. At most ten attributes reach a raw SQS subscription; a list holds each value once,
 * the most severe finding's first, and ends with `...` where it had to be cut. An empty list is left out.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export function attributesOf(
  told: readonly Telling[],
  accountId: string,
  deliveryId: string,
): AlertMessage['attributes'] {
  const filtered = told.map(({ severity, type, finding: { ruleId, clusterName, region } }) => ({
    ...{ severity, ruleId, region, transition: type },
    ...(clusterName !== undefined && { cluster: clusterName }),
  }));
  return filterAttributes(filtered, accountId, deliveryId);
}

/** What subscribers filter by, of one thing that a message tells. */
export interface Filtered {
  readonly severity: Severity;
  readonly ruleId: string;
  readonly cluster?: string;
  readonly region: string;
  readonly transition: string;
}

export function filterAttributes(
  told: readonly Filtered[],
  accountId: string,
  deliveryId: string,
): AlertMessage['attributes'] {
  const severest = told.toSorted((a, b) => bySeverity(a.severity, b.severity));
  const maxSeverity: Severity | undefined = severest[0]?.severity;
  const listed = {
    severity: severest.map(({ severity }) => severity),
    ruleId: severest.map(({ ruleId }) => ruleId),
    cluster: severest.map(({ cluster }) => cluster).filter((name) => name !== undefined),
    region: severest.map(({ region }) => region),
    accountId: [accountId],
    transition: severest.map(({ transition }) => transition).sort(compareText),
  };
  const lists = Object.entries(listed)
    .map(([name, values]) => [name, listAttribute(values)] as const)
    .filter(([, values]) => values.length > 0);
  return {
    ...Object.fromEntries(lists),
    ...(maxSeverity === undefined ? {} : { maxSeverity }),
    deliveryId: plain(deliveryId),
  };
}

/** Characters of one value; subscribers' filters do not compare longer ones. */
const longestValue = 256;

/** Three lists can grow; together they stay well within what the body leaves. */
const listBytes = 4_000;

function listAttribute(values: readonly string[]): readonly string[] {
  const distinct = [...new Set(values.map((value) => cutValue(plain(value))))];
  const fitting = leading(distinct, (value) => byteLength(JSON.stringify(value)) + 1, listBytes);
  return fitting.length < distinct.length ? [...fitting, '...'] : distinct;
}

function cutValue(value: string): string {
  return value.slice(0, longestValue).replace(/[\uD800-\uDBFF]$/, '');
}

/** One line where it fits; two blanks keep severity, step and headline apart. */
export function headingLines(
  severity: Severity,
  verb: string,
  headline: string,
): readonly string[] {
  const step = `${severity}  ${verb}`;
  const line = `${step}  ${headline}`;
  return line.length <= columns ? [line] : [step, ...wrap(headline, columns)];
}

/** The last lines of every message: how to see more, and what tells a repeat from news. */
export function closingLines(ruleId: string | undefined, deliveryId: string): readonly string[] {
  return [
    '',
    ruler,
    '',
    'See everything    npm start -- sweep --live',
    `Explain a rule    npm start -- rules ${shown(ruleId ?? '<rule id>', 100)}`,
    `Delivery          ${plain(deliveryId)} (a message with the same id is a repeat)`,
  ];
}

/** What a cut message says instead of the rest. */
export function moreLines(hidden: number): readonly string[] {
  return hidden > 0
    ? ['', ruler, '', `… and ${count(hidden, 'more finding')}, see the report.`]
    : [];
}

export const ruler = '-'.repeat(columns);
