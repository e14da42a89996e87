import { decideAssumeRole } from '../iam/assume-role.ts';
import { contextOf } from '../iam/context.ts';
import { isServiceLinkedRole } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { type Ability, ask } from './ability.ts';
import type { Actor } from './actor.ts';
import { type Facts, unread } from './facts.ts';

export interface PassableRole {
  readonly arn: string;
  readonly ability: Ability;
}

/**
 * Roles that trust a service and that the actor may pass to it, in the order of their ARNs.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function* passableRoles(
  facts: Facts,
  actor: Actor,
  service: string,
): Generator<PassableRole> {
  for (const name of principalsOf(service, facts.account.partition)) {
    for (const arn of rolesNaming(facts, name)) {
      const ability = ask(actor, 'iam:PassRole', arn, { 'iam:passedtoservice': name });
      const isOther = ability !== undefined && arn !== actor.arn;
      if (isOther && trustsService(facts, arn, name)) yield { arn, ability };
    }
  }
}

/** Roles of the account that a service may take, whoever gave them to it. */
export function rolesTrusting(facts: Facts, service: string): readonly string[] {
  return principalsOf(service, facts.account.partition).flatMap((name) =>
    rolesNaming(facts, name).filter((arn) => trustsService(facts, arn, name)),
  );
}

function trustsService(facts: Facts, roleArn: string, service: string): boolean {
  const document = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
  if (document === unread || document === undefined) return false;
  const decision = decideAssumeRole({
    trust: { name: 'trust policy', document },
    roleArn,
    caller: { type: 'Service', service },
    action: 'sts:AssumeRole',
    context: contextOf({ 'aws:SourceAccount': facts.account.accountId }),
  });
  return decision.outcome !== 'denied';
}

/** Some services go by a name of their own in China, such as ec2.amazonaws.com.cn. */
function principalsOf(service: string, partition: string): readonly string[] {
  return partition === 'aws-cn' ? [service, `${service}.cn`] : [service];
}

function rolesNaming(facts: Facts, service: string): readonly string[] {
  const index = facts.shared(indexTrusts);
  const named = new Set([...(index.get(service) ?? []), ...(index.get(anyService) ?? [])]);
  return [...named].sort();
}

const anyService = '*';

/** Which roles name which services in their trust policies, whatever comes of it. */
function indexTrusts(facts: Facts): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const arn of facts.list(factKeys.roles())) {
    if (isServiceLinkedRole(arn)) continue;
    const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(arn)));
    if (trust === unread || trust === undefined) continue;
    for (const service of new Set(servicesIn(trust))) add(index, service, arn);
  }
  return index;
}

function add(index: Map<string, string[]>, service: string, arn: string): void {
  const arns = index.get(service) ?? [];
  arns.push(arn);
  index.set(service, arns);
}

function servicesIn({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ effect, principals }) => {
    if (effect === 'Deny' || principals === undefined) return [];
    const { everyone, negated, byType } = principals;
    if (everyone || negated || byType['AWS']?.includes('*')) return [anyService];
    return byType['Service'] ?? [];
  });
}
