import { unbind } from '../access/binding-commands.ts';
import { bindingEvidence, namesOf } from '../access/binding-power.ts';
import { isAnonymous } from '../access/everybody.ts';
import { bindingText, roleRefText } from '../access/rbac-evidence.ts';
import { defineRule } from './rule.ts';

export const bindingNoAnonymousSubject = defineRule({
  id: 'binding-no-anonymous-subject',
  subject: 'roleBinding',
  severity: 'CRITICAL',
  title: 'Binding lets in whoever does not log in',
  requires:
    'No binding names system:unauthenticated or system:anonymous, other than to the ClusterRole system:public-info-viewer.',
  because:
    'Whoever reaches the endpoint then has the role without any credentials, and nothing tells who it was.',
  remedy:
    'Take the subject out of the binding; health checks and the version are public by system:public-info-viewer.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
  ],
  controls: { owasp: ['K03', 'K06'], mitre: ['T1078.001'] },

  *check({ cluster, binding }) {
    const { kind, name } = binding.roleRef;
    if (kind === 'ClusterRole' && name === 'system:public-info-viewer') return;
    const anonymous = binding.subjects.filter(isAnonymous);
    if (anonymous.length === 0) return;
    yield {
      message: `${bindingText(binding)} gives ${roleRefText(binding)} to ${namesOf(anonymous)}, whoever that is, in ${cluster.name} in ${cluster.region}.`,
      evidence: bindingEvidence(binding, anonymous),
      command: unbind(binding, anonymous),
    };
  },
});
