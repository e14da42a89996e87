import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoSecretsRead = defineRule({
  id: 'role-no-secrets-read',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Subject can read Secrets beyond its own',
  requires:
    'Nobody may get, list or watch any Secret over the whole cluster or in a sensitive namespace; MEDIUM beyond the namespaces of a configured tenant. Rules that name their Secrets are left out.',
  because:
    'Secrets hold the passwords and tokens of every workload, service account tokens among them, so reading them all is a way to become any of them.',
  remedy:
    'Bind the role in the namespaces that need it, or name the Secrets in resourceNames; list and watch show what is in them as get does.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  controls: { cis: ['4.1.2'], owasp: ['K03', 'K08'], mitre: ['T1552.007'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-secrets-read', bound, facts);
  },
});
