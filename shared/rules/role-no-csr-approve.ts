import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoCsrApprove = defineRule({
  id: 'role-no-csr-approve',
  subject: 'rbacSubject',
  severity: 'LOW',
  title: 'Subject can approve its own certificates',
  requires: 'Nobody may both create CertificateSigningRequests and approve them.',
  because:
    'On upstream Kubernetes that makes a client certificate of any name. EKS issues none today, but serving certificates of nodes are issued.',
  remedy: 'Keep asking and approving apart, and narrow approving to the signer it is for.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'https://docs.aws.amazon.com/eks/latest/userguide/cert-signing.html',
  ],
  controls: { cis: ['4.1.11'], owasp: ['K03'], mitre: ['T1649'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-csr-approve', bound, facts);
  },
});
