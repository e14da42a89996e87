import { canonicalJson, type Json } from '../model/json.ts';
import type { Condition, PrincipalElement, Statement } from '../model/policy-document.ts';
import { isOnKey } from './condition.ts';
import { statementJson } from './statement-json.ts';
import { conditionStrength } from './subject-guard.ts';
import { assumeRoleWithWebIdentity } from './web-identity.ts';

/** A provider that a statement trusts too widely. */
export interface LooseProvider {
  readonly arn: string;
  /** What stands before `:sub` in its condition keys. */
  readonly issuer: string;
}

/**
 * A trust policy with one statement held to named subjects and the others as they were. Where the statement names no
 * subject, NAMESPACE and SERVICE_ACCOUNT stand for what only its owner knows.
 */
export function tightenedTrust(
  statements: readonly Statement[],
  offending: Statement,
  loose: readonly LooseProvider[],
): Json {
  const text = canonicalJson(offending);
  return {
    Version: '2012-10-17',
    Statement: statements.flatMap((statement) =>
      canonicalJson(statement) === text
        ? tightened(statement, loose).map(statementJson)
        : [statementJson(statement)],
    ),
  };
}

/** Each provider needs a statement of its own: a condition on one issuer's key shuts the other's tokens out. */
function tightened(statement: Statement, loose: readonly LooseProvider[]): readonly Statement[] {
  const rest = withoutProviders(statement.principals, loose);
  const held = loose.map((provider) => heldToSubject(statement, provider));
  if (rest === undefined && held.length === 1) return held;
  const unnamed = held.map(({ sid: _, ...others }) => others);
  return rest === undefined ? unnamed : [...unnamed, { ...statement, principals: rest }];
}

function withoutProviders(
  principals: PrincipalElement | undefined,
  loose: readonly LooseProvider[],
): PrincipalElement | undefined {
  if (principals === undefined || principals.everyone) return undefined;
  const arns = loose.map(({ arn }) => arn);
  const isLoose = (type: string, value: string) =>
    arns.includes(value) || (value === '*' && everybodyTypes.includes(type));
  const byType = Object.entries(principals.byType)
    .map(([type, values]) => [type, values.filter((value) => !isLoose(type, value))] as const)
    .filter(([, values]) => values.length > 0);
  return byType.length === 0 ? undefined : { ...principals, byType: Object.fromEntries(byType) };
}

/** Where a star is everybody's tokens: what is tightened takes its place. */
const everybodyTypes: readonly string[] = ['AWS', 'Federated'];

function heldToSubject(statement: Statement, { arn, issuer }: LooseProvider): Statement {
  const others = statement.conditions.filter((condition) => !isOnKey(condition, `${issuer}:sub`));
  const hasAudience = others.some((condition) => isOnKey(condition, `${issuer}:aud`));
  return {
    ...statement,
    principals: { negated: false, everyone: false, byType: { Federated: [arn] } },
    actions: { negated: false, values: [assumeRoleWithWebIdentity] },
    conditions: [
      ...others,
      ...(hasAudience ? [] : [equals(`${issuer}:aud`, 'sts.amazonaws.com')]),
      ...subjectConditions(statement, issuer),
    ],
  };
}

/** A guard that names subjects, if only for tokens that have one, keeps its values under the plain operator. */
function subjectConditions({ conditions }: Statement, issuer: string): readonly Condition[] {
  const naming = conditions
    .filter((condition) => isOnKey(condition, `${issuer}:sub`))
    .filter((condition) => ['fixed', 'fragile'].includes(conditionStrength(condition)))
    .map(({ operator, key, values }) => ({ operator: plain(operator), key, values }));
  if (naming.length > 0) return naming;
  return [equals(`${issuer}:sub`, 'system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT')];
}

function plain(operator: string): string {
  return operator.replace(/^ForA(ll|ny)Values?:/i, '').replace(/IfExists$/i, '');
}

function equals(key: string, value: string): Condition {
  return { operator: 'StringEquals', key, values: [value] };
}
