import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoPodExec = defineRule({
  id: 'role-no-pod-exec',
  subject: 'rbacSubject',
  severity: 'MEDIUM',
  title: 'Subject can enter pods',
  requires:
    'Nobody may exec, attach or add ephemeral containers over the whole cluster or in a sensitive namespace, which is HIGH, nor forward ports there: MEDIUM over the whole cluster, HIGH in a sensitive namespace.',
  because:
    'Whoever is inside a pod acts as its service account, reads what it mounts and gets the credentials of its IAM role.',
  remedy: 'Bind the role in single namespaces, and use logs and ephemeral access elsewhere.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  controls: { owasp: ['K03'], mitre: ['T1609'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-pod-exec', bound, facts);
  },
});
