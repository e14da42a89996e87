import type {
  Finding,
  OwedFinding,
  OwedTransition,
  Transition,
} from '../../shared/model/finding.ts';
import { owedAfter } from './owed-transition.ts';

/** A finding and what is owed about it: the same as one item of the state table. */
export type HeldFinding = OwedFinding;

export type HeldFindings = ReadonlyMap<string, HeldFinding>;

/** The findings after these transitions; one that they have already been through is left as it is. */
export function withTransitions(
  held: HeldFindings,
  transitions: readonly Transition[],
): HeldFindings {
  const next = new Map(held);
  for (const transition of transitions) {
    const { finding } = transition;
    const before = next.get(finding.id);
    if (before !== undefined && before.finding.version >= finding.version) continue;
    const owed = owedAfter(before?.owed ?? [], transition);
    next.set(finding.id, { finding, owed });
  }
  return next;
}

/** The findings once the named transitions of one of them have been sent. */
export function withoutOwed(
  held: HeldFindings,
  findingId: string,
  transitionIds: readonly string[],
): HeldFindings {
  const before = held.get(findingId);
  if (before === undefined) return held;
  const owed = before.owed.filter(({ id }) => !transitionIds.includes(id));
  return new Map(held).set(findingId, { ...before, owed });
}

export function findingsOf(held: HeldFindings): readonly Finding[] {
  return [...held.values()].map(({ finding }) => finding);
}

/** Those with something to send, the longest waiting first. */
export function owedOf(held: HeldFindings): readonly OwedFinding[] {
  return [...held.values()]
    .filter(({ owed }) => owed.length > 0)
    .sort((a, b) => owedSince(a.owed) - owedSince(b.owed));
}

function owedSince(owed: readonly OwedTransition[]): number {
  return owed[0]?.at ?? 0;
}
