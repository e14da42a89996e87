import { unbind } from '../access/binding-commands.ts';
import {
  bindingEvidence,
  givesMoreThanRead,
  isToldAsAdmin,
  namesOf,
} from '../access/binding-power.ts';
import { clusterPowers } from '../access/cluster-powers.ts';
import { isDefaultServiceAccount } from '../access/everybody.ts';
import { bindingText, roleRefText } from '../access/rbac-evidence.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import { defineRule } from './rule.ts';

export const bindingNoDefaultServiceAccount = defineRule({
  id: 'binding-no-default-service-account',
  subject: 'roleBinding',
  severity: 'HIGH',
  title: 'Binding gives power to a default service account',
  requires: 'No service account named default is bound to anything above reading.',
  because:
    'Every pod of the namespace that names no service account runs as it, whatever the pod is for.',
  remedy: 'Make a service account for the workload, bind that, and let only its pods name it.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts',
  ],
  controls: { cis: ['4.1.5'], owasp: ['K03'], mitre: ['T1078.001'] },

  *check({ cluster, binding }, facts) {
    const accounts = binding.subjects.filter(isDefaultServiceAccount);
    if (accounts.length === 0 || isDefaultBinding(binding)) return;
    const powers = clusterPowers(facts, cluster);
    if (!givesMoreThanRead(powers, binding)) return;
    const told = accounts.filter((subject) => !isToldAsAdmin(powers, subject, binding));
    if (told.length === 0) return;
    yield {
      message: `${bindingText(binding)} gives ${roleRefText(binding)} to ${namesOf(told)} in ${cluster.name} in ${cluster.region}.`,
      evidence: bindingEvidence(binding, told),
      command: unbind(binding, told),
    };
  },
});
