import type { Facts } from '../access/facts.ts';
import { type Estate, type FactMap, factOf, membersOf } from '../model/estate.ts';
import { type Fact, saySame, unread } from '../model/fact.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';
import { affectedBy } from './affected.ts';
import type { Asked, AskedDay, SharedWork, Touched } from './verdict.ts';

/** A question about one fact, and its answer. */
interface Answered<V> {
  readonly ask: 'fact' | 'optional';
  readonly key: FactKey<V>;
  readonly answer: Fact<V>;
}

type AnsweredList = Extract<Touched, { ask: 'members' }>;

/**
 * The questions of one assessment: each is answered once, and whoever asks the same gets the same object. Answers of the
 * assessment before that say the same still are its very objects, so that to compare questions is to compare objects.
 */
export interface Questions {
  fact<V>(key: FactKey<V>): Answered<V>;
  members(key: ListKey): AnsweredList;
  optional<V>(key: FactKey<V>): Answered<V>;
  derived(key: FactKey<unknown>, reason: string): Touched;
  day(): AskedDay;
  /** `make` is called where nobody has done this work yet. */
  shared<T>(work: Work<T>, make: () => SharedAnswer<T>): SharedAnswer<T>;
  /** True while everything would be answered as it was in the assessment before. */
  stand(asked: readonly Asked[]): boolean;
  /** The work that was shared. */
  readonly works: Works;
}

export type Work<T> = (facts: Facts) => T;
export type Works = ReadonlyMap<Work<unknown>, SharedAnswer<unknown>>;

export interface SharedAnswer<T> {
  readonly question: SharedWork;
  /** Why the work went on without something that was unread. */
  readonly missing?: string;
  /** Throws what the work threw. */
  result(): T;
}

/** What was asked before: the parts of shared work stand before the work. */
export interface AskedBefore {
  readonly asked: Iterable<Asked>;
  readonly works: Works;
  /** The facts that it was asked of. */
  readonly facts: FactMap;
}

export function createQuestions(estate: Estate, today: string, before?: AskedBefore): Questions {
  const known: Known = { fact: new Map(), optional: new Map(), members: new Map() };
  const changed = new Set<Asked>();
  const isAffected = affectedBy(before?.facts ?? new Map(), before ? estate.facts : new Map());
  for (const question of before?.asked ?? []) {
    if (hasChanged(question, { estate, today, known, changed, isAffected })) changed.add(question);
  }
  const works = new Map(
    [...(before?.works ?? [])].filter(([, { question }]) => !changed.has(question)),
  );
  const day: AskedDay = { ask: 'day', day: today };
  return {
    fact: <V>(key: FactKey<V>) => answered(known, 'fact', key, estate) as Answered<V>,
    optional: <V>(key: FactKey<V>) => answered(known, 'optional', key, estate) as Answered<V>,
    members: (key) => answered(known, 'members', key, estate) as AnsweredList,
    derived: (key, reason) => ({ ask: 'derived', key, answer: unread(reason, 0) }),
    day: () => day,
    shared: <T>(work: Work<T>, make: () => SharedAnswer<T>) => {
      const done = (works.get(work) as SharedAnswer<T> | undefined) ?? make();
      works.set(work, done);
      return done;
    },
    stand: (asked) => changed.size === 0 || !asked.some((question) => changed.has(question)),
    works,
  };
}

type Ask = 'fact' | 'optional' | 'members';
type Known = Readonly<Record<Ask, Map<FactKey<unknown>, Touched>>>;

function answered(known: Known, ask: Ask, key: FactKey<unknown>, estate: Estate): Touched {
  const before = known[ask].get(key);
  if (before !== undefined) return before;
  const question = put(ask, key, estate);
  known[ask].set(key, question);
  return question;
}

function put(ask: Ask, key: FactKey<unknown>, estate: Estate): Touched {
  if (ask !== 'members') return { ask, key, answer: factOf(estate, key) };
  const list: ListKey = key as ListKey;
  return { ask, key: list, answer: membersOf(estate, list) };
}

interface Now {
  readonly estate: Estate;
  readonly today: string;
  readonly known: Known;
  readonly changed: ReadonlySet<Asked>;
  isAffected(question: Touched): boolean;
}

/** Answers it again, and remembers the old question where the answer is the same. */
function hasChanged(question: Asked, now: Now): boolean {
  const { today, changed } = now;
  if (question.ask === 'day') return question.day !== today;
  if (question.ask === 'shared') return question.parts.some((part) => changed.has(part));
  // A part of a fact that was not understood stands as long as that fact does, which was asked for as well.
  if (question.ask === 'derived') return false;
  return isAnsweredOtherwise(question.ask, question, now);
}

function isAnsweredOtherwise(ask: Ask, question: Touched, now: Now): boolean {
  const { estate, known, isAffected } = now;
  if (isAffected(question)) {
    const { answer } = answered(known, ask, question.key, estate);
    if (!saySame(question.answer, answer)) return true;
  }
  known[ask].set(question.key, question);
  return false;
}
