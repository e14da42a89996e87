import { type Facts, unread } from '../access/facts.ts';
import type { Config, Waiver } from '../model/config.ts';
import type { Estate } from '../model/estate.ts';
import { type Fact, isPresent } from '../model/fact.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';
import { createQuestions, type Questions, type SharedAnswer, type Work } from './questions.ts';
import type { Asked, SharedWork } from './verdict.ts';

/** What an assessment is made on. */
export interface Grounds {
  readonly estate: Estate;
  readonly config: Config;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
  /** Throws `UnreadFact` while it cannot be told. */
  waiverMatches(waiver: Waiver): number;
}

/** Ends a check that asked for something unread. */
export class UnreadFact extends Error {
  override readonly name = 'UnreadFact';
}

export interface Recording {
  readonly facts: Facts;
  /** The questions asked so far, each once. */
  asked(): ReadonlySet<Asked>;
  /** Why the check went on without something that was unread; undefined when it had all it asked for. */
  incomplete(): string | undefined;
  /** Forgets them: one recording serves check after check. */
  restart(): void;
}

/** Facts for one check at a time, which remember what was asked. */
export function recordingFacts(
  grounds: Grounds,
  questions = createQuestions(grounds.estate, grounds.today),
): Recording {
  let asked = new Set<Asked>();
  let missing: string | undefined;
  const miss = (reason: string) => {
    missing ??= reason;
  };
  const note = <Q extends Asked>(question: Q): Q => {
    asked.add(question);
    return question;
  };
  const facts: Facts = {
    account: grounds.estate.account,
    config: () => grounds.config,
    today: () => note(questions.day()).day,
    get: (key) => valueIn(key, note(questions.fact(key)).answer),
    list: (key) => allOf(key, note(questions.members(key)).answer),
    known: (key) => knownOf(note(questions.members(key)).answer),
    ifRead: (ask) => attempt(ask, () => undefined),
    orIncomplete: (ask) => attempt(ask, miss),
    markUnread: (key, reason) => {
      note(questions.derived(key, reason));
      miss(`${key}: ${reason}`);
    },
    optional: (key) => presentIn(note(questions.optional(key)).answer),
    ifTried: (key) => {
      const { answer } = note(questions.optional(key));
      return answer.readAt > 0 ? valueIn(key, answer) : undefined;
    },
    shared: (work) => {
      const done = questions.shared(work, () => workOut(grounds, questions, work));
      note(done.question);
      if (done.missing !== undefined) miss(done.missing);
      return done.result();
    },
    waiverMatches: (waiver) => grounds.waiverMatches(waiver),
  };
  const restart = () => {
    asked = new Set();
    missing = undefined;
  };
  return { facts, asked: () => asked, incomplete: () => missing, restart };
}

/** Does shared work with a recording of its own. */
function workOut<T>(grounds: Grounds, questions: Questions, work: Work<T>): SharedAnswer<T> {
  const { facts, asked, incomplete } = recordingFacts(grounds, questions);
  const result = outcomeOf(() => work(facts));
  const missing = incomplete();
  const question: SharedWork = { ask: 'shared', parts: [...asked()] };
  return { question, result, ...(missing !== undefined && { missing }) };
}

function outcomeOf<T>(ask: () => T): () => T {
  try {
    const value = ask();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function attempt<T>(ask: () => T, otherwise: (reason: string) => void): T | typeof unread {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof UnreadFact)) throw error;
    otherwise(error.message);
    return unread;
  }
}

function valueIn<V>(key: FactKey<V>, answer: Fact<V>): V | undefined {
  if (!answer.read) throw new UnreadFact(`${key}: ${answer.reason}`);
  return presentIn(answer);
}

function presentIn<V>(answer: Fact<V>): V | undefined {
  return isPresent(answer) ? answer.value : undefined;
}

function allOf(key: ListKey, list: Fact<readonly string[]>): readonly string[] {
  return valueIn(key, list) ?? [];
}

/** The items of a list as far as they are known, whether or not all of it was read. */
export function knownOf(list: Fact<readonly string[]>): readonly string[] {
  const known = list.read ? list : list.last;
  return isPresent(known) ? known.value : [];
}
