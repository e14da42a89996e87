import type { Condition, Statement } from '../model/policy-document.ts';
import { hasPolicyVariable, isOnKey, issuerOfKey, parseOperator } from './condition.ts';
import { matchesEveryServiceAccount } from './service-account-subject.ts';

/**
 * How well a statement's conditions hold web identities to a subject of one issuer.
 * `fixed`: only some subjects pass. `fragile`: so too, but a token without a subject would pass. `open`: any subject passes.
 * `closed`: no token of this issuer passes at all. `unknown`: a condition on the subject is not one that we judge.
 */
export interface SubjectGuard {
  readonly guard: 'fixed' | 'fragile' | 'open' | 'closed' | 'unknown';
  /** Why nothing passes, or why it cannot be told; empty for the others. */
  readonly reason: string;
}

/**
 * All conditions must hold, so one that fixes the subject is enough, whatever the others say.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
 */
export function subjectGuardOf({ conditions }: Statement, issuer: string): SubjectGuard {
  const own = conditions.filter((condition) => isOnKey(condition, `${issuer}:sub`));
  const strengths = own.map(conditionStrength);
  if (strengths.includes('fixed')) return { guard: 'fixed', reason: '' };
  const foreign = conditions.find((condition) => neverHolds(condition, issuer));
  if (foreign !== undefined) {
    return { guard: 'closed', reason: `tokens of ${issuer} carry no ${foreign.key}` };
  }
  const odd = own.find((condition) => conditionStrength(condition) === 'unknown');
  if (odd !== undefined) {
    return { guard: 'unknown', reason: `${odd.operator} on ${odd.key} is not judged yet` };
  }
  return { guard: strengths.includes('fragile') ? 'fragile' : 'open', reason: '' };
}

type Strength = 'fixed' | 'fragile' | 'open' | 'unknown';

const textOperators = ['stringequals', 'stringequalsignorecase', 'stringlike'];

/** How well one condition on the subject holds on its own. */
export function conditionStrength(condition: Condition): Strength {
  const { base, negated, quantifier, ifExists } = parseOperator(condition.operator);
  if (!textOperators.includes(base)) return 'unknown';
  if (negated || (base === 'stringlike' && condition.values.some(matchesEveryServiceAccount))) {
    return 'open';
  }
  if (hasPolicyVariable(condition)) return 'unknown';
  return ifExists || quantifier === 'ForAllValues' ? 'fragile' : 'fixed';
}

/** A token carries the claims of its own issuer alone, and a positive operator on a key that is missing is false. */
function neverHolds({ operator, key }: Condition, issuer: string): boolean {
  const { base, negated, quantifier, ifExists } = parseOperator(operator);
  const named = issuerOfKey(key);
  if (named === undefined || named === issuer.toLowerCase()) return false;
  return textOperators.includes(base) && !negated && !ifExists && quantifier !== 'ForAllValues';
}
