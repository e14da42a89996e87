import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { clusterRoleOnlyClusterPolicies } from '../../../shared/rules/cluster-role-only-cluster-policies.ts';
import { cluster } from '../../support/eks.ts';
import { denied } from '../../support/facts.ts';
import { condition, everyone } from '../../support/iam.ts';
import {
  allow,
  deny,
  goneRole,
  type RoleSketch,
  roleFacts,
  trusting,
} from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const roleArn = 'arn:aws:iam::012345678901:role/payments-cluster';
const clusterPolicy = 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy';
const computePolicy = 'arn:aws:iam::aws:policy/AmazonEKSComputePolicy';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const ownPolicy = 'arn:aws:iam::012345678901:policy/AmazonEKSClusterPolicy';
const key = 'arn:aws:kms:eu-west-1:012345678901:key/1234';
const byEks = trusting({ Service: ['eks.amazonaws.com'] }, ['sts:AssumeRole', 'sts:TagSession']);
const whole = [allow(['ec2:*'])];

testRule(clusterRoleOnlyClusterPolicies, {
  compliant: {
    'the policy for clusters': withRole({ attached: { [clusterPolicy]: whole } }),
    'the policies of Auto Mode as well': withRole({
      attached: {
        [clusterPolicy]: whole,
        [computePolicy]: whole,
        'arn:aws:iam::aws:policy/AmazonEKSBlockStoragePolicy': whole,
        'arn:aws:iam::aws:policy/AmazonEKSLoadBalancingPolicy': whole,
        'arn:aws:iam::aws:policy/AmazonEKSNetworkingPolicy': whole,
      },
    }),
    'the policies of older and of local clusters': withRole({
      attached: {
        'arn:aws:iam::aws:policy/AmazonEKSServicePolicy': whole,
        'arn:aws:iam::aws:policy/AmazonEKSVPCResourceController': whole,
        'arn:aws:iam::aws:policy/AmazonEKSLocalOutpostClusterPolicy': whole,
      },
    }),
    'the policies in China': withRole({
      attached: { 'arn:aws-cn:iam::aws:policy/AmazonEKSClusterPolicy': whole },
    }),
    'what eksctl adds: metrics and a look at the network': withRole({
      inline: {
        PolicyCloudWatchMetrics: [allow(['cloudwatch:PutMetricData'])],
        PolicyELBPermissions: [
          allow([
            'ec2:DescribeAccountAttributes',
            'ec2:Describe*',
            'elasticloadbalancing:Describe*',
          ]),
        ],
      },
    }),
    'what the Terraform module adds: one key, and a Deny': withRole({
      inline: {
        Encryption: [
          allow(
            ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants', 'kms:DescribeKey', 'kms:CreateGrant'],
            [key],
          ),
        ],
        Logs: [deny(['logs:CreateLogGroup'])],
      },
    }),
    'tags of the user on what Auto Mode makes, as documented': withRole({
      inline: {
        Tags: [
          allow(
            ['ec2:CreateFleet', 'ec2:RunInstances'],
            ['*'],
            condition(
              'StringEquals',
              'aws:RequestTag/eks:eks-cluster-name',
              `$${'{aws:PrincipalTag/eks:eks-cluster-name}'}`,
            ),
          ),
        ],
      },
    }),
    'a surplus that its boundary takes away': withRole({
      inline: { More: [allow(['s3:*'])] },
      boundary: [allow(['ec2:*'])],
    }),
    'a trust that lets nobody in': withRole({ trust: [] }),
    'a Deny of somebody': withRole({
      trust: [byEks, { ...trusting({ AWS: ['*'] }), effect: 'Deny' }],
    }),
  },
  nonCompliant: {
    'a policy that is not for clusters': {
      given: withRole({ attached: { [clusterPolicy]: whole, [readOnly]: [allow(['s3:Get*'])] } }),
      reports: [
        surplus(
          's3:Get*',
          readOnly,
          `aws iam detach-role-policy --role-name payments-cluster --policy-arn ${readOnly}`,
        ),
      ],
    },
    'a policy of the account with the name of one of AWS': {
      given: withRole({ attached: { [ownPolicy]: [allow(['s3:*', 'ec2:DescribeVpcs'])] } }),
      reports: [
        {
          ...surplus('s3:*', ownPolicy, ''),
          evidence: {
            roleArn,
            statements: [
              {
                policy: ownPolicy,
                statement: {
                  Effect: 'Allow',
                  Action: ['ec2:DescribeVpcs', 's3:*'],
                  Resource: '*',
                },
              },
            ],
          },
          command: `aws iam create-policy-version --policy-arn ${ownPolicy} --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeVpcs","Resource":"*"}]}' --set-as-default`,
        },
      ],
    },
    'an inline policy with nothing else in it': {
      given: withRole({
        inline: { More: [allow(['sqs:SendMessage']), deny(['sqs:DeleteQueue'])] },
      }),
      reports: [surplus('sqs:SendMessage', 'inline More', deletes('More'))],
    },
    'an inline policy with a need in it': {
      given: withRole({
        inline: { More: [allow(['sqs:SendMessage']), allow(['cloudwatch:PutMetricData'])] },
      }),
      reports: [
        surplus(
          'sqs:SendMessage',
          'inline More',
          'aws iam put-role-policy --role-name payments-cluster --policy-name More --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudwatch:PutMetricData","Resource":"*"}]}\'',
        ),
      ],
    },
    'keys of any name': {
      given: withRole({ inline: { More: [allow(['kms:Decrypt'])] } }),
      reports: [surplus('kms:Decrypt', 'inline More', deletes('More'))],
    },
    'keys by pattern': {
      given: withRole({ inline: { More: [allow(['kms:Decrypt'], ['arn:aws:kms:*:*:key/1'])] } }),
      reports: [
        surplus('kms:Decrypt', 'inline More', deletes('More'), {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: 'arn:aws:kms:*:*:key/1',
        }),
      ],
    },
    'one key and all others': {
      given: withRole({ inline: { More: [allow(['kms:Decrypt'], [key, '*'])] } }),
      reports: [
        surplus('kms:Decrypt', 'inline More', deletes('More'), {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: ['*', key],
        }),
      ],
    },
    'all keys but one': {
      given: withRole({
        inline: {
          More: [{ ...allow(['kms:Decrypt']), resources: { negated: true, values: [key] } }],
        },
      }),
      reports: [
        surplus('kms:Decrypt', 'inline More', deletes('More'), {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          NotResource: key,
        }),
      ],
    },
    'two policies, each with its command': {
      given: withRole({
        attached: { [readOnly]: [allow(['s3:Get*']), allow(['ec2:DescribeVpcs'])] },
        inline: { More: [allow(['kms:Decrypt'])] },
      }),
      reports: [
        {
          message: `${roleArn}, the role of cluster payments in eu-west-1, may do more than a cluster needs: kms:Decrypt, s3:Get*.`,
          evidence: {
            roleArn,
            statements: [
              {
                policy: readOnly,
                statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' },
              },
              {
                policy: 'inline More',
                statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
              },
            ],
          },
          key: 'permissions',
          command: `aws iam detach-role-policy --role-name payments-cluster --policy-arn ${readOnly} && ${deletes('More')}`,
        },
      ],
    },
    'what a Deny takes away only under a condition': {
      given: withRole({
        inline: {
          More: [
            allow(['sqs:SendMessage']),
            deny(['sqs:SendMessage'], ['*'], condition('StringEquals', 'aws:SourceVpc', 'vpc-1')),
          ],
        },
      }),
      reports: [surplus('sqs:SendMessage', 'inline More', deletes('More'))],
    },
    'what one of its resources is denied': {
      given: withRole({
        inline: {
          More: [
            allow(['sqs:SendMessage'], ['arn:aws:sqs:*:*:a', 'arn:aws:sqs:*:*:b']),
            deny(['sqs:SendMessage'], ['arn:aws:sqs:*:*:a']),
          ],
        },
      }),
      reports: [
        surplus('sqs:SendMessage', 'inline More', deletes('More'), {
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Resource: ['arn:aws:sqs:*:*:a', 'arn:aws:sqs:*:*:b'],
        }),
      ],
    },
    'another tag than that of Auto Mode': {
      given: withRole({
        inline: {
          More: [
            allow(
              ['ec2:RunInstances'],
              ['*'],
              condition('StringEquals', 'aws:RequestTag/team', 'payments'),
            ),
          ],
        },
      }),
      reports: [
        surplus('ec2:RunInstances', 'inline More', deletes('More'), {
          Effect: 'Allow',
          Action: 'ec2:RunInstances',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestTag/team': 'payments' } },
        }),
      ],
    },
    'all but one action': {
      given: withRole({
        inline: { More: [{ ...allow([]), actions: { negated: true, values: ['iam:*'] } }] },
      }),
      reports: [
        surplus('*', 'inline More', deletes('More'), {
          Effect: 'Allow',
          NotAction: 'iam:*',
          Resource: '*',
        }),
      ],
    },
    'a read that shows more than the network': {
      given: withRole({ inline: { More: [allow(['ec2:GetPasswordData'])] } }),
      reports: [surplus('ec2:GetPasswordData', 'inline More', deletes('More'))],
    },
    'the tag of Auto Mode on what Auto Mode does not make': {
      given: withRole({
        inline: {
          More: [
            allow(
              ['ec2:RunInstances', 'iam:CreateRole'],
              ['*'],
              condition('StringEquals', 'aws:RequestTag/eks:eks-cluster-name', 'payments'),
            ),
          ],
        },
      }),
      reports: [
        surplus(
          'iam:CreateRole',
          'inline More',
          `aws iam put-role-policy --role-name payments-cluster --policy-name More --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:RunInstances","Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/eks:eks-cluster-name":"payments"}}}]}'`,
          {
            Effect: 'Allow',
            Action: ['ec2:RunInstances', 'iam:CreateRole'],
            Resource: '*',
            Condition: {
              StringEquals: { 'aws:RequestTag/eks:eks-cluster-name': 'payments' },
            },
          },
        ),
      ],
    },
    'the tag of Auto Mode where it is there': {
      given: withRole({
        inline: {
          More: [
            allow(
              ['ec2:RunInstances'],
              ['*'],
              condition('StringEqualsIfExists', 'aws:RequestTag/eks:eks-cluster-name', 'payments'),
            ),
          ],
        },
      }),
      reports: [
        surplus('ec2:RunInstances', 'inline More', deletes('More'), {
          Effect: 'Allow',
          Action: 'ec2:RunInstances',
          Resource: '*',
          Condition: {
            StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': 'payments' },
          },
        }),
      ],
    },
    'a trust in EC2 and a role as well': {
      given: withRole({
        trust: [
          trusting({ Service: ['ec2.amazonaws.com', 'eks.amazonaws.com'] }),
          trusting({ AWS: ['arn:aws:iam::012345678901:role/ops'] }),
        ],
      }),
      reports: [trusts('AWS arn:aws:iam::012345678901:role/ops', 'Service ec2.amazonaws.com')],
    },
    'a trust in everybody': {
      given: withRole({ trust: [{ ...byEks, principals: everyone }] }),
      reports: [trusts('everybody')],
    },
    'a trust in everybody but somebody': {
      given: withRole({
        trust: [
          {
            ...byEks,
            principals: { negated: true, everyone: false, byType: { AWS: ['012345678901'] } },
          },
        ],
      }),
      reports: [trusts('everybody but AWS 012345678901')],
    },
    'both, each by itself': {
      given: withRole({
        trust: [trusting({ Service: ['ec2.amazonaws.com'] })],
        inline: { More: [allow(['kms:Decrypt'])] },
      }),
      reports: [
        trusts('Service ec2.amazonaws.com'),
        surplus('kms:Decrypt', 'inline More', deletes('More')),
      ],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: { subject: cluster({ roleArn }), known: { facts: goneRole(roleArn) } },
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a cluster whose role was not named': {
      given: { subject: cluster(), known: {} },
      because: 'EKS did not name the role of the cluster',
    },
    'a role whose policies were not read': {
      given: {
        subject: cluster({ roleArn }),
        known: {
          trustPolicies: { [roleArn]: [byEks] },
          facts: [denied(factKeys.rolePolicies(roleArn))],
        },
      },
      because: `role-policies iam ${roleArn}: AccessDenied`,
    },
    'a role whose trust was not read, its surplus all the same': {
      given: {
        subject: cluster({ roleArn }),
        known: { facts: roleFacts(roleArn, { inline: { More: [allow(['kms:Decrypt'])] } }) },
      },
      because: `trust-policy iam ${roleArn}: not read yet`,
      reports: [surplus('kms:Decrypt', 'inline More', deletes('More'))],
    },
    'a role with a policy that was not read': {
      given: withRole({ attached: { [readOnly]: 'unread' } }),
      because: `managed-policy iam ${readOnly}: not read yet`,
    },
  },
});

function withRole({ trust = [byEks], ...sketch }: RoleSketch): Given<'cluster'> {
  return {
    subject: cluster({ roleArn }),
    known: { facts: roleFacts(roleArn, { ...sketch, trust }) },
  };
}

function surplus(
  action: string,
  policy: string,
  command: string,
  statement: Json = { Effect: 'Allow', Action: action, Resource: '*' },
): Violation {
  return {
    message: `${roleArn}, the role of cluster payments in eu-west-1, may do more than a cluster needs: ${action}.`,
    evidence: { roleArn, statements: [{ policy, statement }] },
    key: 'permissions',
    command,
  };
}

function deletes(policy: string): string {
  return `aws iam delete-role-policy --role-name payments-cluster --policy-name ${policy}`;
}

function trusts(...others: readonly string[]): Violation {
  return {
    message: `${roleArn}, the role of cluster payments in eu-west-1, trusts others than EKS: ${others.join(', ')}.`,
    evidence: { roleArn, trusted: others },
    key: 'trust',
    command:
      'aws iam update-assume-role-policy --role-name payments-cluster --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}]}\'',
  };
}
