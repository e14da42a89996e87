import type { Account } from '../model/account.ts';
import { compareText } from '../model/json.ts';
import type { Answer } from '../model/reading.ts';
import { factsOf } from './facts-of.ts';
import { readSnapshotPath, type SnapshotFile } from './snapshot-path.ts';

/** Everything that was answered about one file. */
export interface GroupedAnswers {
  readonly path: string;
  readonly file: SnapshotFile;
  /** About the file as a whole: its document, or all of its lists. */
  readonly answer: Answer;
  /** About one of several lists, by the member that holds it. */
  readonly lists: ReadonlyMap<string, Answer>;
  /** By name, sorted; every listed item is here, also when nothing was answered about it. */
  readonly items: readonly ItemAnswers[];
}

export interface ItemAnswers {
  readonly item: string;
  /** About the element as a whole. */
  readonly whole: Answer;
  readonly parts: ReadonlyMap<string, Answer>;
}

/** Sorts answers by file, item and part, leaving out those that tell no facts. */
export function groupAnswers(
  answers: Iterable<Answer>,
  account: Account,
): readonly GroupedAnswers[] {
  const files = new Map<string, AnswersOf>();
  for (const answer of answers) {
    if (factsOf(answer, account).length > 0) add(files, answer);
  }
  return [...files].flatMap(([path, of]) => {
    const file = readSnapshotPath(path);
    return file === undefined ? [] : [group(path, file, of, account)];
  });
}

interface AnswersOf {
  whole?: Answer;
  readonly parts: Map<string, Answer>;
  readonly items: Map<string, AnswersOf>;
}

function add(files: Map<string, AnswersOf>, answer: Answer): void {
  const { path, item, part } = answer;
  const file = slot(files, path);
  const place = item === undefined ? file : slot(file.items, item);
  if (part === undefined) place.whole = newer(place.whole, answer);
  else place.parts.set(part, newer(place.parts.get(part), answer));
}

function slot(places: Map<string, AnswersOf>, name: string): AnswersOf {
  const place = places.get(name) ?? { parts: new Map(), items: new Map() };
  places.set(name, place);
  return place;
}

/** As facts are joined: the newer reading, and of two from the same moment the one with something in it. */
export function newer(known: Answer | undefined, answer: Answer): Answer {
  if (known === undefined || answer.readAt > known.readAt) return answer;
  return answer.readAt === known.readAt && hasValue(answer) ? answer : known;
}

function hasValue({ outcome }: Answer): boolean {
  return outcome.kind === 'document' || outcome.kind === 'items';
}

function group(path: string, file: SnapshotFile, of: AnswersOf, account: Account): GroupedAnswers {
  const answer = of.whole ?? unanswered(path);
  const listed = [answer, ...of.parts.values()].flatMap(({ outcome }) =>
    outcome.kind === 'items' ? outcome.items : [],
  );
  const names = [...new Set([...of.items.keys(), ...listed])].sort(compareText);
  const items = names.flatMap((item) => {
    const whole = { ...unanswered(path), item };
    // Names of which we keep no facts, such as instance profiles, need no place in the file.
    if (factsOf(whole, account).length === 0) return [];
    const { whole: answered = whole, parts = new Map() } = of.items.get(item) ?? {};
    return [{ item, whole: answered, parts }];
  });
  return { path, file, answer, lists: of.parts, items };
}

function unanswered(path: string): Answer {
  return { path, readAt: 0, outcome: { kind: 'unread', reason: 'not read yet' } };
}
