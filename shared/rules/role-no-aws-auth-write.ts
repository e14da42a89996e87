import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoAwsAuthWrite = defineRule({
  id: 'role-no-aws-auth-write',
  subject: 'rbacSubject',
  severity: 'CRITICAL',
  title: 'Subject can write aws-auth',
  requires:
    'Nobody may update or patch the ConfigMap kube-system/aws-auth, nor both delete it and create ConfigMaps there, while the authentication mode honours it. Creating alone counts only where there is none.',
  because:
    'The ConfigMap aws-auth says which IAM principals are in which groups, so whoever writes it maps a role of any account to system:masters.',
  remedy:
    'Keep the right to write ConfigMaps to other namespaces, or name the ConfigMaps it is for; better still, move to access entries and the authentication mode API, which ignores aws-auth.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-aws-auth-write', bound, facts);
  },
});
