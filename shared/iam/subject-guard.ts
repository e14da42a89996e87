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
  const fragile = strengths.includes('fragile');
  if (strengths.includes('fixed') || (fragile && own.some(demandsPresence))) {
    return { guard: 'fixed', reason: '' };
  }
  const closed = whyClosed(conditions, own, issuer);
  if (closed !== undefined) return { guard: 'closed', reason: closed };
  const odd = own.find((condition) => conditionStrength(condition) === 'unknown');
  if (odd !== undefined) {
    return { guard: 'unknown', reason: `${odd.operator} on ${odd.key} is not judged yet` };
  }
  return { guard: fragile ? 'fragile' : 'open', reason: '' };
}

/**
 * Whether a Deny leaves the other subjects of the issuer as they were: it holds for those that it names, or for no
 * token of the issuer at all. Without an issuer, of any.
 */
export function sparesOtherSubjects({ conditions }: Statement, issuer?: string): boolean {
  return conditions.some((condition) => {
    const named = issuer ?? issuerOfKey(condition.key);
    if (named === undefined) return false;
    if (isOnKey(condition, `${named}:sub`)) return conditionStrength(condition) === 'fixed';
    return neverHolds(condition, named);
  });
}

type Strength = 'fixed' | 'fragile' | 'open' | 'closed' | 'unknown';

const textOperators = ['stringequals', 'stringequalsignorecase', 'stringlike'];

/** How well one condition on the subject holds on its own. */
export function conditionStrength(condition: Condition): Strength {
  if (isNull(condition)) return nullStrength(condition);
  const { base, negated, quantifier, ifExists } = parseOperator(condition.operator);
  if (!textOperators.includes(base)) return 'unknown';
  if (negated || (base === 'stringlike' && condition.values.some(matchesEveryServiceAccount))) {
    return 'open';
  }
  if (hasPolicyVariable(condition)) return 'unknown';
  return ifExists || quantifier === 'ForAllValues' ? 'fragile' : 'fixed';
}

/** Every token of an EKS cluster has a subject, so asking for one holds nobody back and asking for none everybody. */
function nullStrength({ values }: Condition): Strength {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  if (wanted.has('false')) return 'open';
  return wanted.has('true') ? 'closed' : 'unknown';
}

function demandsPresence(condition: Condition): boolean {
  const { values } = condition;
  return isNull(condition) && values.length > 0 && values.every((value) => /^false$/i.test(value));
}

/** Null knows no IfExists and no quantifier. */
function isNull({ operator }: Condition): boolean {
  return operator.toLowerCase() === 'null';
}

function whyClosed(
  conditions: readonly Condition[],
  own: readonly Condition[],
  issuer: string,
): string | undefined {
  const foreign = conditions.find((condition) => neverHolds(condition, issuer));
  if (foreign !== undefined) return `tokens of ${issuer} carry no ${foreign.key}`;
  const absent = own.find((condition) => conditionStrength(condition) === 'closed');
  return absent && `every token of ${issuer} carries ${absent.key}`;
}

/** A token carries the claims of its own issuer alone. */
function neverHolds(condition: Condition, issuer: string): boolean {
  const named = issuerOfKey(condition.key);
  return named !== undefined && named !== issuer.toLowerCase() && holdsOnlyIfPresent(condition);
}

/** A positive operator on a key that is missing is false, and so is Null with false. */
export function holdsOnlyIfPresent(condition: Condition): boolean {
  const { base, negated, quantifier, ifExists } = parseOperator(condition.operator);
  if (!textOperators.includes(base)) return demandsPresence(condition);
  return !negated && !ifExists && quantifier !== 'ForAllValues';
}
