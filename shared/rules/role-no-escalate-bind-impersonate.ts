import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoEscalateBindImpersonate = defineRule({
  id: 'role-no-escalate-bind-impersonate',
  subject: 'rbacSubject',
  severity: 'CRITICAL',
  title: 'Subject can grant itself any role or act as anybody',
  requires:
    'Over the whole cluster nobody both escalates and writes roles, nobody both binds any role and writes bindings, and nobody impersonates users or groups; nobody impersonates any service account over the whole cluster or in a sensitive namespace (MEDIUM in another one, unless they run pods there, which gives as much). Constrained impersonation is MEDIUM. What names its targets is as strong as they are.',
  because:
    'These verbs exist to get around the check that nobody hands out more than they hold, so whoever has them is cluster admin in one request.',
  remedy:
    'Take the verb out of the role, or narrow it with resourceNames to what is meant to be handed out or acted as.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
  ],
  controls: { cis: ['4.1.8'], owasp: ['K03'], mitre: ['T1098.006'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-escalate-bind-impersonate', bound, facts);
  },
});
