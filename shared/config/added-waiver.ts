import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Waiver } from '../model/config.ts';
import { sameJson } from '../model/json.ts';
import { configDocument } from './config-document.ts';
import { intoFlow } from './flow-edit.ts';
import { columnOf, type Edit, edited, linesAt, nextLine } from './text-edit.ts';

/** A waiver as one writes it: a line each in a list of lines, and on one line in brackets. */
export interface WaiverEntry {
  readonly lines: readonly string[];
  readonly flow: string;
}

/**
 * The text of a configuration with one more waiver at the end of its list: comments, order, quotes and line ends stay,
 * and so does every other byte. Undefined where it cannot be told how, such as where the list is an alias. Throws
 * where the text is no YAML, which reading it has told before.
 */
export function withWaiver(text: string, waiver: Waiver, entry: WaiverEntry): string | undefined {
  const before = configDocument(text).document;
  const edits = editsFor(text, before.contents, entry);
  if (edits === undefined) return undefined;
  const after = edited(text, edits);
  const { document } = configDocument(after);
  const given: Readonly<Record<string, unknown>> = before.toJS() ?? {};
  const waivers = Array.isArray(given['waivers']) ? given['waivers'] : [];
  const expected = { ...given, waivers: [...waivers, waiver] };
  const isSound = document.errors.length === 0 && document.warnings.length === 0;
  return isSound && sameJson(document.toJS(), expected) ? after : undefined;
}

type Mapping = YAMLMap<Node, Node | null>;
type MaybeNode = Node | null | undefined;

function editsFor(text: string, contents: Node | null, entry: WaiverEntry) {
  if (isNothing(contents)) return [linesAt(text, text.length, section(entry, ''))];
  if (!isMap<Node, Node | null>(contents)) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'waivers');
  return pair === undefined
    ? newSection(text, contents, entry)
    : intoSection(text, contents, pair, entry);
}

function intoSection(
  text: string,
  { flow }: Mapping,
  pair: Pair<Node, Node | null>,
  entry: WaiverEntry,
): readonly Edit[] | undefined {
  const { value } = pair;
  if (flow !== true && isEmpty(text, value)) return firstOf(text, pair, entry);
  if (!isSeq<Node>(value)) return undefined;
  const token = value.srcToken;
  return token?.type === 'flow-collection'
    ? intoFlow(text, token, bracketsOf(value, value.items.at(-1)), entry.flow)
    : nextOf(text, value, entry);
}

/** Nothing, or brackets without even a comment in them. */
function isEmpty(text: string, value: Node | null): boolean {
  return isNothing(value) || (isSeq(value) && value.items.length === 0 && !hasComment(text, value));
}

function section({ lines }: WaiverEntry, indent: string): readonly string[] {
  return [`${indent}waivers:`, ...item(lines, `${indent}  `)];
}

function item(lines: readonly string[], indent: string): readonly string[] {
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`);
}

function isNothing(value: Node | null): boolean {
  return value === null || (isScalar(value) && value.value === null);
}

function hasComment(text: string, node: Node): boolean {
  return text.slice(...spanOf(node)).includes('#');
}

/** Where a collection in brackets is closed, and where its last item ends. */
function bracketsOf(collection: Node, last: MaybeNode) {
  const closing = spanOf(collection)[1] - 1;
  return last == null ? { closing } : { closing, lastEnd: spanOf(last)[1] };
}

function newSection(text: string, contents: Mapping, entry: WaiverEntry) {
  const token = contents.srcToken;
  const last = contents.items.at(-1);
  if (token?.type === 'flow-collection') {
    const brackets = bracketsOf(contents, last?.value ?? last?.key);
    return intoFlow(text, token, brackets, `"waivers": [${entry.flow}]`);
  }
  const indent = ' '.repeat(columnOf(text, spanOf(contents)[0]));
  // A document may be ended by a line of its own.
  const end = /^\.\.\.(?=\s|$)/m.exec(text)?.index ?? text.length;
  // A blank line would become part of a block of text at the end.
  const isSpaced = /\n\r?\n/.test(text) && !isBlock(leafOf(contents));
  return [linesAt(text, end, [...(isSpaced ? [''] : []), ...section(entry, indent)])];
}

/** Behind `waivers:`, in the place of `[]` or `null` if it stands there. */
function firstOf(
  text: string,
  { key, value }: Pair<Node, Node | null>,
  { lines }: WaiverEntry,
): readonly Edit[] {
  const [from, to] = spanOf(value);
  const blanks = text.slice(0, from).replace(/[ \t]+$/, '').length;
  const column = columnOf(text, spanOf(key)[0]);
  const indent = ' '.repeat(column + 2);
  const removed = from === to ? [] : [{ from: blanks, to, text: '' }];
  const next = afterComments(text, nextLine(text, to), column);
  return [...removed, linesAt(text, next, item(lines, indent))];
}

/** Behind the last item and what is said of it. */
function nextOf(text: string, list: YAMLSeq<Node>, { lines }: WaiverEntry): readonly Edit[] {
  const leaf = leafOf(list);
  const column = columnOf(text, spanOf(list)[0]);
  const [, end] = spanOf(leaf);
  const next = isBlock(leaf) ? end : nextLine(text, end);
  return [linesAt(text, afterComments(text, next, column), item(lines, ' '.repeat(column)))];
}

/** Where a node begins, and where what it holds ends; at the beginning of the text for one that is not written. */
function spanOf(node: MaybeNode): readonly [number, number] {
  const [from, to] = node?.range ?? [0, 0];
  return [from, to];
}

/** The last thing written of a node, whose end is exact: that of a block is not. */
function leafOf(node: MaybeNode): MaybeNode {
  if (isSeq<Node>(node) && node.flow !== true) return leafOf(node.items.at(-1));
  if (!isMap<Node, Node | null>(node) || node.flow === true) return node;
  const last = node.items.at(-1);
  return leafOf(last?.value ?? last?.key);
}

/** It ends where a line begins. */
function isBlock(node: MaybeNode): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

/** Past comments that are indented deeper than this column, and so belong to what stands before them. */
function afterComments(text: string, from: number, column: number): number {
  let at = from;
  while (new RegExp(`^ {${column + 1},}#`).test(text.slice(at))) at = nextLine(text, at);
  return at;
}
