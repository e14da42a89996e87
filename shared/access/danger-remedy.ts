import { type NarrowGrant, narrowedPolicy } from '../iam/narrowed-policy.ts';
import { parseIamArn } from '../model/arn.ts';
import type { Statement } from '../model/policy-document.ts';
import type { Role } from '../model/principal.ts';
import type { Danger } from './danger.ts';
import type { Facts } from './facts.ts';
import { detachRolePolicy } from './remedy-commands.ts';
import { type RoleDocument, roleDocuments } from './role-documents.ts';
import {
  createPolicyVersion,
  generateServiceLastAccessedDetails,
  putRolePolicy,
} from './role-policy-commands.ts';

/**
 * Takes the danger away: policies of AWS are detached, others narrowed, one command for each. Where nobody can tell
 * what the role needs, a report of what it has used is the beginning.
 */
export function dangerRemedy(facts: Facts, role: Role, danger: Danger): string {
  const offending = danger.deciding.map(({ source }) => source);
  const commands = roleDocuments(facts, role.arn)
    .filter(({ document }) => document.statements.some((one) => offending.includes(one)))
    .map((policy) => commandFor(role, policy, offending, danger.instead));
  const all = commands.filter((command) => command !== undefined);
  return all.length === commands.length
    ? all.join(' && ')
    : generateServiceLastAccessedDetails(role.arn);
}

function commandFor(
  role: Role,
  policy: RoleDocument,
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
