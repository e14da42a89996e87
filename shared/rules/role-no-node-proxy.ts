import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoNodeProxy = defineRule({
  id: 'role-no-node-proxy',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Subject can reach kubelets through the API server',
  requires: 'Nobody has nodes/proxy, with whatever verb.',
  because:
    'The kubelet runs commands in any pod of its node, and neither admission nor the audit log sees what it is asked; get is enough.',
  remedy:
    'Grant nodes/metrics, nodes/stats, nodes/log or nodes/healthz in its place, by what is used.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
  ],
  controls: { cis: ['4.1.10'], owasp: ['K03'], mitre: ['T1609'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-node-proxy', bound, facts);
  },
});
