import { unbind } from '../access/binding-commands.ts';
import { bindingEvidence } from '../access/binding-power.ts';
import { clusterPowers } from '../access/cluster-powers.ts';
import { type Facts, unread } from '../access/facts.ts';
import { handsOut } from '../access/group-sources.ts';
import { pathOf, serviceAccountNames } from '../access/names-in-cluster.ts';
import { bindingText, roleRefText } from '../access/rbac-evidence.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { isAsStrong } from '../model/power.ts';
import type { Severity } from '../model/severity.ts';
import { defineRule } from './rule.ts';

export const bindingSubjectExists = defineRule({
  id: 'binding-subject-exists',
  subject: 'roleBinding',
  severity: 'LOW',
  title: 'Binding names a subject that does not exist',
  requires:
    'Bound service accounts exist, MEDIUM where the missing one would read Secrets or more. Bound groups are handed out by an access entry or aws-auth; that is judged only where no OIDC provider is associated and all of these were read.',
  because:
    'A role lies ready for whoever makes the service account or the group; to create an account of that name takes far less than to bind it.',
  remedy: 'Take the subject out of the binding, or create the service account that was meant.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review',
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check({ cluster, binding }, facts) {
    if (isDefaultBinding(binding)) return;
    for (const subject of new Map(
      binding.subjects.map((each) => [subjectName(each), each]),
    ).values()) {
      if (!isMissing(facts, cluster, subject)) continue;
      const name = subjectName(subject);
      yield {
        message: `${bindingText(binding)} gives ${roleRefText(binding)} to ${name}, which ${cluster.name} in ${cluster.region} does not have.`,
        evidence: bindingEvidence(binding, [subject]),
        key: name,
        command: unbind(binding, [subject]),
        severity: severityOf(facts, cluster, subject),
      };
    }
  },
});

function isMissing(facts: Facts, cluster: ClusterRef, subject: RbacSubject): boolean {
  if (subject.kind === 'ServiceAccount') {
    return !serviceAccountNames(facts, cluster).has(pathOf(subject.namespace, subject.name));
  }
  // The API server hands out groups of its own, and an OIDC provider whatever it likes.
  if (subject.kind === 'User' || subject.name.startsWith('system:')) return false;
  const providers = facts.orIncomplete(() => facts.list(factKeys.identityProviderConfigs(cluster)));
  if (providers === unread || providers.length > 0) return false;
  return facts.orIncomplete(() => handsOut(facts, cluster, subject.name)) === false;
}

/** A service account is made by whoever may make any; a group only by who already grants access. */
function severityOf(facts: Facts, cluster: ClusterRef, subject: RbacSubject): Severity {
  if (subject.kind !== 'ServiceAccount') return 'LOW';
  const powers = clusterPowers(facts, cluster).powerOf(subject);
  return powers.some(({ level }) => isAsStrong(level, 'secrets')) ? 'MEDIUM' : 'LOW';
}
