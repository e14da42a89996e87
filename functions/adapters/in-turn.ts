import type { Answer } from '../../shared/model/reading.ts';

/** The answers that come of a reading all at once, one after the other. Nothing is asked before the first is. */
export async function* inTurn(
  read: () => Promise<Answer | readonly Answer[]>,
): AsyncGenerator<Answer, void> {
  yield* [await read()].flat();
}
