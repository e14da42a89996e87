import { assumeRoleDangers } from '../access/boundless-roles.ts';
import { violationsBesideWildcards } from '../access/wildcard-grants.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleAssumeScoped = defineRule({
  id: 'workload-role-assume-scoped',
  subject: 'workloadRole',
  severity: 'HIGH',
  title: 'A workload may assume every role of an account',
  requires:
    'No role of a workload may call sts:AssumeRole on all roles of an account, its own included, or on a role of that name in whatever account. What the trust policies of those roles add is not asked. Organization policies count where a snapshot brings them.',
  because: 'Every role that trusts the account as a whole, now or later, is then open to one pod.',
  remedy: 'Name the roles that the workload assumes, with the id of their account.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  controls: { owasp: ['K03'], mitre: ['T1548.005', 'T1078.004'] },

  *check(workload, facts) {
    const reason = yield* violationsBesideWildcards(workload, facts, assumeRoleDangers);
    return reason === undefined ? undefined : notApplicable(reason);
  },
});
