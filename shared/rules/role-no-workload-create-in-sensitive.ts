import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoWorkloadCreateInSensitive = defineRule({
  id: 'role-no-workload-create-in-sensitive',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Subject can run pods in a sensitive namespace',
  requires:
    'Nobody may create or change pods, or what makes pods, over the whole cluster or in a sensitive namespace.',
  because:
    'A pod runs as any service account of its namespace and mounts any of its Secrets, so whoever runs pods there is every controller there.',
  remedy:
    'Bind the role in the namespaces of its own workloads; let a deployment tool with an identity of its own write the sensitive ones.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  ],
  controls: { cis: ['4.1.4'], owasp: ['K03'], mitre: ['T1610'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-workload-create-in-sensitive', bound, facts);
  },
});
