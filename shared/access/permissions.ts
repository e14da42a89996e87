import type { NamedPolicy, Permissions } from '../iam/decision.ts';
import { parseIamArn } from '../model/arn.ts';
import { type FactKey, factKeys } from '../model/fact-key.ts';
import type { OrganizationPolicy } from '../model/iam-facts.ts';
import type { InlinePolicy, PrincipalPolicies } from '../model/principal.ts';
import { type Facts, unread } from './facts.ts';

/**
 * Everything that says what a role or user of the account may do: attached, inline and inherited policies, boundary,
 * and the organization's where a snapshot brings them. A document that could not be read leaves the verdict incomplete,
 * and the others count. Undefined for a principal that does not exist; ends the check where its list of policies is unread.
 */
export function permissionsOf(facts: Facts, principalArn: string): Permissions | undefined {
  const policies = policiesOf(facts, principalArn);
  if (policies === undefined) return undefined;
  const { boundary } = policies;
  const bound = boundary === undefined ? [] : managedPolicies(facts, [boundary]);
  return {
    principalArn,
    identity: [
      ...named(facts, principalArn, policies),
      ...policies.groups.flatMap((group) => groupPolicies(facts, group)),
    ],
    // A boundary that could not be read bounds nothing that we know of, and the verdict says that it is incomplete.
    ...(bound[0] !== undefined && { boundary: bound[0] }),
    ...organizationPolicies(facts, principalArn),
  };
}

function policiesOf(facts: Facts, principalArn: string): PrincipalPolicies | undefined {
  const isUser = parseIamArn(principalArn)?.kind === 'user';
  return facts.get(
    isUser ? factKeys.userPolicies(principalArn) : factKeys.rolePolicies(principalArn),
  );
}

function named(facts: Facts, arn: string, { inline, attached }: PrincipalPolicies) {
  return [
    ...inline.flatMap((policy) => inlinePolicy(facts, arn, policy)),
    ...managedPolicies(facts, attached),
  ];
}

function inlinePolicy(facts: Facts, arn: string, policy: InlinePolicy): readonly NamedPolicy[] {
  if ('document' in policy) return [{ name: `inline ${policy.name}`, document: policy.document }];
  facts.markUnread(`inline-policy iam ${arn} ${policy.name}`, policy.fault);
  return [];
}

function managedPolicies(facts: Facts, arns: readonly string[]): readonly NamedPolicy[] {
  return arns.flatMap((arn) => {
    const key = factKeys.managedPolicy(arn);
    const policy = facts.orIncomplete(() => facts.get(key));
    if (policy === unread) return [];
    if (policy !== undefined) return [policy];
    // What is attached exists: where no document came with it, that is a gap and no absence.
    facts.markUnread(key, 'its document was not read');
    return [];
  });
}

/** A user's groups are given by name, which is unique in an account. */
export function groupPolicies(facts: Facts, group: string): readonly NamedPolicy[] {
  const arns = facts.list(factKeys.groups());
  const arn = arns.find((candidate) => parseIamArn(candidate)?.name === group);
  const policies =
    arn === undefined
      ? undefined
      : facts.orIncomplete(() => facts.get(factKeys.groupPolicies(arn)));
  if (arn === undefined || policies === undefined) {
    facts.markUnread(groupKey(group), 'the group of a user was not found');
    return [];
  }
  if (policies === unread) return [];
  return named(facts, arn, policies).map((policy) => ({
    ...policy,
    name: `${policy.name} of group ${group}`,
  }));
}

function groupKey(group: string): FactKey<unknown> {
  return `group iam ${group}`;
}

type Levels = readonly (readonly NamedPolicy[])[];

/**
 * Service-linked roles are not bound by SCPs. Each level from the root down has to allow.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function organizationPolicies(
  facts: Facts,
  principalArn: string,
): Pick<Permissions, 'serviceControl' | 'resourceControl'> {
  const policies = facts.optional(factKeys.organizationPolicies());
  if (policies === undefined) return {};
  const isServiceLinked = parseIamArn(principalArn)?.path.startsWith('/aws-service-role/') === true;
  const serviceControl = levelsOf(facts, policies, 'SERVICE_CONTROL_POLICY');
  const resourceControl = levelsOf(facts, policies, 'RESOURCE_CONTROL_POLICY');
  return {
    ...(!isServiceLinked && serviceControl.length > 0 && { serviceControl }),
    ...(resourceControl.length > 0 && { resourceControl }),
  };
}

function levelsOf(
  facts: Facts,
  policies: readonly OrganizationPolicy[],
  type: OrganizationPolicy['type'],
): Levels {
  const ofType = policies.filter((policy) => policy.type === type);
  const levels = [...Map.groupBy(ofType, ({ targetPath }) => targetPath).values()];
  return levels.flatMap((level) => {
    const read = level.flatMap((policy) => organizationPolicy(facts, policy));
    // A level of which a part is missing would seem to allow too little, and so hide what it lets through.
    return read.length === level.length ? [read] : [];
  });
}

function organizationPolicy(
  facts: Facts,
  { name, policy }: OrganizationPolicy,
): readonly NamedPolicy[] {
  if ('document' in policy) return [{ name, document: policy.document }];
  facts.markUnread(`organization-policy organizations ${name}`, policy.fault);
  return [];
}
