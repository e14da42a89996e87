import { canonicalJson, type Json } from '../model/json.ts';
import type {
  Condition,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from '../model/policy-document.ts';
import { compileCondition } from './compiled-condition.ts';
import { isOnKey } from './condition-key.ts';
import { readOperator } from './condition-operator.ts';
import { contextOfToken } from './oidc-token.ts';
import { serviceAccountOf, subjectOf } from './service-account-subject.ts';
import { statementJson } from './statement-json.ts';
import { strangerLetter } from './stranger-letter.ts';
import { assumeRoleWithWebIdentity, stsAudience } from './web-identity.ts';
import { withoutPrincipals } from './without-principals.ts';

/** A provider that a statement trusts too widely. */
export interface LooseProvider {
  readonly arn: string;
  /** What stands before `:sub` in its condition keys. */
  readonly issuer: string;
}

/**
 * What to hold tokens to: one audience; named subjects, patterns among them; or service accounts by their whole names,
 * `default` being none. Each of the latter includes the one before.
 */
export type Hold = 'audience' | 'subjects' | 'serviceAccounts';

/**
 * A trust policy with one statement held more tightly and the others as they were. NAMESPACE and SERVICE_ACCOUNT stand for
 * what only its owner knows.
 */
export function tightenedTrust(
  { version = '2012-10-17', statements }: PolicyDocument,
  offending: Statement,
  loose: readonly LooseProvider[],
  hold: Hold,
): Json {
  const text = canonicalJson(offending);
  return {
    Version: version,
    Statement: statements.flatMap((statement) =>
      canonicalJson(statement) === text
        ? tightened(statement, loose, hold).map(statementJson)
        : [statementJson(statement)],
    ),
  };
}

/** Each provider needs a statement of its own: a condition on one issuer's key shuts the other's tokens out. */
function tightened(
  statement: Statement,
  loose: readonly LooseProvider[],
  hold: Hold,
): readonly Statement[] {
  const rest = withoutProviders(statement.principals, loose);
  const held = loose.map((provider) => heldTo(statement, provider, hold));
  if (rest === undefined && held.length === 1) return held;
  const unnamed = held.map(({ sid: _, ...others }) => others);
  return rest === undefined ? unnamed : [...unnamed, { ...statement, principals: rest }];
}

function withoutProviders(
  principals: PrincipalElement | undefined,
  loose: readonly LooseProvider[],
): PrincipalElement | undefined {
  const arns = loose.map(({ arn }) => arn);
  return withoutPrincipals(
    principals,
    (type, value) => arns.includes(value) || (value === '*' && everybodyTypes.includes(type)),
  );
}

/** Where a star is everybody's tokens: what is tightened takes its place. */
const everybodyTypes: readonly string[] = ['AWS', 'Federated'];

function heldTo(
  { conditions, ...statement }: Statement,
  { arn, issuer }: LooseProvider,
  hold: Hold,
): Statement {
  const [sub, aud] = [`${issuer}:sub`, `${issuer}:aud`];
  const kept = conditions.filter((condition) => {
    if (isOnKey(condition, sub)) return hold === 'audience';
    return !isOnKey(condition, aud) || isNaming(condition, issuer);
  });
  const hasAudience = kept.some((condition) => isOnKey(condition, aud));
  return {
    ...statement,
    principals: { negated: false, everyone: false, byType: { Federated: [arn] } },
    actions: { negated: false, values: [assumeRoleWithWebIdentity] },
    conditions: [
      ...kept,
      ...(hasAudience ? [] : [equals(aud, [stsAudience])]),
      ...(hold === 'audience' ? [] : namedSubjects(conditions, issuer, hold)),
    ],
  };
}

/** Whether a condition on a claim refuses what it does not name. */
function isNaming(condition: Condition, issuer: string): boolean {
  const operator = readOperator(condition.operator);
  if (operator?.negated !== false || operator.name === 'null') return false;
  const stranger = strangerLetter(condition.values);
  const sub = subjectOf({ namespace: stranger, name: stranger });
  const context = contextOfToken({ issuer, sub, aud: stranger });
  return compileCondition(condition, true).holds(context) === false;
}

/** What names subjects stays; where it does so only for tokens that have one, under the plain operator. */
function namedSubjects(
  conditions: readonly Condition[],
  issuer: string,
  hold: Hold,
): readonly Condition[] {
  const key = `${issuer}:sub`;
  const naming = conditions
    .filter((condition) => isOnKey(condition, key) && isNaming(condition, issuer))
    .map((condition) => ({ ...condition, operator: plain(condition.operator) }));
  const [first] = naming;
  if (first === undefined) return [equals(key, [placeholder])];
  if (hold === 'subjects') return canStandTogether(naming) ? naming : [equals(key, [placeholder])];
  return [equals(key, [...new Set(first.values.map(wholeName))])];
}

/** A document has one place for each operator on a key. */
function canStandTogether(conditions: readonly Condition[]): boolean {
  return new Set(conditions.map(({ operator }) => operator)).size === conditions.length;
}

const unknownAccount = { namespace: 'NAMESPACE', name: 'SERVICE_ACCOUNT' };
const placeholder = subjectOf(unknownAccount);

/** A placeholder for each part of a name that a pattern leaves open, and for an account that everybody gets. */
function wholeName(pattern: string): string {
  const account = serviceAccountOf(pattern);
  if (account === undefined) return placeholder;
  const { namespace, name } = account;
  return subjectOf({
    namespace: isOpen(namespace) ? unknownAccount.namespace : namespace,
    name: isOpen(name) || name === 'default' ? unknownAccount.name : name,
  });
}

function isOpen(part: string): boolean {
  return /[*?$]/.test(part);
}

function plain(operator: string): string {
  return operator.replace(/.*:/, '').replace(/IfExists/i, '');
}

function equals(key: string, values: readonly string[]): Condition {
  return { operator: 'StringEquals', key, values };
}
