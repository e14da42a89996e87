import type { Transition } from '../../shared/model/finding.ts';

/** Of the 100 items and 4 MB that a transaction may hold: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const chunkSize = 40;
const chunkBytes = 3_000_000;

/** What goes into one transaction each. Those refuse two operations on one item, so a finding's second transition opens a new chunk. */
export function transitionChunks(
  transitions: readonly Transition[],
): readonly (readonly Transition[])[] {
  const chunks: Transition[][] = [];
  let chunk: Transition[] = [];
  let bytes = 0;
  for (const transition of transitions) {
    const size = 2 * Buffer.byteLength(JSON.stringify(transition));
    const twice = chunk.some(({ finding }) => finding.id === transition.finding.id);
    if (twice || chunk.length === chunkSize || bytes + size > chunkBytes) {
      chunks.push(chunk);
      chunk = [];
      bytes = 0;
    }
    chunk.push(transition);
    bytes += size;
  }
  return [...chunks, chunk].filter(({ length }) => length > 0);
}
