import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoWebhookWrite = defineRule({
  id: 'role-no-webhook-write',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Subject can change admission or API services',
  requires:
    'Nobody may write admission webhooks, admission policies, their bindings or APIServices, unless the rule names them.',
  because:
    'A webhook or API service sees every object that goes through it, Secrets among them, and may change it on its way; without a validating one, nothing holds.',
  remedy:
    'Name in resourceNames the configurations that the controller owns; create them by what installs the controller.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
  ],
  controls: { cis: ['4.1.12'], owasp: ['K03', 'K04'], mitre: ['T1546'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-webhook-write', bound, facts);
  },
});
