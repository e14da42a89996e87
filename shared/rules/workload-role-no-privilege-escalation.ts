import { isCertain } from '../access/ability.ts';
import { actorOf } from '../access/actor.ts';
import { isAdministrator } from '../access/administrator.ts';
import { escalationWays } from '../access/escalation-ways.ts';
import { guardCommand } from '../access/guard-policy.ts';
import { usersText } from '../access/role-users.ts';
import { isStronger } from '../access/stronger.ts';
import { waysEvidence, waysFingerprint, waysText } from '../access/way.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleNoPrivilegeEscalation = defineRule({
  id: 'workload-role-no-privilege-escalation',
  subject: 'workloadRole',
  severity: 'HIGH',
  title: 'Workload role can give itself more permissions in IAM',
  requires:
    'No role of a workload holds a known combination of IAM permissions by which it gets more than it was given: all its policies together, with their resources, conditions and boundary. Passing a role counts only where a role that can do more may be passed and trusts the service.',
  because:
    'What the role may do is then no limit: whoever takes over one pod of the workload takes the stronger role, often the whole account.',
  remedy:
    'Take the permission away, or narrow it to resources that give nothing: named roles for iam:PassRole with iam:PassedToService, roles with a permissions boundary for iam:AttachRolePolicy.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.003', 'T1548.005'] },
  absorbs: ['cluster-capability-role-scoped', 'grantor-declared'],
  absorbsByStatements: [
    'workload-role-no-cluster-access-grant',
    'workload-role-no-service-wildcard',
    'workload-role-assume-scoped',
    'workload-role-pass-role-scoped',
  ],

  *check(workload, facts) {
    const { role } = workload;
    const actor = actorOf(facts, role.arn);
    if (actor === undefined) return undefined;
    if (isAdministrator(actor)) {
      return notApplicable('an administrator of the account, which workload-role-no-admin reports');
    }
    const ways = escalationWays({
      facts,
      actor,
      isPrize: (other) => isStronger(facts, other, actor),
    });
    if (ways.length === 0) return undefined;
    yield {
      message: `${role.arn}, the role of ${usersText(workload, facts)}, can ${waysText(ways)}.`,
      evidence: { roleArn: role.arn, ways: waysEvidence(ways) },
      ...(!ways.some(({ ability }) => isCertain(ability)) && { severity: 'MEDIUM' as const }),
      fingerprint: waysFingerprint(ways),
      command: guardCommand(actor, ways),
    };
    return undefined;
  },
});
