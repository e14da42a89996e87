import type { AssociatedAccessPolicy } from '../../../shared/model/access-entry.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryNodeTypeForNodes } from '../../../shared/rules/access-entry-node-type-for-nodes.ts';
import {
  type ClusterParts,
  clusterParts,
  fargateProfile,
  nodegroup,
} from '../../support/cluster-parts.ts';
import { accessEntry, entryWith, policy, wholeCluster } from '../../support/eks.ts';
import { gone } from '../../support/facts.ts';
import { trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const node = 'arn:aws:iam::012345678901:role/node';
const deleteEntry = `aws eks delete-access-entry --cluster-name payments --principal-arn ${node} --region eu-west-1`;
const byEc2 = trusting({ Service: ['ec2.amazonaws.com'] });
const byFargate = trusting({ Service: ['eks-fargate-pods.amazonaws.com'] });
const byPeople = trusting({ AWS: ['arn:aws:iam::012345678901:root'] });
const autoNode = policy('AmazonEKSAutoNodePolicy', wholeCluster);
const view = policy('AmazonEKSViewPolicy', wholeCluster);
const noParts: ClusterParts = { cluster: {}, nodegroups: [], fargateProfiles: [] };

testRule(accessEntryNodeTypeForNodes, {
  compliant: {
    'Linux nodes on EC2': entryOf('EC2_LINUX', [byEc2]),
    'Windows nodes on EC2, whose role somebody else may assume as well': entryOf('EC2_WINDOWS', [
      byPeople,
      byEc2,
    ]),
    'nodes of Auto Mode with their policy': entryOf('EC2', [byEc2], [autoNode]),
    'pods on Fargate': entryOf('FARGATE_LINUX', [byFargate]),
    'hybrid nodes by Systems Manager': entryOf('HYBRID_LINUX', [
      trusting({ Service: ['ssm.amazonaws.com'] }),
    ]),
    'hybrid nodes by IAM Roles Anywhere': entryOf('HYBRID_LINUX', [
      trusting({ Service: ['rolesanywhere.amazonaws.com'] }),
    ]),
    'nodes of HyperPod': entryOf('HYPERPOD_LINUX', [
      trusting({ Service: ['sagemaker.amazonaws.com'] }),
    ]),
    'nodes on EC2 in China': entryOf('EC2_LINUX', [
      trusting({ Service: ['ec2.amazonaws.com.cn'] }),
    ]),
    'a STANDARD entry of a role that no service may assume': standard([byPeople], {}),
    'a STANDARD entry of a role on EC2 that no nodes have (prowler#2810)': standard([byEc2], {
      ...noParts,
      nodegroups: [nodegroup({ nodeRole: `${node}-2` }), { ...nodegroup({}), name: 'other' }],
      fargateProfiles: [fargateProfile(`${node}-3`)],
    }),
  },
  nonCompliant: {
    'an entry for nodes of a role that people assume': {
      given: entryOf('EC2_LINUX', [byPeople]),
      reports: [isNoNode('EC2_LINUX', 'ec2')],
    },
    'an entry for hybrid nodes of a role on EC2': {
      given: entryOf('HYBRID_LINUX', [byEc2]),
      reports: [isNoNode('HYBRID_LINUX', 'ssm or rolesanywhere')],
    },
    'an entry for Fargate of a role on EC2': {
      given: entryOf('FARGATE_LINUX', [byEc2]),
      reports: [isNoNode('FARGATE_LINUX', 'eks-fargate-pods')],
    },
    'an entry for HyperPod of a role on EC2': {
      given: entryOf('HYPERPOD_LINUX', [byEc2]),
      reports: [isNoNode('HYPERPOD_LINUX', 'sagemaker')],
    },
    'nodes with an access policy': {
      given: entryOf('EC2_LINUX', [byEc2], [view, autoNode]),
      reports: [
        holds('AmazonEKSViewPolicy', 'EC2_LINUX'),
        holds('AmazonEKSAutoNodePolicy', 'EC2_LINUX'),
      ],
    },
    'nodes of Auto Mode with another policy, of a role that people assume': {
      given: entryOf('EC2', [byPeople], [autoNode, view]),
      reports: [isNoNode('EC2', 'ec2'), holds('AmazonEKSViewPolicy', 'EC2')],
    },
    'a STANDARD entry of the role of a node group': {
      given: standard([byEc2], { nodegroups: [nodegroup({ nodeRole: node })] }),
      reports: [isStandard()],
    },
    'a STANDARD entry of the role of a Fargate profile': {
      given: standard([byFargate], { ...noParts, fargateProfiles: [fargateProfile(node)] }),
      reports: [isStandard()],
    },
    'a STANDARD entry of the node role of Auto Mode': {
      given: standard([byEc2], {
        ...noParts,
        cluster: { computeConfig: { enabled: true, nodeRoleArn: node } },
      }),
      reports: [isStandard()],
    },
  },
  notApplicable: {
    'a service-linked role (prowler#2248)': {
      given: {
        subject: accessEntry(
          'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        ),
        known: {},
      },
      because: 'AWS keeps service-linked roles',
    },
    'a role that is gone': {
      given: {
        subject: accessEntry(node),
        known: { facts: [gone(factKeys.trustPolicy(node))] },
      },
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose trust policy was not read': {
      given: { subject: accessEntry(node), known: {} },
      because: `trust-policy iam ${node}: not read yet`,
    },
    'nodes whose access policies were not read, of a role that people assume': {
      given: {
        subject: entryOf('EC2', []).subject,
        known: { trustPolicies: { [node]: [byPeople] } },
      },
      because: `access-policies eu-west-1/payments ${node}: not read yet`,
      reports: [isNoNode('EC2', 'ec2')],
    },
    'a STANDARD entry of a role on EC2 where node groups were not read': {
      given: standard([byEc2], {}),
      because: 'nodegroups eu-west-1/payments: not read yet',
    },
    'a type that is not known': {
      given: entryOf('EC2_MAC', [byEc2]),
      because: 'access entry type EC2_MAC is not known',
    },
  },
});

function entryOf(
  type: string,
  trust: readonly Statement[],
  policies: readonly AssociatedAccessPolicy[] = [],
): Given<'accessEntry'> {
  const { subject, known } = entryWith(node, policies, { trustPolicies: { [node]: trust } });
  return { subject: { ...subject, entry: { ...subject.entry, type } }, known };
}

function standard(trust: readonly Statement[], parts: ClusterParts): Given<'accessEntry'> {
  return entryWith(node, [], { trustPolicies: { [node]: trust }, facts: clusterParts(parts) });
}

function isNoNode(type: string, services: string): Violation {
  return {
    key: 'trust',
    message: `${node} enters payments in eu-west-1 as a node of type ${type}, but ${services} may not assume it.`,
    evidence: { principalArn: node, type },
    command: deleteEntry,
  };
}

function holds(name: string, type: string): Violation {
  const policyArn = `arn:aws:eks::aws:cluster-access-policy/${name}`;
  return {
    key: name,
    message: `${node}, a role of nodes of payments in eu-west-1, holds ${name}.`,
    evidence: {
      principalArn: node,
      policyArn,
      accessScope: { type: 'cluster', namespaces: [] },
      type,
    },
    command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${node} --policy-arn ${policyArn} --region eu-west-1`,
  };
}

function isStandard(): Violation {
  return {
    key: 'standard',
    message: `${node}, a role of nodes of payments in eu-west-1, has a STANDARD access entry there.`,
    evidence: { principalArn: node, type: 'STANDARD' },
    command: deleteEntry,
  };
}
