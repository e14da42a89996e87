import { type Estate, factOf, membersOf } from '../model/estate.ts';
import type { Fact } from '../model/fact.ts';
import { canonicalJson } from '../model/json.ts';
import type { Touched } from './verdict.ts';

/** True while every question would be answered as before; when it was read does not matter. */
export function stillHolds(touched: readonly Touched[], estate: Estate): boolean {
  return touched.every((question) => sameAnswer(question.answer, answerTo(question, estate)));
}

/** True where the same was asked and answered alike. */
export function sameTouched(before: readonly Touched[], now: readonly Touched[]): boolean {
  return (
    before.length === now.length &&
    before.every((question, index) => {
      const other = now[index];
      return question.key === other?.key && sameAnswer(question.answer, other.answer);
    })
  );
}

function answerTo(question: Touched, estate: Estate): Fact<unknown> {
  if (question.ask === 'derived') return question.answer;
  return question.ask === 'members'
    ? membersOf(estate, question.key)
    : factOf(estate, question.key);
}

/** Compares what two readings say, not when they were made. */
function sameAnswer(a: Fact<unknown>, b: Fact<unknown>): boolean {
  return a === b || canonicalJson(timeless(a)) === canonicalJson(timeless(b));
}

function timeless(fact: Fact<unknown>): unknown {
  if (fact.read) return 'value' in fact ? { value: fact.value } : { absent: true };
  return { reason: fact.reason, last: fact.last && timeless(fact.last) };
}
