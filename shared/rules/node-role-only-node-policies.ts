import { isCniPolicy } from '../access/cni-policy.ts';
import { type Facts, unread } from '../access/facts.ts';
import { isNodePolicy } from '../access/node-policies.ts';
import { permissionsOf } from '../access/permissions.ts';
import { detachRolePolicy } from '../access/remedy-commands.ts';
import { surplusPowers } from '../access/surplus-power.ts';
import { compilePermissions } from '../iam/decide.ts';
import type { NamedPolicy, Permissions } from '../iam/decision.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PrincipalPolicies } from '../model/principal.ts';
import { defineRule } from './rule.ts';

export const nodeRoleOnlyNodePolicies = defineRule({
  id: 'node-role-only-node-policies',
  subject: 'nodeRole',
  severity: 'MEDIUM',
  title: 'Nodes can do more in AWS than nodes need',
  requires:
    'A node role holds only the policies that nodes are documented to need. HIGH where the surplus reads secrets, writes data, assumes roles or changes IAM or EKS.',
  because:
    'Every pod that reaches the metadata of its node, or breaks out of its container, acts as the node role.',
  remedy:
    'Give the workload that needs it a role of its own by Pod Identity or IRSA, then take the policy off the node role.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1552.005'] },

  *check({ role, clusters }, facts) {
    const policies = facts.get(factKeys.rolePolicies(role.arn));
    if (policies === undefined) return;
    const surplus = surplusOf(policies, facts);
    const permissions = permissionsOf(facts, role.arn);
    const first = surplus[0];
    if (first === undefined || permissions === undefined) return;
    const powers = surplusPowers(compilePermissions(withoutNodePolicies(permissions)));
    const may = powers.length === 0 ? '' : `, and may ${powers.join(', ')}`;
    const attached = surplus.find((policy) => policies.attached.includes(policy));
    yield {
      message: `Nodes of ${clusters.map(({ name }) => name).join(', ')} hold ${surplus.join(', ')} through ${role.arn}${may}.`,
      evidence: { roleArn: role.arn, policies: surplus, powers },
      ...(powers.length > 0 && { severity: 'HIGH' as const }),
      ...(attached !== undefined && { command: detachRolePolicy(role.name, attached) }),
    };
  },
});

function surplusOf({ inline, attached }: PrincipalPolicies, facts: Facts): readonly string[] {
  const managed = attached.filter((arn) => {
    const read = facts.ifRead(() => facts.get(factKeys.managedPolicy(arn)));
    return !isNodePolicy(arn) && (read === unread || read === undefined || givesMore(read));
  });
  const own = inline.filter((policy) => !('document' in policy) || givesMore(policy));
  return [...managed, ...own.map(({ name }) => `inline ${name}`).toSorted()];
}

/** A policy of denials gives nothing, and where that of the CNI belongs another rule says. */
function givesMore(policy: Pick<NamedPolicy, 'arn' | 'document'>): boolean {
  const { statements } = policy.document;
  return statements.some(({ effect }) => effect === 'Allow') && !isCniPolicy(policy);
}

/** What nodes need is not held against them. */
function withoutNodePolicies(permissions: Permissions): Permissions {
  const isSurplus = ({ arn }: NamedPolicy) => arn === undefined || !isNodePolicy(arn);
  return { ...permissions, identity: permissions.identity.filter(isSurplus) };
}
