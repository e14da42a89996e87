import type { Account } from '../model/account.ts';
import { absent, type Fact, present, unread } from '../model/fact.ts';
import type { FactKey } from '../model/fact-key.ts';
import { compareText, type Json, memberOf } from '../model/json.ts';
import type { Answer, Outcome } from '../model/reading.ts';
import { ownPartOf } from './element.ts';
import type { ElementsContent, ItemList } from './file-kind.ts';
import type { Parsed } from './parsed.ts';
import { contentOf, readSnapshotPath } from './snapshot-path.ts';

export type KeyedFact = readonly [FactKey<unknown>, Fact<unknown>];

/**
 * The facts that one raw answer of AWS tells, whether it was given a moment ago or a folder kept it. Never throws:
 * a document that does not fit is an unread fact whose reason names the key. An answer about nothing
 * that we keep facts of (an instance profile, a file of another release), or of a cluster itself, tells none.
 */
export function factsOfAws(answer: Answer, account: Account): readonly KeyedFact[] {
  const file = readSnapshotPath(answer.path);
  if (file === undefined) return [];
  const content = contentOf(file);
  switch (content.holds) {
    case 'document': {
      const { key, read } = content.reader(account);
      return [[key, factOfDocument(read, answer)]];
    }
    case 'names':
      return answer.item === undefined ? factsOfLists([content.list], answer) : [];
    case 'elements':
      return answer.item === undefined
        ? factsOfLists(content.lists, answer)
        : factsOfElement(content, answer.item, answer);
    case 'objects':
      return [];
  }
}

/** An answer that names no part is about every list of the file. */
function factsOfLists(lists: readonly ItemList[], answer: Answer): readonly KeyedFact[] {
  const { part } = answer;
  const meant = part === undefined ? lists : lists.filter(({ member }) => member === part);
  return meant.map((list): KeyedFact => [list.key, factOfItems(list, answer)]);
}

function factOfItems(list: ItemList, { outcome, readAt }: Answer): Fact<readonly string[]> {
  if (outcome.kind !== 'items') return factOfOther(outcome, 'a list', readAt);
  // A list is a set: the order in which an API turned its pages is nobody's news.
  return toFact(list.read([...new Set(outcome.items)].sort(compareText)), readAt);
}

/** `read` gives undefined for a document that says that there is no such thing. */
export function factOfDocument(
  read: (json: Json) => Parsed<unknown>,
  { outcome, readAt }: Answer,
): Fact<unknown> {
  if (outcome.kind === 'document') return toFact(read(outcome.json), readAt);
  return factOfOther(outcome, 'a document', readAt);
}

function factsOfElement(
  content: ElementsContent,
  item: string,
  answer: Answer,
): readonly KeyedFact[] {
  const whole = Object.entries(content.whole(item));
  const parts = Object.entries(content.parts).map(([part, of]) => [part, of(item)] as const);
  const all = [...whole, ...parts];
  if (answer.part !== undefined || answer.outcome.kind !== 'document') {
    const meant = all.filter(([word]) => answer.part === undefined || word === answer.part);
    return meant.map(([, { key, read }]): KeyedFact => [key, factOfDocument(read, answer)]);
  }
  const { json } = answer.outcome;
  const told = parts.filter(
    ([part]) => part === ownPartOf(content) || memberOf(json, part) !== undefined,
  );
  return [
    ...whole.map(([, { key, read }]): KeyedFact => [key, toFact(read(json), answer.readAt)]),
    ...told.map(([part, { key, read }]): KeyedFact => {
      return [key, toFact(read(memberOf(json, part)), answer.readAt)];
    }),
  ];
}

function toFact<V>(parsed: Parsed<V>, readAt: number): Fact<V> {
  if ('error' in parsed) return unread(parsed.error, readAt);
  return parsed.ok === undefined ? absent(readAt) : present(parsed.ok, readAt);
}

function factOfOther(outcome: Outcome, expected: string, readAt: number): Fact<never> {
  if (outcome.kind === 'absent') return absent(readAt);
  return unread(outcome.kind === 'unread' ? outcome.reason : `expected ${expected}`, readAt);
}
