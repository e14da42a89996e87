import { type NarrowGrant, narrowedPolicy } from '../iam/narrowed-policy.ts';
import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import type { Role } from '../model/principal.ts';
import type { Danger } from './danger.ts';
import { type Facts, unread } from './facts.ts';
import {
  createPolicyVersion,
  detachRolePolicy,
  generateServiceLastAccessedDetails,
  putRolePolicy,
} from './remedy-commands.ts';

/**
 * Takes the danger away: policies of AWS are detached, others narrowed, one command for each. Where nobody can tell
 * what the role needs, a report of what it has used is the beginning.
 */
export function dangerRemedy(facts: Facts, role: Role, danger: Danger): string {
  const offending = danger.deciding.map(({ source }) => source);
  const commands = policiesOf(facts, role.arn)
    .filter(({ document }) => document.statements.some((one) => offending.includes(one)))
    .map((policy) => commandFor(role, policy, offending, danger.instead));
  const all = commands.filter((command) => command !== undefined);
  const complete = all.length > 0 && all.length === commands.length;
  return complete ? all.join(' && ') : generateServiceLastAccessedDetails(role.arn);
}

type RolePolicy =
  | { readonly inline: string; readonly document: PolicyDocument }
  | { readonly arn: string; readonly document: PolicyDocument };

function policiesOf(facts: Facts, roleArn: string): readonly RolePolicy[] {
  const { inline = [], attached = [] } = facts.get(factKeys.rolePolicies(roleArn)) ?? {};
  return [
    ...attached.flatMap((arn) => {
      const policy = facts.ifRead(() => facts.get(factKeys.managedPolicy(arn)));
      return policy === unread || policy === undefined ? [] : [{ arn, document: policy.document }];
    }),
    ...inline.flatMap((policy) =>
      'document' in policy ? [{ inline: policy.name, document: policy.document }] : [],
    ),
  ];
}

function commandFor(
  role: Role,
  policy: RolePolicy,
  offending: readonly Statement[],
  instead: NarrowGrant | undefined,
): string | undefined {
  if ('arn' in policy && parseIamArn(policy.arn)?.accountId === 'aws')
    return detachRolePolicy(role.name, policy.arn);
  const document = instead && narrowedPolicy(policy.document, offending, instead);
  if (document === undefined) return undefined;
  return 'arn' in policy
    ? createPolicyVersion(policy.arn, document)
    : putRolePolicy(role.name, policy.inline, document);
}
