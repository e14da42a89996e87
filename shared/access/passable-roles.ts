import { decideAssumeRole } from '../iam/assume-role.ts';
import { contextOf } from '../iam/context.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { type Ability, ask } from './ability.ts';
import type { Actor } from './actor.ts';
import { candidatePrincipals } from './candidate-resources.ts';
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
  for (const arn of candidatePrincipals(facts, actor, 'iam:PassRole', factKeys.roles())) {
    for (const name of principalsOf(service, facts.account.partition)) {
      const ability = ask(actor, 'iam:PassRole', arn, { 'iam:passedtoservice': name });
      if (ability !== undefined && trustsService(facts, arn, name)) yield { arn, ability };
    }
  }
}

/** Roles of the account that a service may take, whoever gave them to it. */
export function rolesTrusting(facts: Facts, service: string): readonly string[] {
  const names = principalsOf(service, facts.account.partition);
  return facts
    .list(factKeys.roles())
    .filter((arn) => names.some((name) => trustsService(facts, arn, name)));
}

export function trustsService(facts: Facts, roleArn: string, service: string): boolean {
  const document = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
  if (document === unread || document === undefined || !names(document, service)) return false;
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

/** Cheap first: most trust policies are about something else. */
function names({ statements }: PolicyDocument, service: string): boolean {
  return statements.some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals !== undefined &&
      (principals.everyone ||
        principals.negated ||
        (principals.byType['AWS'] ?? []).includes('*') ||
        (principals.byType['Service'] ?? []).includes(service)),
  );
}
