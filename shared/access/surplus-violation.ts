import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { parseIamArn } from '../model/arn.ts';
import { canonicalJson, compareText, type Json } from '../model/json.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { detachRolePolicy } from './remedy-commands.ts';
import type { RoleDocument } from './role-documents.ts';
import { createPolicyVersion, deleteRolePolicy, putRolePolicy } from './role-policy-commands.ts';
import type { Surplus } from './surplus-actions.ts';

/** What a role may do beyond its needs, as `ec2:*, s3:GetObject`. */
export function surplusText(surplus: readonly Surplus[]): string {
  return [...new Set(surplus.flatMap(({ actions }) => actions))].sort().join(', ');
}

/** The statements that give it, each once and in an order of their own. */
export function surplusEvidence(surplus: readonly Surplus[]): readonly Json[] {
  const entries = surplus.map(
    ({ policy, statement }): Json => ({
      policy: 'arn' in policy ? policy.arn : `inline ${policy.inline}`,
      statement: statementJson(sortedStatement(statement)),
    }),
  );
  return entries.toSorted((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
}

/** Takes it away: a policy that allows nothing else is taken off, and so is one of AWS, any other is written without it. */
export function surplusRemedy(roleName: string, surplus: readonly Surplus[]): string {
  const byPolicy = Map.groupBy(surplus, ({ policy }) => policy);
  return [...byPolicy]
    .map(([policy, parts]) => commandFor(roleName, policy, withoutSurplus(policy.document, parts)))
    .join(' && ');
}

function commandFor(roleName: string, policy: RoleDocument, rest: PolicyDocument): string {
  const allowsNothing = rest.statements.every(({ effect }) => effect === 'Deny');
  if ('arn' in policy) {
    return allowsNothing || parseIamArn(policy.arn)?.accountId === 'aws'
      ? detachRolePolicy(roleName, policy.arn)
      : createPolicyVersion(policy.arn, documentJson(rest));
  }
  return allowsNothing
    ? deleteRolePolicy(roleName, policy.inline)
    : putRolePolicy(roleName, policy.inline, documentJson(rest));
}

function withoutSurplus(document: PolicyDocument, surplus: readonly Surplus[]): PolicyDocument {
  const statements = document.statements.flatMap((statement) => {
    const part = surplus.find((one) => one.statement === statement);
    if (part === undefined) return [statement];
    const { actions } = statement;
    if (actions === undefined || actions.negated) return [];
    const values = actions.values.filter((value) => !part.actions.includes(value));
    if (values.length === 0) return [];
    return [{ ...statement, actions: { negated: false, values } }];
  });
  return { ...document, statements };
}

function documentJson({ version = '2008-10-17', statements }: PolicyDocument): Json {
  return { Version: version, Statement: statements.map(statementJson) };
}
