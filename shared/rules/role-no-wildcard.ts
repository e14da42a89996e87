import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoWildcard = defineRule({
  id: 'role-no-wildcard',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Subject may do anything to all resources',
  requires:
    'No rule gives every verb on every resource of every group or of the core group over the whole cluster; MEDIUM in one namespace, LOW within another group that Kubernetes brings. Groups of custom resources alone, and a star before a subresource, are left out.',
  because:
    'A star takes in what nobody thought of when it was written: Secrets, impersonation, and every kind of object that is added later.',
  remedy: 'Write down the verbs and resources that are used; the audit log says which.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  controls: { cis: ['4.1.3'], owasp: ['K03'], mitre: ['T1078.004'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-wildcard', bound, facts);
  },
});
