import type { Severity } from '../model/severity.ts';
import type { SlackBlock, SlackText } from '../model/slack.ts';
import { leading } from './message.ts';
import type { Entry, Section, SectionKind } from './sections.ts';
import {
  bold,
  code,
  context,
  header,
  paragraph,
  richText,
  roomForBlocks,
  sizeOfBlocks,
  words,
} from './slack-blocks.ts';
import { plain } from './text.ts';

/** What is said of an entry in one line. */
export function entryTitle({ severity, step, headline }: Entry): string {
  const mark = step === 'RESOLVED' ? '✅' : marks[severity];
  return `${mark} ${severity} ${step.toLowerCase()}: ${headline}`;
}

/** Beside the word, never in its place. */
const marks: Readonly<Record<Severity, string>> = {
  CRITICAL: '🔴',
  HIGH: '🟠',
  MEDIUM: '🟡',
  LOW: '🔵',
};

/** One entry, with what matters least left out where it has no room for all. Commands are whole or not there. */
export function entryBlocks(entry: Entry, deliveryId: string): readonly SlackBlock[] {
  const head = header(entryTitle(entry));
  const foot = context([...footTexts(entry), `Delivery ${plain(deliveryId)}`]);
  const parts = groups.flatMap((kinds) => partsOf(entry, kinds));
  const kept = keptParts(parts, roomForBlocks - sizeOfBlocks([head, foot]) - roomForNote);
  const left = parts.filter((part) => !kept.has(part));
  return [
    head,
    ...parts.filter((part) => kept.has(part)).map(({ block }) => block),
    ...(left.length === 0 ? [] : [leftNote(entry, left)]),
    foot,
  ];
}

/** What stands together, in the order in which it is read. */
const groups: readonly (readonly SectionKind[])[] = [
  ['what', 'earlier'],
  ['where', 'resource', 'principal', 'grant', 'power'],
  ['who'],
  ['touched', 'before', 'after'],
  ['why'],
  ['evidence'],
  ['undo'],
  ['fix'],
  ['console'],
];

/** What is kept first: what it is, and how to end it. */
const byWorth: readonly SectionKind[] = [
  'what',
  'undo',
  'fix',
  'who',
  'where',
  'touched',
  'why',
  'console',
  'evidence',
];

interface Part {
  readonly kind: SectionKind;
  readonly label: string;
  readonly block: SlackBlock;
}

/** None, or one. */
function partsOf({ sections }: Entry, kinds: readonly SectionKind[]): readonly Part[] {
  const [kind = 'what'] = kinds;
  const together = sections.filter((section) => kinds.includes(section.kind));
  if (together.length === 0) return [];
  const said = together.flatMap((section, index) => [
    ...(index === 0 ? [] : [words('\n')]),
    ...sectionWords(section),
  ]);
  const copied = together.flatMap(codeLines);
  const elements = [paragraph(said), ...(copied.length === 0 ? [] : [code(copied)])];
  return [
    { kind, label: together.map(({ label }) => label).join(', '), block: richText(elements) },
  ];
}

function keptParts(parts: readonly Part[], room: number): ReadonlySet<Part> {
  const kept = new Set<Part>();
  let used = 0;
  const worth = ({ kind }: Part) => byWorth.indexOf(kind);
  for (const part of parts.toSorted((a, b) => worth(a) - worth(b))) {
    const size = sizeOfBlocks([part.block]);
    if (used + size > room) continue;
    kept.add(part);
    used += size;
  }
  return kept;
}

/** Bytes for what is said of parts that are left out. */
const roomForNote = 500;

function leftNote({ id }: Entry, left: readonly Part[]): SlackBlock {
  const labels = left.map(({ label }) => label).join(', ');
  return richText([
    paragraph([
      bold('Left out'),
      words(`, being too long for Slack: ${labels}. The findings topic has it in full; id ${id}.`),
    ]),
  ]);
}

function sectionWords({ kind, label, texts }: Section): readonly SlackText[] {
  if (kind === 'what') return [words(texts.join('\n'))];
  if (kind === 'evidence') return [bold(label)];
  if (kind === 'console') return [bold(label), ...texts.flatMap(linkWords)];
  return [bold(label), words(`${texts.length === 1 ? '  ' : '\n'}${texts.join('\n')}`)];
}

function linkWords(url: string): readonly SlackText[] {
  return [words('  '), { type: 'link', url, text: pageOf(url) }];
}

function pageOf(url: string): string {
  if (url.includes('/eks/')) return 'cluster';
  return url.includes('/cloudtrailv2/') ? 'event' : 'role';
}

function codeLines({ kind, texts, commands = [] }: Section): readonly string[] {
  return kind === 'evidence' ? fittingLines(texts) : commands;
}

/** Characters of evidence, which is shown in part rather than not at all. */
const longestEvidence = 2_000;

function fittingLines(texts: readonly string[]): readonly string[] {
  const kept = leading(texts, ({ length }) => length, longestEvidence);
  const left = texts.length - kept.length;
  return left === 0 ? texts : [...kept, `… and ${left} more, see the sweep report`];
}

function footTexts({ sections }: Entry): readonly string[] {
  return sections
    .filter(({ kind }) => kind === 'rule' || kind === 'id')
    .map(({ label, texts }) => `${label} ${texts.join(' ')}`);
}
