import { removeSubjects } from '../access/binding-commands.ts';
import { bindingEvidence, namesOf } from '../access/binding-power.ts';
import { isAnonymous } from '../access/everybody.ts';
import { bindingText, roleRefText } from '../access/rbac-evidence.ts';
import { tamperingOf } from '../kubernetes/shipped-bindings.ts';
import { defineRule } from './rule.ts';

export const bindingDefaultUntampered = defineRule({
  id: 'binding-default-untampered',
  subject: 'roleBinding',
  severity: 'CRITICAL',
  title: 'Binding of Kubernetes or EKS was tampered with',
  requires:
    'Bindings that Kubernetes makes name exactly the subjects it puts there, and bindings that EKS makes only users of EKS and Kubernetes, the groups of nodes and add-on service accounts of kube-system; each refers to its own role.',
  because:
    'Nobody reads these bindings, and tools leave them out by name, so a subject added to one keeps its power unseen.',
  remedy:
    'Take the subject out. The API server puts back what is missing from bindings of its own at each start, but takes nothing out.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation',
    'https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006', 'T1036'] },

  *check({ cluster, binding }) {
    const { subjects = [], roleWas } = tamperingOf(binding) ?? {};
    const where = `in ${cluster.name} in ${cluster.region}`;
    // The anonymous have a rule of their own.
    const strangers = subjects.filter((subject) => !isAnonymous(subject));
    if (strangers.length > 0) {
      yield {
        message: `${bindingText(binding)}, which Kubernetes or EKS made, gives ${roleRefText(binding)} to ${namesOf(strangers)} as well, ${where}.`,
        evidence: bindingEvidence(binding, strangers),
        key: 'subjects',
        command: removeSubjects(binding, strangers),
      };
    }
    if (roleWas !== undefined) {
      yield {
        message: `${bindingText(binding)} has the name of a binding to ${roleWas} but refers to ${roleRefText(binding)}, ${where}.`,
        evidence: { ...bindingEvidence(binding, binding.subjects), expected: roleWas },
        key: 'role',
      };
    }
  },
});
