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
  const statements = deciding.flatMap(({ source }) => narrowed(sortedStatement(source), partition));
  const byText = new Map(statements.map((each) => [canonicalJson(each), each]));
  return {
    Version: '2012-10-17',
    Statement: [...byText].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each),
  };
}

const action = 'eks:AssociateAccessPolicy';

function narrowed(statement: Statement, partition: string): readonly Json[] {
  const values = statement.actions?.negated === false ? statement.actions.values : [];
  const spelled = values.filter((value) => value.toLowerCase() === action.toLowerCase());
  const rest = values.filter((value) => !spelled.includes(value));
  const isWide =
    values.length === 0 ||
    rest.some((value) => matchesWildcard(value.toLowerCase(), action.toLowerCase()));
  if (isWide) return [statementJson(statement), ...denials(partition).map(statementJson)];
  const { sid: _, ...held } = statement;
  const conditions = [...statement.conditions, ...limits(partition)];
  return [
    ...(rest.length > 0
      ? [statementJson({ ...statement, actions: { negated: false, values: rest } })]
      : []),
    statementJson({ ...held, actions: { negated: false, values: [action] }, conditions }),
  ];
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
