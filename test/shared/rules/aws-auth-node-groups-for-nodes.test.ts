import type { Statement } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthNodeGroupsForNodes } from '../../../shared/rules/aws-auth-node-groups-for-nodes.ts';
import { mapped, principals, roleLine, userLine } from '../../support/aws-auth.ts';
import { clusterParts, nodegroup } from '../../support/cluster-parts.ts';
import { ci } from '../../support/eks.ts';
import type { Known } from '../../support/facts.ts';
import { trusting } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const node = 'arn:aws:iam::012345678901:role/node';
const pod = 'arn:aws:iam::012345678901:role/fargate';
const alice = 'arn:aws:iam::012345678901:user/alice';
const asNode = ['system:bootstrappers', 'system:nodes'];
/** The role of nodes and the one of Fargate pods, and the role of nodes with the one of people. */
const both = 'arn:aws:iam::012345678901:role/*e';
const any = 'arn:aws:iam::012345678901:role/*';
const username = 'system:node:{{EC2PrivateDNSName}}';
const fargate = 'system:node:{{SessionName}}';

testRule(awsAuthNodeGroupsForNodes, {
  compliant: {
    'a line for nodes as EKS writes it': mapped(
      roleLine(node, { username, groups: asNode }),
      iam(),
    ),
    'a line for Windows nodes': mapped(
      roleLine(node, { username, groups: [...asNode, 'eks:kube-proxy-windows'] }),
      iam(),
    ),
    'a line for Fargate pods': mapped(
      roleLine(pod, { username: fargate, groups: [...asNode, 'system:node-proxier'] }),
      iam(),
    ),
    'a role of people': mapped(roleLine(ci, { username: 'ci', groups: ['dev'] }), iam()),
    'a role of instances that are no nodes of this cluster': mapped(
      roleLine(node, { username: 'bastion', groups: ['dev'] }),
      iam('another'),
    ),
    'a line for the roles of Fargate and of EC2 nodes alike': mapped(
      roleLine(both, { username: fargate, groups: asNode }),
      iam(),
    ),
    'a user in groups of their own': mapped(userLine(alice, { groups: ['dev'] })),
  },
  nonCompliant: {
    'a role of people among the nodes': {
      given: mapped(roleLine(ci, { username: 'ci', groups: ['dev', 'system:nodes'] }), iam()),
      reports: [isNotOfNode(ci, 'system:nodes')],
    },
    'a role of people with the username of a node': {
      given: mapped(roleLine(ci, { username: 'system:node:x', groups: ['dev'] }), iam()),
      reports: [isNotOfNode(ci, 'system:node:x')],
    },
    'a role of people that joins nodes to the cluster': {
      given: mapped(roleLine(ci, { groups: ['system:bootstrappers'] }), iam()),
      reports: [isNotOfNode(ci, 'system:bootstrappers')],
    },
    'a pattern that lets in people beside the nodes': {
      given: mapped(roleLine(any, { username, groups: asNode }), iam()),
      reports: [isNotOfNode(any, username, ...asNode)],
    },
    'a role that nobody may assume, its trust policy being gone': {
      given: mapped(roleLine(ci, { groups: asNode }), {
        facts: principals(ci),
        trustPolicies: { [ci]: 'absent' },
      }),
      reports: [isNotOfNode(ci, ...asNode)],
    },
    'a user among the nodes': {
      given: mapped(userLine(alice, { username, groups: asNode })),
      reports: [isNotOfNode(alice, username, ...asNode)],
    },
    'a line for nodes with groups of people': {
      given: mapped(
        roleLine(node, { username, groups: [...asNode, 'system:masters', 'dev'] }),
        iam(),
      ),
      reports: [hasSurplus(node, 'system:masters', 'dev')],
    },
    'nodes on EC2 in the group of Fargate': {
      given: mapped(
        roleLine(node, { username, groups: [...asNode, 'system:node-proxier'] }),
        iam(),
      ),
      reports: [hasSurplus(node, 'system:node-proxier')],
    },
    'nodes on EC2 in the group of Fargate, by a pattern for both': {
      given: mapped(
        roleLine(both, { username: fargate, groups: [...asNode, 'system:node-proxier'] }),
        iam(),
      ),
      reports: [hasSurplus(both, 'system:node-proxier')],
    },
    'a line for nodes that no node group has, with a group of people': {
      given: mapped(roleLine(node, { username, groups: [...asNode, 'dev'] }), iam('another')),
      reports: [hasSurplus(node, 'dev')],
    },
    'the role of a node group in a line for people, by a pattern for others too': {
      given: mapped(roleLine(both, { username: 'bastion', groups: ['dev'] }), iam()),
      reports: [hasSurplus(both, 'dev')],
    },
    'the role of a node group in a line for people': {
      given: mapped(roleLine(node, { username: 'bastion', groups: ['dev'] }), iam()),
      reports: [hasSurplus(node, 'dev')],
    },
  },
  notApplicable: {
    'a role of another account': {
      given: mapped(roleLine('arn:aws:iam::444455556666:role/node', { groups: asNode })),
      because: 'account 444455556666 is not watched',
    },
    'a role that does not exist': {
      given: mapped(roleLine('arn:aws:iam::012345678901:role/old', { groups: asNode }), iam()),
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose trust policy was not read': {
      given: mapped(roleLine(ci, { groups: asNode }), { facts: principals(ci) }),
      because: `trust-policy iam ${ci}: not read yet`,
    },
    'a role of instances while the node groups were not read': {
      given: mapped(roleLine(node, { groups: ['dev'] }), { ...iam(), facts: principals(node) }),
      because: 'nodegroups eu-west-1/payments: not read yet',
    },
  },
});

/** The three roles, and a cluster whose nodes have this one. */
function iam(nodeRole = node): Known {
  const trusts: Readonly<Record<string, readonly Statement[]>> = {
    [node]: [trusting({ Service: ['ec2.amazonaws.com'] })],
    [pod]: [trusting({ Service: ['eks-fargate-pods.amazonaws.com'] })],
    [ci]: [trusting({ AWS: ['arn:aws:iam::012345678901:root'] })],
  };
  const parts = clusterParts({
    cluster: {},
    nodegroups: [nodegroup({ nodeRole })],
    fargateProfiles: [],
  });
  return { facts: [...principals(node, pod, ci), ...parts], trustPolicies: trusts };
}

function isNotOfNode(principalArn: string, ...by: readonly string[]): Violation {
  return {
    message: `${principalArn} enters payments in eu-west-1 as a node, by ${by.join(', ')}, but neither EC2 nor Fargate may assume it.`,
    evidence: { principalArn, asNode: by },
    key: 'trust',
  };
}

function hasSurplus(principalArn: string, ...groups: readonly string[]): Violation {
  return {
    message: `${principalArn}, a role of nodes of payments in eu-west-1, is in group ${groups.join(', ')} as well.`,
    evidence: { principalArn, groups },
    key: 'groups',
  };
}
