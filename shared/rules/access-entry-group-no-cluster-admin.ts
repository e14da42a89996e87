import { updateAccessEntry } from '../access/access-entry-commands.ts';
import { isDeclared } from '../access/declared.ts';
import { adminGroups } from '../access/handed-groups.ts';
import { isRbacRead, notLookedInto } from '../access/read-inside.ts';
import { defineRule, notApplicable } from './rule.ts';

export const accessEntryGroupNoClusterAdmin = defineRule({
  id: 'access-entry-group-no-cluster-admin',
  subject: 'accessEntry',
  severity: 'HIGH',
  title: 'Group of an access entry is cluster admin',
  requires:
    'No Kubernetes group of an access entry is bound to cluster admin or to what amounts to it, unless its principal or the group is declared in clusterAdmins.',
  because:
    'The access policies of the entry look harmless while a binding inside the cluster makes its principal an administrator, and no list of EKS shows it.',
  remedy:
    'Take the group out of the entry, or bind it to a narrower role; give administrators AmazonEKSClusterAdminPolicy, which EKS lists, and declare them.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  controls: { cis: ['4.1.1'], owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },

  *check({ cluster, entry: { principalArn, kubernetesGroups } }, facts) {
    if (kubernetesGroups.length === 0) return undefined;
    if (isDeclared(facts.config().clusterAdmins, principalArn, facts.account)) return undefined;
    if (!isRbacRead(facts, cluster)) return notApplicable(notLookedInto(cluster));
    const groups = kubernetesGroups;
    for (const violation of adminGroups(facts, { cluster, principalArn, groups })) {
      const rest = groups.filter((group) => group !== violation.key);
      const command = updateAccessEntry(cluster, principalArn, { kubernetesGroups: rest });
      yield { ...violation, command };
    }
    return undefined;
  },
});
