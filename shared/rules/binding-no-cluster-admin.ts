import { adminViolation } from '../access/admin-violation.ts';
import { clusterPowers } from '../access/cluster-powers.ts';
import { isDeclaredSubject, isReportedElsewhere } from '../access/held-rules.ts';
import { defineRule, notApplicable } from './rule.ts';

export const bindingNoClusterAdmin = defineRule({
  id: 'binding-no-cluster-admin',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Bindings make a subject cluster admin',
  requires:
    'Nobody beyond what Kubernetes and EKS bind themselves is cluster admin by bindings, or can become it, unless declared in clusterAdmins. CRITICAL where it takes no more than to bind, escalate, impersonate or write aws-auth; LOW for a known controller with the rules that its makers publish, MEDIUM where these are cluster admin.',
  because:
    'Its holder reads every Secret, runs any pod and grants anybody anything, so one stolen token owns the cluster and the IAM roles of its workloads.',
  remedy:
    'Bind a role that holds what the subject needs, in the namespaces it needs it in; declare break-glass groups in clusterAdmins as group:NAME and controllers as system:serviceaccount:NAMESPACE:NAME. What somebody may do now is shown by kubectl auth can-i --list --as NAME, and of a group with --as-group NAME beside it.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  controls: { cis: ['4.1.1'], owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },
  absorbs: [
    'role-no-wildcard',
    'role-no-escalate-bind-impersonate',
    'role-no-secrets-read',
    'role-no-aws-auth-write',
    'role-no-workload-create-in-sensitive',
    'role-no-pod-exec',
    'role-no-token-create',
    'role-no-node-proxy',
    'role-no-webhook-write',
    'role-no-csr-approve',
    'role-no-persistent-volume-create',
    'role-no-namespace-relabel',
    'role-no-deputy-write',
  ],

  *check(bound, facts) {
    const { cluster, subject } = bound;
    if (isDeclaredSubject(facts, subject)) return undefined;
    const powers = clusterPowers(facts, cluster);
    if (isReportedElsewhere(facts, bound, powers)) {
      return notApplicable('it is reported where the group is handed out, or by the binding');
    }
    yield* adminViolation(facts, bound);
    return undefined;
  },
});
