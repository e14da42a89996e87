import type { Facts } from '../access/facts.ts';
import { permissionsOf } from '../access/permissions.ts';
import { doubtsOf } from '../access/trust-doubts.ts';
import { type TrustingRole, trustingRoles } from '../access/trusting-roles.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import { contextOf } from '../iam/context.ts';
import { compilePermissions } from '../iam/decide.ts';
import type { Decision, Permissions } from '../iam/decision.ts';
import { mayAllow } from '../iam/may-allow.ts';
import { decideAsSession } from '../iam/second-factor.ts';
import { compareText } from '../model/json.ts';
import { lowered } from '../model/severity.ts';
import { defineRule } from './rule.ts';

export const nodeRoleNoWorkloadAssume = defineRule({
  id: 'node-role-no-workload-assume',
  subject: 'nodeRole',
  severity: 'HIGH',
  title: 'Nodes may become the roles of workloads',
  requires:
    'A node role may assume no other role of the account. MEDIUM where all of them turn on a condition that cannot be decided.',
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
    const found = candidatesOf(facts, permissions)
      .filter(({ roleArn }) => roleArn !== role.arn)
      .map((candidate) => ({ arn: candidate.roleArn, decision: decide(permissions, candidate) }))
      .filter(({ decision }) => decision.outcome !== 'denied');
    if (found.length === 0) return;
    const each = [...new Set(found.map(({ arn }) => arn))].sort(compareText);
    const sure = found.some(({ decision }) => decision.outcome === 'allowed');
    const doubts = sure ? [] : doubtsOf(found.map(({ decision }) => decision));
    const condition = sure ? '' : `, if ${doubts.join(' and ')} allows it`;
    yield {
      message: `Nodes of ${clusters.map(({ name }) => name).join(', ')} may assume ${each.length === 1 ? each[0] : `${each.length} roles`} through ${role.arn}${condition}.`,
      evidence: { roleArn: role.arn, roles: each, ...(!sure && { dependsOn: doubts }) },
      ...(!sure && { severity: lowered('HIGH') }),
    };
  },
});

/** A trust in an account leaves it to the policies of the node role, which seldom allow it. */
function candidatesOf(facts: Facts, permissions: Permissions): readonly TrustingRole[] {
  const { byPrincipal, accounts, everybody } = facts.shared(trustingRoles);
  const byAccount = mayAllow(compilePermissions(permissions), 'sts:AssumeRole') ? accounts : [];
  return [...(byPrincipal.get(permissions.principalArn) ?? []), ...byAccount, ...everybody];
}

function decide(permissions: Permissions, { roleArn, trust }: TrustingRole): Decision {
  return decideAsSession((known) =>
    decideAssumeRole({
      trust: { name: 'trust policy', document: trust },
      roleArn,
      caller: { type: 'AWS', arn: permissions.principalArn, permissions },
      action: 'sts:AssumeRole',
      context: contextOf(known),
    }),
  );
}
