import { updateArgoCdCapability } from '../access/remedy-commands.ts';
import type { Capability, SsoIdentity } from '../model/cluster-parts.ts';
import type { DeclaredPrincipal } from '../model/config.ts';
import { compareText } from '../model/json.ts';
import { defineRule, notApplicable } from './rule.ts';

export const clusterCapabilityArgocdAdminsDeclared = defineRule({
  id: 'cluster-capability-argocd-admins-declared',
  subject: 'capability',
  severity: 'HIGH',
  title: 'Undeclared people administer the Argo CD of a cluster',
  requires:
    'Identity Center users and groups that are ADMIN of an Argo CD capability are declared in clusterAdmins, as SSO_USER:<id> or SSO_GROUP:<id>. An undeclared EDITOR is reported as LOW.',
  because:
    'An Argo CD administrator makes it apply any manifest with its own rights in the cluster, so holds all of them.',
  remedy:
    'Map the identity to VIEWER or take the mapping away; declare those who are meant to administer it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/argocd.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_ArgoCdRoleMapping.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098'] },

  *check({ cluster, capability }, facts) {
    if (capability.type !== 'ARGOCD') return notApplicable(`${capability.type} maps no identities`);
    const declared = declaredIdentities(facts.config().clusterAdmins);
    for (const [role, severity] of watchedRoles) {
      const undeclared = identitiesOf(capability, role).filter((text) => !declared.has(text));
      if (undeclared.length === 0) continue;
      yield {
        key: role,
        message: `${undeclared.join(', ')} ${undeclared.length === 1 ? 'is' : 'are'} ${role} of the Argo CD capability ${capability.name} of ${cluster.name} in ${cluster.region}.`,
        evidence: { role, identities: undeclared },
        severity,
        command: updateArgoCdCapability(cluster, capability.name, role, undeclared),
      };
    }
    return undefined;
  },
});

const watchedRoles = [
  ['ADMIN', 'HIGH'],
  ['EDITOR', 'LOW'],
] as const;

function declaredIdentities(principals: readonly DeclaredPrincipal[]): ReadonlySet<string> {
  return new Set(principals.flatMap((one) => (one.kind === 'exact' ? [one.principal] : [])));
}

function identitiesOf({ rbacRoleMappings }: Capability, role: string): readonly string[] {
  const identities = rbacRoleMappings
    .filter((mapping) => mapping.role === role)
    .flatMap((mapping) => mapping.identities.map(identityText));
  return [...new Set(identities)].sort(compareText);
}

function identityText({ type, id }: SsoIdentity): string {
  return `${type}:${id}`;
}
