import { dangerViolations } from '../access/danger-violation.ts';
import { adminDangers } from '../access/whole-services.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleNoAdmin = defineRule({
  id: 'workload-role-no-admin',
  subject: 'workloadRole',
  severity: 'CRITICAL',
  title: 'A workload may do anything in the AWS account',
  requires:
    'No role of a workload may take every action on every resource, by its attached and inline policies within its boundary. HIGH where that turns on a condition that cannot be decided. Organization policies count where a snapshot brings them.',
  because:
    'Whoever gets into one pod that has the role owns the account, and with it every cluster in it.',
  remedy:
    'Detach the policy, or replace it with one that names the actions and resources the workload uses. What it has used so far is in the last accessed report of the role.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'], securityHub: ['IAM.1'] },
  absorbs: [
    'cluster-capability-role-scoped',
    'flux-controller-role-scoped',
    'secret-provider-class-role-scoped',
    'secret-store-role-read-only',
    'secret-store-role-scoped',
    'workload-role-no-service-wildcard',
    'workload-role-no-privilege-escalation',
    'workload-role-no-cluster-access-grant',
    'workload-role-secrets-scoped',
    'workload-role-kms-scoped',
    'workload-role-assume-scoped',
    'workload-role-pass-role-scoped',
  ],

  *check(workload, facts) {
    const reason = yield* dangerViolations(workload, facts, adminDangers);
    return reason === undefined ? undefined : notApplicable(reason);
  },
});
