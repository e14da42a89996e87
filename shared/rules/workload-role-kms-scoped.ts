import { keyDangers } from '../access/boundless-reads.ts';
import { violationsBesideWildcards } from '../access/wildcard-grants.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleKmsScoped = defineRule({
  id: 'workload-role-kms-scoped',
  subject: 'workloadRole',
  severity: 'MEDIUM',
  title: 'A workload may decrypt with every KMS key',
  requires:
    'No role of a workload may call kms:Decrypt, or kms:CreateGrant for others than AWS services, on every key. A condition on the service, an alias, the encryption context or a tag narrows it; key policies are not read. Organization policies count where a snapshot brings them.',
  because:
    'Encryption then keeps nothing from the workload that its other permissions, or a leaked backup, let it reach.',
  remedy:
    'Name the keys by ARN, or hold the statement to one service by kms:ViaService and grants by kms:GrantIsForAWSResource.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'], securityHub: ['KMS.1', 'KMS.2'] },

  *check(workload, facts) {
    const reason = yield* violationsBesideWildcards(workload, facts, keyDangers);
    return reason === undefined ? undefined : notApplicable(reason);
  },
});
