import { isCertain } from '../access/ability.ts';
import { undeclaredAdministrators } from '../access/account-administrators.ts';
import { actorOf } from '../access/actor.ts';
import { isAdministrator } from '../access/administrator.ts';
import { isDeclared } from '../access/declared.ts';
import type { Facts } from '../access/facts.ts';
import { clusterAdminWays } from '../access/grantor-ways.ts';
import { guardCommand } from '../access/guard-policy.ts';
import { waysEvidence, waysFingerprint, waysText } from '../access/way.ts';
import { servicesAlone } from '../iam/trusted-services.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable } from './rule.ts';

export const grantorDeclared = defineRule({
  id: 'grantor-declared',
  subject: 'grantor',
  severity: 'HIGH',
  title: 'Undeclared principal can make somebody cluster admin',
  requires:
    'Who can make itself or others cluster admin of a read cluster is declared in grantors or clusterAdmins, the administrators of the account too. Service-linked roles are left out, roles that only services may assume are judged through whoever may pass them, roles of workloads by workload-role-no-cluster-access-grant and workload-role-no-privilege-escalation; a role that trusts a principal by name counts where the principal may call sts:AssumeRole as well.',
  because:
    'Access to a cluster is one call to AWS away for them, whatever the access entries of today say.',
  remedy:
    'Declare the principal in grantors if handing out access is its job; otherwise take the permission away or narrow it. A service control policy on eks:policyArn and eks:accessScope binds administrators too.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.003', 'T1078.004'] },
  absorbs: ['grantor-conditions-narrow'],

  *check(grantor, facts) {
    if (grantor.kind === 'account') {
      yield* ofAccount(facts);
      return undefined;
    }
    const { arn, kind } = grantor;
    const actor = actorOf(facts, arn);
    if (actor === undefined) return undefined;
    if (isAdministrator(actor)) {
      return notApplicable('an administrator: the finding of the account lists those');
    }
    const { clusterAdmins, grantors } = facts.config();
    if (isDeclared([...clusterAdmins, ...grantors], arn, facts.account)) return undefined;
    const ways = clusterAdminWays(facts, actor);
    if (ways.length === 0) return undefined;
    const services = kind === 'role' ? servicesOf(facts, arn) : undefined;
    if (services !== undefined) {
      return notApplicable(
        `only ${services.join(', ')} may assume it: whoever may pass it is judged instead`,
      );
    }
    yield {
      message: `${arn} can make somebody cluster admin: it can ${waysText(ways)}.`,
      evidence: { principalArn: arn, ways: waysEvidence(ways) },
      ...(!ways.some(({ ability }) => isCertain(ability)) && { severity: 'MEDIUM' as const }),
      fingerprint: waysFingerprint(ways),
      command: guardCommand(actor, ways),
    };
    return undefined;
  },
});

function* ofAccount(facts: Facts): Generator<Violation> {
  const administrators = undeclaredAdministrators(facts);
  if (administrators.length === 0) return;
  const others = administrators.length - 3;
  const named = administrators.slice(0, 3).join(', ');
  yield {
    message: `Undeclared administrators of account ${facts.account.accountId}, who can make anybody cluster admin: ${named}${others > 0 ? ` and ${others} more` : ''}.`,
    evidence: { administrators },
    severity: 'MEDIUM',
  };
}

function servicesOf(facts: Facts, roleArn: string): readonly string[] | undefined {
  return servicesAlone(facts.get(factKeys.trustPolicy(roleArn))?.statements ?? []);
}
