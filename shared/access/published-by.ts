import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { RbacSubject } from '../model/kubernetes.ts';

/** A controller whose makers publish that it needs some rules, and where. */
export interface Published {
  readonly controller: string;
  readonly version: string;
  readonly sources: readonly string[];
}

/** Who publishes that a subject needs all of these rules; undefined where nobody is known to. */
export type PublishedBy = (
  subject: RbacSubject,
  rules: readonly ReachedRule[],
) => Published | undefined;

/** As evidence. */
export function publishedEvidence({ controller, version, sources }: Published) {
  return { controller, version, sources };
}

/** No table of controllers is asked yet, so every grant is judged in full. */
export const publishedByMakers: PublishedBy = () => undefined;
