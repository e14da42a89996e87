import { unbind } from '../access/binding-commands.ts';
import {
  bindingEvidence,
  givesMoreThanRead,
  isToldAsAdmin,
  namesOf,
} from '../access/binding-power.ts';
import { clusterPowers } from '../access/cluster-powers.ts';
import { isEverybodyKnown } from '../access/everybody.ts';
import { bindingText, roleRefText } from '../access/rbac-evidence.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import { defineRule } from './rule.ts';

export const bindingNoAuthenticatedGroup = defineRule({
  id: 'binding-no-authenticated-group',
  subject: 'roleBinding',
  severity: 'MEDIUM',
  title: 'Binding gives a role to everybody who logs in',
  requires:
    'The groups system:authenticated and system:serviceaccounts hold only what Kubernetes binds them to, and the leftover eks:podsecuritypolicy:authenticated; HIGH where a binding gives them more than to read.',
  because:
    'Every pod has a service account unless it is told otherwise, so what these groups hold, whoever breaks into any pod holds.',
  remedy: 'Bind the service accounts and groups that need the role.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.001'] },

  *check({ cluster, binding }, facts) {
    const everybody = binding.subjects.filter(isEverybodyKnown);
    if (everybody.length === 0 || isDefaultBinding(binding)) return;
    const powers = clusterPowers(facts, cluster);
    const told = everybody.filter((subject) => !isToldAsAdmin(powers, subject, binding));
    if (told.length === 0) return;
    yield {
      message: `${bindingText(binding)} gives ${roleRefText(binding)} to all of ${namesOf(told)} in ${cluster.name} in ${cluster.region}.`,
      evidence: bindingEvidence(binding, told),
      severity: givesMoreThanRead(powers, binding) ? 'HIGH' : 'MEDIUM',
      command: unbind(binding, told),
    };
  },
});
