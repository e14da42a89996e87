import { servicesAlone } from '../iam/trusted-services.ts';
import { trustsWorkloads } from '../iam/workload-trust.ts';
import { isServiceLinkedRole } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import { actorOf } from './actor.ts';
import { isAdministrator } from './administrator.ts';
import { isDeclared } from './declared.ts';
import { type Facts, unread } from './facts.ts';

/**
 * The administrators of the account that the configuration does not declare, sorted. Roles that only services may assume
 * are judged through whoever may pass them, roles of workloads by the rules about those.
 */
export function undeclaredAdministrators(facts: Facts): readonly string[] {
  const { clusterAdmins, grantors } = facts.config();
  const declared = [...clusterAdmins, ...grantors];
  const users = facts.list(factKeys.users()).filter((arn) => isAdmin(facts, arn));
  const roles = facts
    .list(factKeys.roles())
    .filter((arn) => !isServiceLinkedRole(arn) && isAdmin(facts, arn) && isForPeople(facts, arn));
  return [...users, ...roles].filter((arn) => !isDeclared(declared, arn, facts.account)).sort();
}

function isAdmin(facts: Facts, arn: string): boolean {
  const actor = facts.orIncomplete(() => actorOf(facts, arn));
  return actor !== unread && actor !== undefined && isAdministrator(actor);
}

/** A trust that was not read may let anybody in. */
function isForPeople(facts: Facts, roleArn: string): boolean {
  const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
  if (trust === unread || trust === undefined) return true;
  return servicesAlone(trust.statements) === undefined && trustsWorkloads(trust).length === 0;
}
