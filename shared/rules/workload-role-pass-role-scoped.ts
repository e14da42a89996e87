import { passRoleDangers } from '../access/boundless-roles.ts';
import { violationsBesideWildcards } from '../access/wildcard-grants.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRolePassRoleScoped = defineRule({
  id: 'workload-role-pass-role-scoped',
  subject: 'workloadRole',
  severity: 'HIGH',
  title: 'A workload may pass every role to any service',
  requires:
    'No role of a workload may pass all roles of the account unless iam:PassedToService says to which services. Organization policies count where a snapshot brings them.',
  because: 'Passing a stronger role to a service that runs code is a way to act as that role.',
  remedy:
    'Name the roles that the workload passes, and the services that it passes them to in iam:PassedToService.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1548.005', 'T1098.003'] },

  *check(workload, facts) {
    const reason = yield* violationsBesideWildcards(workload, facts, passRoleDangers);
    return reason === undefined ? undefined : notApplicable(reason);
  },
});
