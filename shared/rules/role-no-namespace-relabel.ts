import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoNamespaceRelabel = defineRule({
  id: 'role-no-namespace-relabel',
  subject: 'rbacSubject',
  severity: 'MEDIUM',
  title: 'Subject can relabel any namespace',
  requires: 'Nobody may update or patch any namespace over the whole cluster.',
  because:
    'Labels of a namespace say which Pod Security level holds in it, which network policies and which secret stores take it in.',
  remedy: 'Name the namespaces in resourceNames, or bind the role in the namespaces it is for.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification',
  ],
  controls: { owasp: ['K03', 'K04'], mitre: ['T1562'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-namespace-relabel', bound, facts);
  },
});
