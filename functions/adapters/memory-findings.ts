import type { FindingStore } from '../../shared/ports/finding-store.ts';
import {
  findingsOf,
  type HeldFindings,
  owedOf,
  withoutOwed,
  withTransitions,
} from './held-findings.ts';
import type { MemoryEstates } from './memory-estates.ts';

/** Findings as long as the process lives, fenced by the HEAD of `estates`. */
export function memoryFindings(
  estates: Pick<MemoryEstates, 'current'>,
  chunkSize = 40,
): FindingStore {
  let held: HeldFindings = new Map();
  return {
    all: async () => findingsOf(held),
    write: async (transitions, seq) => {
      for (let start = 0; start < transitions.length; start += chunkSize) {
        // Others may run between two chunks, as they may between two transactions.
        await Promise.resolve();
        if (estates.current()?.seq !== seq) return 'superseded';
        held = withTransitions(held, transitions.slice(start, start + chunkSize));
      }
      return 'written';
    },
    owed: async () => owedOf(held),
    settle: async (findingId, transitionIds) => {
      held = withoutOwed(held, findingId, transitionIds);
    },
  };
}
