import { dangerViolations } from '../access/danger-violation.ts';
import { serviceWildcardDangers } from '../access/whole-services.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleNoServiceWildcard = defineRule({
  id: 'workload-role-no-service-wildcard',
  subject: 'workloadRole',
  severity: 'MEDIUM',
  title: 'A workload may do everything in an AWS service',
  requires:
    'No role of a workload may take every action of a service on all of its resources. HIGH for iam, sts, eks, organizations, kms, secretsmanager, ssm, lambda, ec2 and s3; one step less where it turns on a condition that cannot be decided. Organization policies count where a snapshot brings them.',
  because:
    'A wildcard holds the actions that delete, that change policies and that AWS adds tomorrow, which no workload was meant to have.',
  remedy:
    'Name the actions and the resources that the workload uses. What it has used so far is in the last accessed report of the role.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'], securityHub: ['IAM.21'] },
  absorbsByStatements: [
    'flux-controller-role-scoped',
    'secret-provider-class-role-scoped',
    'secret-store-role-read-only',
    'secret-store-role-scoped',
  ],

  *check(workload, facts) {
    const reason = yield* dangerViolations(workload, facts, serviceWildcardDangers);
    return reason === undefined ? undefined : notApplicable(reason);
  },
});
