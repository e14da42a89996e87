import type { Facts } from '../access/facts.ts';
import { isUserMapping, mappedRoles } from '../access/mapped-principals.ts';
import { groupOfFargate, isGroupOfNodes, nodePart } from '../access/node-mapping.ts';
import { isNodeRole } from '../access/part-of-cluster.ts';
import { letsInService } from '../iam/service-trust.ts';
import { mappedArn } from '../kubernetes/aws-auth.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule } from './rule.ts';

export const awsAuthNodeGroupsForNodes = defineRule({
  id: 'aws-auth-node-groups-for-nodes',
  subject: 'awsAuthMapping',
  severity: 'HIGH',
  title: 'Mapping mixes up nodes with people or machines',
  requires:
    'Only roles that EC2 or Fargate may put on nodes are in system:nodes or system:bootstrappers, or have a username that begins with system:node:. They, and the roles of the node groups, Fargate profiles and Auto Mode of the cluster, are in no other group but eks:kube-proxy-windows, and system:node-proxier on Fargate.',
  because:
    'A member of system:nodes reads what pods need, and a node is trusted as itself. A group on a node role gives its power to every pod that gets at the credentials of its node.',
  remedy:
    'Give people and machines roles and lines of their own; keep the lines of nodes as EKS writes them.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html',
  ],
  controls: { owasp: ['K03', 'K06'], mitre: ['T1078.004', 'T1552.005'] },

  *check({ cluster, ...mapping }, facts) {
    if (isUserMapping(mapping)) {
      const asNode = nodePart(mapping);
      if (asNode.length > 0) yield notOfNode(cluster, mapping, asNode);
      return undefined;
    }
    const mapped = mappedRoles(facts, mapping);
    if ('outcome' in mapped) return mapped;
    yield* judgeRoles(facts, cluster, mapping, mapped.roles);
    return undefined;
  },
});

function* judgeRoles(
  facts: Facts,
  cluster: ClusterRef,
  mapping: AwsAuthMapping,
  roles: readonly string[],
): Generator<Violation, undefined> {
  const asNode = nodePart(mapping);
  const services = roles.map((arn) => servicesOn(facts, arn));
  if (services.some(({ ec2, fargate }) => !ec2 && !fargate)) {
    if (asNode.length > 0) yield notOfNode(cluster, mapping, asNode);
    return undefined;
  }
  const onFargate = services.every(({ fargate }) => fargate);
  const surplus = surplusIn(mapping, onFargate);
  if (surplus.length === 0) return undefined;
  const isOnNodes = asNode.length > 0 || isAnyNodeRole(facts, cluster, roles);
  if (isOnNodes) yield withSurplus(cluster, mapping, surplus);
  return undefined;
}

function surplusIn({ mapping }: AwsAuthMapping, onFargate: boolean): readonly string[] {
  return mapping.groups.filter(
    (group) => !isGroupOfNodes(group) || (group === groupOfFargate && !onFargate),
  );
}

/** A role that EC2 may use need not be on nodes of this cluster. */
function isAnyNodeRole(facts: Facts, cluster: ClusterRef, roles: readonly string[]): boolean {
  return roles.some((arn) => isNodeRole(facts, cluster, arn));
}

function servicesOn(facts: Facts, roleArn: string) {
  const trust = facts.get(factKeys.trustPolicy(roleArn)) ?? { statements: [] };
  return {
    ec2: letsInService(trust, roleArn, ['ec2']),
    fargate: letsInService(trust, roleArn, ['eks-fargate-pods']),
  };
}

function notOfNode(
  { name, region }: ClusterRef,
  { mapping }: AwsAuthMapping,
  asNode: readonly string[],
): Violation {
  const principalArn = mappedArn(mapping);
  return {
    message: `${principalArn} enters ${name} in ${region} as a node, by ${asNode.join(', ')}, but neither EC2 nor Fargate may assume it.`,
    evidence: { principalArn, asNode },
    key: 'trust',
  };
}

function withSurplus(
  { name, region }: ClusterRef,
  { mapping }: AwsAuthMapping,
  groups: readonly string[],
): Violation {
  const principalArn = mappedArn(mapping);
  return {
    message: `${principalArn}, a role of nodes of ${name} in ${region}, is in group ${groups.join(', ')} as well.`,
    evidence: { principalArn, groups },
    key: 'groups',
  };
}
