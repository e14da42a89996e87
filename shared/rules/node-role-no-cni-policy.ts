import { isCniPolicy } from '../access/cni-policy.ts';
import type { Facts } from '../access/facts.ts';
import { permissionsOf } from '../access/permissions.ts';
import { detachRolePolicy } from '../access/remedy-commands.ts';
import { needAll } from '../access/role-use.ts';
import { allowedResourcePatterns } from '../iam/allowed-resource-patterns.ts';
import { contextOf } from '../iam/context.ts';
import { compilePermissions, decide } from '../iam/decide.ts';
import type { NamedPolicy } from '../iam/decision.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { mayAllow } from '../iam/may-allow.ts';
import { strangerText } from '../iam/stranger-text.ts';
import { witnessOf } from '../iam/witness.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Statement } from '../model/policy-document.ts';
import { defineRule, notApplicable } from './rule.ts';

export const nodeRoleNoCniPolicy = defineRule({
  id: 'node-role-no-cni-policy',
  subject: 'nodeRole',
  severity: 'LOW',
  title: 'Nodes may change the network of the VPC',
  requires:
    'The permissions of the VPC CNI (AmazonEKS_CNI_Policy, or its IPv6 statements) sit on a role of the service account aws-node, not on the node role. Clusters with Auto Mode alone need them nowhere.',
  because:
    'The CNI may attach and detach network interfaces all over the VPC, and on the node role every pod that reaches the node may do so too.',
  remedy:
    'Give the add-on vpc-cni a role by Pod Identity or IRSA, then detach the policy from the node role.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  ],
  controls: { owasp: ['K03'] },

  *check(subject, facts) {
    const { role, clusters } = subject;
    const withCni = clusters.filter((cluster) => !isAutoModeAlone(cluster, facts));
    if (withCni.length === 0) {
      needAll(facts, subject);
      return notApplicable('Auto Mode needs no CNI on its nodes');
    }
    const permissions = permissionsOf(facts, role.arn);
    if (permissions === undefined) return undefined;
    const compiled = compilePermissions(permissions);
    const filler = strangerText(compiled);
    // What gives the nodes more than that, node-role-only-node-policies reports.
    const forCni = permissions.identity.filter(isCniPolicy).flatMap(statementsOf);
    const found = cniActions
      .filter((action) => mayAllow(compiled, action))
      .flatMap((action) =>
        allowedResourcePatterns(compiled, action).map(({ pattern }) =>
          decide(compiled, {
            action,
            resource: witnessOf(pattern, filler),
            context: contextOf({}),
          }),
        ),
      )
      .filter(({ outcome }) => outcome !== 'denied')
      .flatMap(({ deciding }) => deciding.filter(({ source }) => forCni.includes(source)));
    if (found.length === 0) return undefined;
    const attached = facts.get(factKeys.rolePolicies(role.arn))?.attached ?? [];
    const policy = attached.find((arn) => arn.endsWith(':aws:policy/AmazonEKS_CNI_Policy'));
    yield {
      message: `Nodes of ${withCni.map(({ name }) => name).join(', ')} hold the permissions of the CNI through ${role.arn}.`,
      evidence: {
        roleArn: role.arn,
        statements: statementEvidence(found),
      },
      ...(policy !== undefined && { command: detachRolePolicy(role.name, policy) }),
    };
    return undefined;
  },
});

/** What only the CNI asks for. */
const cniActions = ['ec2:AssignPrivateIpAddresses', 'ec2:AssignIpv6Addresses'] as const;

function statementsOf({ document }: NamedPolicy): readonly Statement[] {
  return document.statements;
}

function isAutoModeAlone(cluster: ClusterRef, facts: Facts): boolean {
  if (facts.get(factKeys.cluster(cluster))?.computeConfig?.enabled !== true) return false;
  return facts.list(factKeys.nodegroups(cluster)).length === 0;
}
