import { factKeys } from '../../../shared/model/fact-key.ts';
import { nodeRoleOnlyNodePolicies } from '../../../shared/rules/node-role-only-node-policies.ts';
import { denied } from '../../support/facts.ts';
import { nodeRoleArn, nodeRoleGiven } from '../../support/node-roles.ts';
import { allow, deny, goneRole, roleFacts } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const worker = 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy';
const pull = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly';
const cni = 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy';
const s3 = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
const describe = [allow(['ec2:DescribeInstances', 'eks-auth:AssumeRoleForPodIdentity'])];

testRule(nodeRoleOnlyNodePolicies, {
  compliant: {
    'the policies that nodes need': nodeRoleGiven(
      roleFacts(nodeRoleArn, { attached: { [worker]: describe, [pull]: describe } }),
    ),
    'the policy of the CNI, which another rule reports': nodeRoleGiven(
      roleFacts(nodeRoleArn, { attached: { [worker]: describe, [cni]: describe } }),
    ),
    'policies that only deny': nodeRoleGiven(
      roleFacts(nodeRoleArn, {
        attached: {
          [worker]: describe,
          'arn:aws:iam::012345678901:policy/guard': [deny(['iam:*'])],
        },
        inline: { ReadOnly: [deny(['s3:Put*', 's3:Delete*'])] },
      }),
    ),
    'the policy of the CNI for IPv6, which the account makes for itself': nodeRoleGiven(
      roleFacts(nodeRoleArn, {
        attached: {
          'arn:aws:iam::012345678901:policy/AmazonEKS_CNI_IPv6_Policy': [
            allow(['ec2:AssignIpv6Addresses', 'ec2:DescribeInstances', 'ec2:DescribeTags']),
            allow(['ec2:CreateTags'], ['arn:aws:ec2:*:*:network-interface/*']),
          ],
        },
      }),
    ),
    'a role whose policies are gone': nodeRoleGiven(goneRole(nodeRoleArn)),
  },
  nonCompliant: {
    'a policy that nodes do not need and that harms little': {
      given: nodeRoleGiven(
        roleFacts(nodeRoleArn, {
          attached: { [worker]: describe },
          inline: { Tags: [allow(['ec2:DescribeTags'])] },
        }),
      ),
      reports: [
        {
          message: `Nodes of payments hold inline Tags through ${nodeRoleArn}.`,
          evidence: { roleArn: nodeRoleArn, policies: ['inline Tags'], powers: [] },
        },
      ],
    },
    'a policy that writes data': {
      given: nodeRoleGiven(
        roleFacts(nodeRoleArn, { attached: { [worker]: describe, [s3]: [allow(['s3:*'])] } }),
      ),
      reports: [
        {
          message: `Nodes of payments hold ${s3} through ${nodeRoleArn}, and may write data.`,
          evidence: { roleArn: nodeRoleArn, policies: [s3], powers: ['write data'] },
          severity: 'HIGH',
          command: `aws iam detach-role-policy --role-name node --policy-arn ${s3}`,
        },
      ],
    },
    'policies that read secrets, assume roles and change IAM or EKS, in two clusters': {
      given: nodeRoleGiven(
        roleFacts(nodeRoleArn, {
          inline: {
            Secrets: [allow(['ssm:GetParameter'], ['arn:aws:ssm:*:*:parameter/db'])],
            Assume: [allow(['sts:AssumeRole'], ['arn:aws:iam::*:role/k2i-*'])],
            Access: [allow(['eks:CreateAccessEntry'])],
          },
        }),
        [
          { region: 'eu-west-1', name: 'payments' },
          { region: 'eu-west-1', name: 'web' },
        ],
      ),
      reports: [
        {
          message: `Nodes of payments, web hold inline Access, inline Assume, inline Secrets through ${nodeRoleArn}, and may read secrets, assume roles, change IAM or EKS.`,
          evidence: {
            roleArn: nodeRoleArn,
            policies: ['inline Access', 'inline Assume', 'inline Secrets'],
            powers: ['read secrets', 'assume roles', 'change IAM or EKS'],
          },
          severity: 'HIGH',
        },
      ],
    },
    'a policy that would write data, but for a Deny': {
      given: nodeRoleGiven(
        roleFacts(nodeRoleArn, {
          attached: { [s3]: [allow(['s3:*'])] },
          inline: { ReadOnly: [deny(['s3:Put*', 's3:Delete*'])] },
        }),
      ),
      reports: [
        {
          message: `Nodes of payments hold ${s3} through ${nodeRoleArn}.`,
          evidence: { roleArn: nodeRoleArn, policies: [s3], powers: [] },
          command: `aws iam detach-role-policy --role-name node --policy-arn ${s3}`,
        },
      ],
    },
    'a policy that gives the permissions of the CNI and more': {
      given: nodeRoleGiven(
        roleFacts(nodeRoleArn, {
          inline: {
            Cni: [allow(['ec2:AssignIpv6Addresses'])],
            Hosts: [allow(['ec2:AssignIpv6Addresses', 'ec2:CreateTags'])],
            Network: [allow(['ec2:*'])],
          },
        }),
      ),
      reports: [
        {
          message: `Nodes of payments hold inline Hosts, inline Network through ${nodeRoleArn}.`,
          evidence: {
            roleArn: nodeRoleArn,
            policies: ['inline Hosts', 'inline Network'],
            powers: [],
          },
        },
      ],
    },
    'a policy that is only named like one of AWS': {
      given: nodeRoleGiven(
        roleFacts(nodeRoleArn, {
          attached: {
            'arn:aws:iam::012345678901:policy/AmazonEKSWorkerNodePolicy': [
              allow(['secretsmanager:GetSecretValue']),
            ],
          },
        }),
      ),
      reports: [
        {
          message: `Nodes of payments hold arn:aws:iam::012345678901:policy/AmazonEKSWorkerNodePolicy through ${nodeRoleArn}, and may read secrets.`,
          evidence: {
            roleArn: nodeRoleArn,
            policies: ['arn:aws:iam::012345678901:policy/AmazonEKSWorkerNodePolicy'],
            powers: ['read secrets'],
          },
          severity: 'HIGH',
          command:
            'aws iam detach-role-policy --role-name node --policy-arn arn:aws:iam::012345678901:policy/AmazonEKSWorkerNodePolicy',
        },
      ],
    },
  },
  insufficientData: {
    'policies that were not read': {
      given: nodeRoleGiven([denied(factKeys.rolePolicies(nodeRoleArn))]),
      because: `role-policies iam ${nodeRoleArn}: AccessDenied`,
    },
    'a surplus policy whose document was not read': {
      given: nodeRoleGiven(roleFacts(nodeRoleArn, { attached: { [s3]: 'unread' } })),
      because: `managed-policy iam ${s3}: not read yet`,
      reports: [
        {
          message: `Nodes of payments hold ${s3} through ${nodeRoleArn}.`,
          evidence: { roleArn: nodeRoleArn, policies: [s3], powers: [] },
          command: `aws iam detach-role-policy --role-name node --policy-arn ${s3}`,
        },
      ],
    },
  },
});
