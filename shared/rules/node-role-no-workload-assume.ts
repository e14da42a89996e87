import { type AssumableRole, assumableRoles } from '../access/assumable-roles.ts';
import { permissionsOf } from '../access/permissions.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import { contextOf } from '../iam/context.ts';
import type { Permissions } from '../iam/decision.ts';
import { defineRule } from './rule.ts';

export const nodeRoleNoWorkloadAssume = defineRule({
  id: 'node-role-no-workload-assume',
  subject: 'nodeRole',
  severity: 'HIGH',
  title: 'Nodes may become the roles of workloads',
  requires: 'A node role may assume no other role of the account.',
  because:
    'That is how kube2iam and kiam gave roles to pods: whoever reaches the credentials of any node may still take every one of those roles.',
  remedy:
    'Move the workloads to Pod Identity or IRSA, take the node role out of the trust policies, and sts:AssumeRole out of the node role.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1552.005', 'T1078.004'] },

  *check({ role, clusters }, facts) {
    const permissions = permissionsOf(facts, role.arn);
    if (permissions === undefined) return;
    const roles = assumableRoles(facts)
      .filter((other) => other.roleArn !== role.arn && mayAssume(role.arn, permissions, other))
      .map(({ roleArn }) => roleArn);
    if (roles.length === 0) return;
    yield {
      message: `Nodes of ${clusters.map(({ name }) => name).join(', ')} may assume ${roles.length === 1 ? roles[0] : `${roles.length} roles`} through ${role.arn}.`,
      evidence: { roleArn: role.arn, roles },
    };
  },
});

function mayAssume(
  nodeRoleArn: string,
  permissions: Permissions,
  { roleArn, trust }: AssumableRole,
): boolean {
  const decision = decideAssumeRole({
    trust,
    roleArn,
    caller: { type: 'AWS', arn: nodeRoleArn, permissions },
    action: 'sts:AssumeRole',
    context: contextOf({}),
  });
  return decision.outcome !== 'denied';
}
