import { type Estate, factOf, membersOf } from '../model/estate.ts';
import type { Fact } from '../model/fact.ts';
import { canonicalJson } from '../model/json.ts';
import type { Touched } from './verdict.ts';

/** True while every question would be answered as before; when it was read does not matter. */
export function stillHolds(touched: readonly Touched[], estate: Estate): boolean {
  return touched.every((question) => sameAnswer(question.answer, answerTo(question, estate)));
}

function answerTo(question: Touched, estate: Estate): Fact<unknown> {
  return question.ask === 'fact' ? factOf(estate, question.key) : membersOf(estate, question.key);
}

/** Compares what two readings say, not when they were made. */
function sameAnswer(a: Fact<unknown>, b: Fact<unknown>): boolean {
  return a === b || canonicalJson(timeless(a)) === canonicalJson(timeless(b));
}

function timeless(fact: Fact<unknown>): unknown {
  if (fact.read) return 'value' in fact ? { value: fact.value } : { absent: true };
  return { reason: fact.reason, last: fact.last && timeless(fact.last) };
}
