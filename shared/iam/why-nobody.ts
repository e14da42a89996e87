import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';
import { isOnKey, issuerOfKey } from './condition-key.ts';
import { readOperator } from './condition-operator.ts';
import { conditionText } from './evidence.ts';
import { type TrustReach, trustReaches } from './trust-reach.ts';

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
  { issuer }: Pick<TrustReach, 'issuer'>,
): Refusal {
  const letsNobodyIn = (conditions: readonly Condition[]) =>
    isClosed(issuer, roleArn, { ...statement, conditions }, document);
  const blocking = statement.conditions.find((condition) => letsNobodyIn([condition]));
  if (blocking !== undefined) return refusalBy(blocking, issuer);
  const reason = letsNobodyIn(statement.conditions)
    ? `no token of ${issuer} meets all its conditions`
    : `a Deny in the same document refuses what it lets in of ${issuer}`;
  return { reason, bySubject: false };
}

/** Without the Deny statements of the document. */
function isClosed(
  wanted: string,
  roleArn: string,
  statement: Statement,
  { version }: PolicyDocument,
): boolean {
  const alone = { ...(version !== undefined && { version }), statements: [statement] };
  const reach = trustReaches(roleArn, statement, alone).find(({ issuer }) => issuer === wanted);
  return reach === undefined || reach.admissions.length === 0;
}

function refusalBy(condition: Condition, issuer: string): Refusal {
  const { key, operator } = condition;
  const named = issuerOfKey(key)?.toLowerCase();
  if (named !== undefined && named !== issuer.toLowerCase())
    return { reason: `tokens of ${issuer} carry no ${key}`, bySubject: false };
  const read = readOperator(operator);
  if (read?.name === 'null')
    return { reason: `every token of ${issuer} carries ${key}`, bySubject: false };
  return {
    reason: `no token of ${issuer} meets ${conditionText(condition)}`,
    bySubject: isOnKey(condition, `${issuer}:sub`) && read?.negated === false,
  };
}
