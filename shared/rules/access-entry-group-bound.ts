import { updateAccessEntry } from '../access/access-entry-commands.ts';
import { unboundGroups } from '../access/handed-groups.ts';
import { isRbacRead, notLookedInto } from '../access/read-inside.ts';
import { defineRule, notApplicable } from './rule.ts';

export const accessEntryGroupBound = defineRule({
  id: 'access-entry-group-bound',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'No binding names a group of an access entry',
  requires: 'Every Kubernetes group of an access entry is a subject of some binding.',
  because:
    'The group gives nothing today, and whoever makes a binding for it decides what the principal of the entry may do, in no list of EKS.',
  remedy: 'Take the group out of the entry, or make the binding that it was meant for.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, entry: { principalArn, kubernetesGroups } }, facts) {
    if (kubernetesGroups.length === 0) return undefined;
    if (!isRbacRead(facts, cluster)) return notApplicable(notLookedInto(cluster));
    const groups = kubernetesGroups;
    for (const violation of unboundGroups(facts, { cluster, principalArn, groups })) {
      const rest = groups.filter((group) => group !== violation.key);
      const command = updateAccessEntry(cluster, principalArn, { kubernetesGroups: rest });
      yield { ...violation, command };
    }
    return undefined;
  },
});
