import type { DecidingStatement } from '../iam/decision.ts';
import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { matchesWildcard } from '../iam/wildcard.ts';
import { canonicalJson, compareText, type Json } from '../model/json.ts';
import type { Condition, Statement } from '../model/policy-document.ts';
import { accessPolicyArn } from './access-policy-arn.ts';

/**
 * The statements that let somebody associate any access policy, held to AmazonEKSViewPolicy in named namespaces:
 * NAMESPACE stands for what only their owner knows. Where a statement names the action by a wildcard, a Deny beside it
 * says the same.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
 */
export function narrowedAssociation(
  deciding: readonly DecidingStatement[],
  partition: string,
): Json {
  const statements = deciding.map(({ source }) => sortedStatement(source));
  const allows = statements.flatMap((each) => narrowed(each, partition)).map(statementJson);
  const byText = new Map(allows.map((each) => [canonicalJson(each), each]));
  const sorted = [...byText].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each);
  const shut = statements.some(isWide) ? denials(partition).map(statementJson) : [];
  return { Version: '2012-10-17', Statement: [...sorted, ...shut] };
}

const action = 'eks:AssociateAccessPolicy';

function narrowed(statement: Statement, partition: string): readonly Statement[] {
  if (isWide(statement)) return [statement];
  const { sid: _, ...held } = statement;
  const rest = actionsIn(statement).filter((value) => !isSpelled(value));
  const conditions = [...statement.conditions, ...limits(partition)];
  return [
    ...(rest.length > 0 ? [{ ...statement, actions: { negated: false, values: rest } }] : []),
    { ...held, actions: { negated: false, values: [action] }, conditions },
  ];
}

/** Whether it names the action by NotAction or by a wildcard. */
function isWide(statement: Statement): boolean {
  return statement.actions?.negated === true || actionsIn(statement).some(isPattern);
}

function actionsIn({ actions }: Statement): readonly string[] {
  return actions?.values ?? [];
}

function isSpelled(value: string): boolean {
  return value.toLowerCase() === action.toLowerCase();
}

function isPattern(value: string): boolean {
  return !isSpelled(value) && matchesWildcard(value.toLowerCase(), action.toLowerCase());
}

function limits(partition: string): readonly Condition[] {
  return [
    {
      operator: 'StringEquals',
      key: 'eks:policyArn',
      values: [accessPolicyArn(partition, 'AmazonEKSViewPolicy')],
    },
    { operator: 'StringEquals', key: 'eks:accessScope', values: ['namespace'] },
    { operator: 'ForAllValues:StringEquals', key: 'eks:namespaces', values: ['NAMESPACE'] },
  ];
}

/** One each, for the conditions of one statement all have to hold. */
function denials(partition: string): readonly Statement[] {
  const conditions: readonly Condition[] = [
    {
      operator: 'StringNotEquals',
      key: 'eks:policyArn',
      values: [accessPolicyArn(partition, 'AmazonEKSViewPolicy')],
    },
    { operator: 'StringNotEquals', key: 'eks:accessScope', values: ['namespace'] },
    { operator: 'ForAnyValue:StringNotEquals', key: 'eks:namespaces', values: ['NAMESPACE'] },
  ];
  return conditions.map((condition) => ({
    effect: 'Deny',
    actions: { negated: false, values: [action] },
    resources: { negated: false, values: ['*'] },
    conditions: [condition],
  }));
}
