import type { Violation } from '../model/violation.ts';
import type { Outcome, RuleFor, SubjectKind, Subjects } from '../rules/rule.ts';
import { type Recording, UnreadFact } from './facts.ts';
import type { Verdict } from './verdict.ts';

export type Judgement = Pick<Verdict, 'verdict' | 'violations' | 'reason' | 'complete' | 'doubt'>;

/**
 * Runs one check to its end. It fails closed: what ends a check early makes the verdict INSUFFICIENT_DATA,
 * be it an unread fact or a fault in the rule, and violations proven before that stand.
 */
export function judge<K extends SubjectKind>(
  rule: RuleFor<K>,
  subject: Subjects[K],
  { facts, incomplete }: Pick<Recording, 'facts' | 'incomplete'>,
): Judgement {
  const violations: Violation[] = [];
  try {
    const check = rule.check(subject, facts);
    let step = check.next();
    while (!step.done) {
      violations.push(step.value);
      step = check.next();
    }
    const missing = incomplete();
    if (missing !== undefined) return insufficient(missing, violations, 'unread');
    return conclude(found(violations), step.value ?? undefined);
  } catch (error) {
    return stopped(error, violations);
  }
}

/** The verdict where a check was stopped by something unread, or by a fault. */
export function stopped(error: unknown, violations = none): Judgement {
  if (error instanceof UnreadFact) return insufficient(error.message, violations, 'unread');
  const message = error instanceof Error ? error.message : String(error);
  return insufficient(`the rule failed: ${message}`, violations, 'failed');
}

/** Most checks find nothing, and need no list each to say so. */
const none: readonly Violation[] = [];

function found(violations: readonly Violation[]): readonly Violation[] {
  return violations.length > 0 ? [...violations] : none;
}

function insufficient(
  reason: string,
  violations: readonly Violation[],
  doubt: NonNullable<Verdict['doubt']>,
): Judgement {
  const verdict = violations.length > 0 ? 'NON_COMPLIANT' : 'INSUFFICIENT_DATA';
  return { verdict, violations: found(violations), reason, complete: false, doubt };
}

function conclude(violations: readonly Violation[], outcome: Outcome | undefined): Judgement {
  if (outcome?.outcome === 'INSUFFICIENT_DATA') {
    return insufficient(outcome.reason, violations, 'undecided');
  }
  if (violations.length > 0) return { verdict: 'NON_COMPLIANT', violations, complete: true };
  if (outcome === undefined) return { verdict: 'COMPLIANT', violations, complete: true };
  return { verdict: 'NOT_APPLICABLE', violations, reason: outcome.reason, complete: true };
}
