import { deleteBinding } from '../access/binding-commands.ts';
import { bindingEvidence } from '../access/binding-power.ts';
import type { Facts } from '../access/facts.ts';
import { clusterRoleNames, pathOf, roleNames } from '../access/names-in-cluster.ts';
import { bindingText, roleRefText } from '../access/rbac-evidence.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { RoleBinding } from '../model/kubernetes.ts';
import { defineRule } from './rule.ts';

export const bindingRoleExists = defineRule({
  id: 'binding-role-exists',
  subject: 'roleBinding',
  severity: 'LOW',
  title: 'Binding refers to a role that does not exist',
  requires: 'The role that a binding refers to exists.',
  because:
    'The binding gives nothing today, and whatever whoever next makes a role of that name puts into it.',
  remedy: 'Delete the binding, or create the role that was meant.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, binding }, facts) {
    if (exists(facts, cluster, binding)) return;
    yield {
      message: `${bindingText(binding)} refers to ${roleRefText(binding)}, which ${cluster.name} in ${cluster.region} does not have.`,
      evidence: bindingEvidence(binding, binding.subjects),
      command: deleteBinding(binding),
    };
  },
});

function exists(facts: Facts, cluster: ClusterRef, { roleRef, namespace }: RoleBinding): boolean {
  if (roleRef.kind === 'ClusterRole') return clusterRoleNames(facts, cluster).has(roleRef.name);
  return namespace !== undefined && roleNames(facts, cluster).has(pathOf(namespace, roleRef.name));
}
