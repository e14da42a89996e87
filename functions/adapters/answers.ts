import type { Json } from '../../shared/model/json.ts';
import type { Answer, Outcome } from '../../shared/model/reading.ts';
import type { Asked } from './aws-session.ts';

/** Where an answer belongs: a file, an element of its array, a member of that element. */
export type Address = Pick<Answer, 'path' | 'item' | 'part'>;

/** The answer to a call that reads one thing. `pick` takes the document out of the response. */
export function answerTo<T>(
  address: Address,
  asked: Asked<T>,
  pick: (value: T) => unknown = (value) => value,
): Answer {
  return { ...address, readAt: asked.readAt, outcome: outcomeOf(asked, pick) };
}

export function itemsAnswer(path: string, readAt: number, items: readonly string[]): Answer {
  return { path, readAt, outcome: { kind: 'items', items } };
}

export function documentAnswer(address: Address, readAt: number, value: unknown): Answer {
  return { ...address, readAt, outcome: { kind: 'document', json: rawJson(value) } };
}

export function absentAnswer(address: Address, readAt: number): Answer {
  return { ...address, readAt, outcome: { kind: 'absent' } };
}

export function unreadAnswer(address: Address, readAt: number, reason: string): Answer {
  return { ...address, readAt, outcome: { kind: 'unread', reason } };
}

export function isGone(asked: Asked<unknown>): boolean {
  return !asked.ok && asked.failure.kind === 'gone';
}

function outcomeOf<T>(asked: Asked<T>, pick: (value: T) => unknown): Outcome {
  if (asked.ok) return { kind: 'document', json: rawJson(pick(asked.value)) };
  if (asked.failure.kind === 'gone') return { kind: 'absent' };
  return { kind: 'unread', reason: asked.failure.reason };
}

/** The response as `--output json` would print it: dates as text, the SDK's own metadata left out. */
function rawJson(value: unknown): Json {
  const text = JSON.stringify(value, (key, member) => (key === '$metadata' ? undefined : member));
  return JSON.parse(text ?? 'null');
}
