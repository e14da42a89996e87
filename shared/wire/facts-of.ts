import type { Account } from '../model/account.ts';
import { absent, type Fact, present, unread } from '../model/fact.ts';
import type { FactKey } from '../model/fact-key.ts';
import { compareText, type Json } from '../model/json.ts';
import type { Answer, Outcome } from '../model/reading.ts';
import { memberOf } from './element-shape.ts';
import type { Parsed } from './parsed.ts';
import { clusterReader, type ElementReaders, elementReaders, listReaders } from './readers.ts';
import { readSnapshotPath } from './snapshot-path.ts';

export type KeyedFact = readonly [FactKey<unknown>, Fact<unknown>];

/**
 * The facts that one raw answer tells, whether AWS gave it a moment ago or a folder kept it. Never throws:
 * a document that does not fit is an unread fact whose reason names the key. An answer about nothing
 * that we keep facts of (an IAM group, a file of another release) tells none.
 */
export function factsOf(answer: Answer, account: Account): readonly KeyedFact[] {
  const file = readSnapshotPath(answer.path);
  if (file === undefined) return [];
  const { item, part, outcome, readAt } = answer;
  if (file.kind === 'cluster') {
    const { key, read } = clusterReader(account, file.cluster);
    return [[key, factOfDocument(read, outcome, readAt)]];
  }
  if (item === undefined) {
    return listReaders(file).map(({ key, read }) => [key, factOfItems(read, outcome, readAt)]);
  }
  const readers = elementReaders(file, item);
  if (part === undefined) return factsOfElement(readers, outcome, readAt);
  const reader = readers.parts.get(part);
  return reader === undefined ? [] : [[reader.key, factOfDocument(reader.read, outcome, readAt)]];
}

function factOfItems(
  read: (items: readonly string[]) => Parsed<readonly string[]>,
  outcome: Outcome,
  readAt: number,
): Fact<readonly string[]> {
  // A list is a set: the order in which an API turned its pages is nobody's news.
  const sorted =
    outcome.kind === 'items' ? [...new Set(outcome.items)].sort(compareText) : undefined;
  if (sorted !== undefined) return toFact(read(sorted), readAt);
  return factOfOther(outcome, 'a list', readAt);
}

function factOfDocument(
  read: (json: Json) => Parsed<unknown>,
  outcome: Outcome,
  readAt: number,
): Fact<unknown> {
  if (outcome.kind === 'document') return toFact(read(outcome.json), readAt);
  return factOfOther(outcome, 'a document', readAt);
}

function factsOfElement(
  { whole, parts }: ElementReaders,
  outcome: Outcome,
  readAt: number,
): readonly KeyedFact[] {
  if (outcome.kind !== 'document') {
    const readers = [...whole, ...parts.values()];
    return readers.map(({ key }) => [key, factOfOther(outcome, 'a document', readAt)]);
  }
  const facts = whole.map(({ key, read }): KeyedFact => [key, toFact(read(outcome.json), readAt)]);
  const [own] = parts.keys();
  for (const [name, { key, read }] of parts) {
    const member = memberOf(outcome.json, name);
    if (member === undefined && name !== own) continue;
    facts.push([key, toFact(read(member), readAt)]);
  }
  return facts;
}

function toFact<V>(parsed: Parsed<V>, readAt: number): Fact<V> {
  return 'ok' in parsed ? present(parsed.ok, readAt) : unread(parsed.error, readAt);
}

function factOfOther(outcome: Outcome, expected: string, readAt: number): Fact<never> {
  if (outcome.kind === 'absent') return absent(readAt);
  return unread(outcome.kind === 'unread' ? outcome.reason : `expected ${expected}`, readAt);
}
