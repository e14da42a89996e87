import { grantEvidence, powersOf, whyReachIsUnknown } from '../access/access-policy-grants.ts';
import {
  type AdminEquivalence,
  adminEquivalence,
  isAdminSomewhere,
} from '../access/admin-equivalence.ts';
import { isForBackupAlone } from '../access/backup-role.ts';
import { isDeclared } from '../access/declared.ts';
import type { Facts } from '../access/facts.ts';
import { isAutoModeClusterRole } from '../access/part-of-cluster.ts';
import { disassociateAccessPolicy } from '../access/remedy-commands.ts';
import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, undecided } from './rule.ts';

export const accessEntryNoAdminEquivalent = defineRule({
  id: 'access-entry-no-admin-equivalent',
  subject: 'accessEntry',
  severity: 'HIGH',
  title: 'Access entry amounts to cluster admin',
  requires:
    'No access entry holds an access policy that amounts to cluster admin: Admin, Edit, the Backup restore or the load balancing policy over the whole cluster, or ClusterAdmin, Admin, Edit or Backup restore where its scope can match a sensitive namespace; unless its principal is declared in clusterAdmins. Judged on access policies alone, not on what Kubernetes binds to its groups.',
  because:
    'Where controllers with cluster admin live, whoever runs pods, impersonates service accounts or writes webhooks becomes what they are; aws-auth lies there too.',
  remedy:
    'Scope the policy to the namespaces that need it, none of them sensitive, or associate AmazonEKSViewPolicy. Backup policies belong on a role that only backup.amazonaws.com may assume.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  controls: { cis: ['4.1.1'], owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },
  absorbs: ['access-entry-no-cluster-wide-secrets', 'access-entry-namespaces-narrow'],

  *check({ cluster, entry: { principalArn } }, facts) {
    const { clusterAdmins, sensitiveNamespaces } = facts.config();
    if (isDeclared(clusterAdmins, principalArn, facts.account)) return undefined;
    const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
    const strong = policies.filter(isAdminSomewhere);
    for (const policy of strong) {
      const equivalence = adminEquivalence(policy, sensitiveNamespaces);
      if (equivalence === undefined || isMeantTo(facts, cluster, principalArn, policy)) continue;
      yield {
        ...violationOf(cluster, principalArn, policy, equivalence),
        ...severityOf(facts, principalArn, policy),
      };
    }
    const unknown = whyReachIsUnknown(strong);
    return unknown === undefined ? undefined : undecided(unknown);
  },
});

function violationOf(
  cluster: ClusterRef,
  principalArn: string,
  policy: AssociatedAccessPolicy,
  equivalence: AdminEquivalence,
): Violation {
  const name = accessPolicyName(policy.policyArn) ?? policy.policyArn;
  return {
    message: `${principalArn} can become cluster admin of ${cluster.name} in ${cluster.region} through ${name}${overText(equivalence)}.`,
    evidence: { ...grantEvidence(principalArn, policy), ...overEvidence(equivalence) },
    key: name,
    command: disassociateAccessPolicy(cluster, principalArn, policy.policyArn),
  };
}

/** EKS itself gives the policies of Auto Mode to the role of the cluster. */
function isMeantTo(
  facts: Facts,
  cluster: ClusterRef,
  principalArn: string,
  policy: AssociatedAccessPolicy,
): boolean {
  const forClusterRole = powersOf(policy)?.madeFor === 'cluster role';
  return forClusterRole && isAutoModeClusterRole(facts, cluster, principalArn);
}

/** What only AWS Backup can use is what the policy was made for. */
function severityOf(
  facts: Facts,
  principalArn: string,
  policy: AssociatedAccessPolicy,
): Pick<Violation, 'severity'> {
  const mild = powersOf(policy)?.madeFor === 'backup' && isForBackupAlone(facts, principalArn);
  return mild ? { severity: 'LOW' } : {};
}

function overText(equivalence: AdminEquivalence): string {
  return equivalence.over === 'cluster' ? '' : ` over ${equivalence.sensitive.join(', ')}`;
}

function overEvidence(equivalence: AdminEquivalence): Violation['evidence'] {
  return equivalence.over === 'cluster' ? {} : { sensitiveNamespaces: equivalence.sensitive };
}
