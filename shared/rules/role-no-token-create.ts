import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoTokenCreate = defineRule({
  id: 'role-no-token-create',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Subject can mint tokens of service accounts',
  requires:
    'Nobody may create tokens of service accounts that the rule does not name. An ordinary namespace where they run pods is left out, since that gives as much.',
  because:
    'A token makes its holder the service account from anywhere, and through IRSA its IAM role, for as long as the token lives.',
  remedy: 'Name the service accounts in resourceNames.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request'],
  controls: { cis: ['4.1.13'], owasp: ['K03'], mitre: ['T1528'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-token-create', bound, facts);
  },
});
