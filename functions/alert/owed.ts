import pLimit from 'p-limit';
import type { Finding, OwedFinding, OwedTransition } from '../../shared/model/finding.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';

/** The findings that owe such a transition, with no other. */
export function only(
  owed: readonly OwedFinding[],
  isMeant: (transition: OwedTransition, finding: Finding) => boolean,
): readonly OwedFinding[] {
  return owed
    .map(({ finding, owed: transitions }) => ({
      finding,
      owed: transitions.filter((transition) => isMeant(transition, finding)),
    }))
    .filter(({ owed: transitions }) => transitions.length > 0);
}

export function transitionIds(owed: readonly OwedFinding[]): readonly string[] {
  return owed.flatMap((item) => item.owed.map(({ id }) => id));
}

/** Many at once: a first look may tell thousands, and the function has a minute. */
export async function settle(
  { findings }: { readonly findings: FindingStore },
  told: readonly OwedFinding[],
): Promise<void> {
  await pLimit(25).map(told, ({ finding, owed }) =>
    findings.settle(
      finding.id,
      owed.map(({ id }) => id),
    ),
  );
}
