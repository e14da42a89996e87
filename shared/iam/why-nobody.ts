import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';
import { isOnKey } from './condition-key.ts';
import { readOperator } from './condition-operator.ts';
import { conditionText } from './evidence.ts';
import { type TrustIssuer, trustReach } from './trust-reach.ts';

export interface Refusal {
  /** Why no token of the issuer passes, in words. */
  readonly reason: string;
  /** Whether the statement means to name subjects, but names none that there can be. */
  readonly bySubject: boolean;
}

/** For a statement that lets in no token of the issuer: the condition that no token meets, or what else stands in the way. */
export function whyNobody(
  roleArn: string,
  statement: Statement,
  document: PolicyDocument,
  asked: TrustIssuer,
): Refusal {
  const { issuer } = asked;
  const withoutDeny = { ...document, statements: [] };
  const letsNobodyIn = (conditions: readonly Condition[]) =>
    trustReach(roleArn, { ...statement, conditions }, withoutDeny, asked).admissions.length === 0;
  const blocking = statement.conditions.find((condition) => letsNobodyIn([condition]));
  if (blocking !== undefined) return refusalBy(blocking, issuer);
  const reason = letsNobodyIn(statement.conditions)
    ? `no token of ${issuer} meets all its conditions`
    : `a Deny in the same document refuses what it lets in of ${issuer}`;
  return { reason, bySubject: false };
}

/** It is on a claim: what the request says beside the token is unknown, and stands in nobody's way for certain. */
function refusalBy(condition: Condition, issuer: string): Refusal {
  const { key, operator } = condition;
  if (!key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`))
    return { reason: `tokens of ${issuer} carry no ${key}`, bySubject: false };
  if (operator.toLowerCase() === 'null')
    return { reason: `every token of ${issuer} carries ${key}`, bySubject: false };
  return {
    reason: `no token of ${issuer} meets ${conditionText(condition)}`,
    bySubject: isOnKey(condition, `${issuer}:sub`) && readOperator(operator)?.negated === false,
  };
}
