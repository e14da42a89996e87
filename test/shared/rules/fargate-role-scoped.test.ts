import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { fargateRoleScoped } from '../../../shared/rules/fargate-role-scoped.ts';
import { denied, type KnownFact, known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, goneRole, type RoleSketch, roleFacts, trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const roleArn = 'arn:aws:iam::012345678901:role/pods';
const executionPolicy = 'arn:aws:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy';
const profiles = 'arn:aws:eks:eu-west-1:012345678901:fargateprofile/payments/*';
const fargate = 'eks-fargate-pods.amazonaws.com';
const ofCluster = condition('ArnLike', 'aws:SourceArn', profiles);
const deletes = 'aws iam delete-role-policy --role-name pods --policy-name Work';
const subject = {
  cluster: { region: 'eu-west-1', name: 'payments' },
  profile: {
    name: 'batch',
    arn: 'arn:aws:eks:eu-west-1:012345678901:fargateprofile/payments/batch/1',
    podExecutionRoleArn: roleArn,
  },
};

const profilesWithRole = [
  known(factKeys.clusters('eu-west-1'), ['payments']),
  ...profilesIn('payments', roleArn),
];

testRule(fargateRoleScoped, {
  compliant: {
    'the policy of AWS': withRole({
      attached: {
        [executionPolicy]: [
          allow([
            'ecr:GetAuthorizationToken',
            'ecr:BatchCheckLayerAvailability',
            'ecr:GetDownloadUrlForLayer',
            'ecr:BatchGetImage',
          ]),
        ],
      },
    }),
    'fewer actions than that (kubescape C-0223 wants the exact list)': withRole({
      inline: { Pull: [allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'])] },
    }),
    'all that reads images, public ones and pull through cache included': withRole({
      inline: {
        Pull: [
          allow(['ecr:Describe*', 'ecr:Get*', 'ecr:List*', 'ecr:BatchGet*', 'ecr-public:Get*']),
          allow(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']),
          allow(['sts:GetServiceBearerToken']),
        ],
      },
    }),
    'logs to CloudWatch, as documented': withRole({
      inline: {
        Logs: [
          allow([
            'logs:CreateLogStream',
            'logs:CreateLogGroup',
            'logs:DescribeLogStreams',
            'logs:DescribeLogGroups',
            'logs:PutLogEvents',
            'logs:PutRetentionPolicy',
          ]),
        ],
      },
    }),
    'logs to OpenSearch, Firehose and Kinesis': withRole({
      inline: {
        Logs: [
          allow(['es:ESHttp*'], ['arn:aws:es:eu-west-1:012345678901:domain/logs']),
          allow(['firehose:PutRecord', 'firehose:PutRecordBatch']),
          allow(['kinesis:PutRecord', 'kinesis:PutRecords']),
        ],
      },
    }),
    'a surplus that its boundary takes away': withRole({
      inline: { More: [allow(['s3:*'])] },
      boundary: [allow(['ecr:*', 'logs:PutLogEvents'])],
    }),
    'a trust held to the account': withRole({
      trust: [trustsFargate(condition('StringEquals', 'aws:SourceAccount', '012345678901'))],
    }),
    'a trust that does not let Fargate in': withRole({
      trust: [trusting({ Service: ['ec2.amazonaws.com'] })],
    }),
  },
  nonCompliant: {
    'a trust without a source, as LOW': {
      given: withRole({ trust: [trustsFargate()] }),
      reports: [trusts()],
    },
    'a trust in profiles of any account, as LOW': {
      given: withRole({
        trust: [
          trustsFargate(condition('ArnLike', 'aws:SourceArn', 'arn:aws:eks:*:*:fargateprofile/*')),
        ],
      }),
      reports: [trusts({ ArnLike: { 'aws:SourceArn': 'arn:aws:eks:*:*:fargateprofile/*' } })],
    },
    'a trust held to an organization, which nobody can tell from another, as LOW': {
      given: withRole({
        trust: [trustsFargate(condition('StringEquals', 'aws:SourceOrgID', 'o-1'))],
      }),
      reports: [
        {
          ...trusts({ StringEquals: { 'aws:SourceOrgID': 'o-1' } }),
          command: heldTo(profiles).replace(
            '"Condition":{',
            '"Condition":{"StringEquals":{"aws:SourceOrgID":"o-1"},',
          ),
        },
      ],
    },
    'a trust without a source in a role of two clusters, both of which go on': {
      given: {
        subject,
        known: {
          facts: [
            ...roleFacts(roleArn, { trust: [trustsFargate()] }),
            known(factKeys.clusters('eu-west-1'), ['web', 'payments', 'shop']),
            ...profilesIn('web', roleArn),
            ...profilesIn('payments', roleArn),
            ...profilesIn('shop', 'arn:aws:iam::012345678901:role/other'),
          ],
        },
      },
      reports: [
        {
          ...trusts(),
          command: heldTo(profiles, profiles.replace('payments', 'web')),
        },
      ],
    },
    'a trust without a source, where other profiles with the role were not read': {
      given: {
        subject,
        known: { facts: roleFacts(roleArn, { trust: [trustsFargate()] }) },
      },
      reports: [
        {
          ...trusts(),
          command: heldTo('arn:aws:eks:*:012345678901:fargateprofile/*/*'),
        },
      ],
    },
    'a trust without a source beside others, who keep theirs': {
      given: withRole({
        trust: [
          { ...trusting({ Service: ['ec2.amazonaws.com', fargate] }), sid: 'Both' },
          trusting({ AWS: ['arn:aws:iam::012345678901:role/ops'] }),
        ],
      }),
      reports: [
        {
          ...trusts(),
          evidence: {
            roleArn,
            statements: [
              {
                policy: 'trust policy',
                statement: {
                  Sid: 'Both',
                  Effect: 'Allow',
                  Principal: { Service: ['ec2.amazonaws.com', fargate] },
                  Action: 'sts:AssumeRole',
                },
              },
            ],
          },
          command: `aws iam update-assume-role-policy --role-name pods --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"${fargate}"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:SourceArn":"${profiles}"}}},{"Sid":"Both","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::012345678901:role/ops"},"Action":"sts:AssumeRole"}]}'`,
        },
      ],
    },
    'the work of the pods': {
      given: withRole({ inline: { Work: [allow(['s3:GetObject', 'logs:PutLogEvents'])] } }),
      reports: [
        mayMore(
          's3:GetObject',
          ['logs:PutLogEvents', 's3:GetObject'],
          writes(['logs:PutLogEvents']),
        ),
      ],
    },
    'pushing images': {
      given: withRole({ inline: { Work: [allow(['ecr:*'])] } }),
      reports: [mayMore('ecr:*', 'ecr:*', deletes)],
    },
    'everything in logs': {
      given: withRole({ inline: { Work: [allow(['logs:*'])] } }),
      reports: [mayMore('logs:*', 'logs:*', deletes)],
    },
    'an action of ECR that nobody knows': {
      given: withRole({ inline: { Work: [allow(['ecr:GetTomorrow'])] } }),
      reports: [mayMore('ecr:GetTomorrow', 'ecr:GetTomorrow', deletes)],
    },
    'pushing public images': {
      given: withRole({ inline: { Work: [allow(['ecr-public:PutImage'])] } }),
      reports: [mayMore('ecr-public:PutImage', 'ecr-public:PutImage', deletes)],
    },
    'both, each by itself': {
      given: withRole({
        trust: [trustsFargate()],
        inline: { Work: [allow(['s3:GetObject']), allow(['kms:Decrypt'])] },
      }),
      reports: [
        trusts(),
        {
          ...mayMore('kms:Decrypt, s3:GetObject', '', deletes),
          evidence: {
            roleArn,
            statements: [
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
              },
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
              },
            ],
          },
        },
      ],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: { subject, known: { facts: goneRole(roleArn) } },
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose policies were not read': {
      given: {
        subject,
        known: {
          trustPolicies: { [roleArn]: [trustsFargate(ofCluster)] },
          facts: [denied(factKeys.rolePolicies(roleArn))],
        },
      },
      because: `role-policies iam ${roleArn}: AccessDenied`,
    },
    'a role whose trust was not read, its surplus all the same': {
      given: {
        subject,
        known: { facts: roleFacts(roleArn, { inline: { Work: [allow(['s3:GetObject'])] } }) },
      },
      because: `trust-policy iam ${roleArn}: not read yet`,
      reports: [mayMore('s3:GetObject', 's3:GetObject', deletes)],
    },
  },
});

function profilesIn(name: string, podExecutionRoleArn: string): readonly KnownFact[] {
  const cluster = { region: 'eu-west-1', name };
  const profile = { ...subject.profile, podExecutionRoleArn };
  return [
    known(factKeys.fargateProfiles(cluster), ['batch']),
    known(factKeys.fargateProfile(cluster, 'batch'), profile),
  ];
}

function withRole(sketch: RoleSketch): Given<'fargateProfile'> {
  return {
    subject,
    known: {
      facts: [
        ...roleFacts(roleArn, { trust: [trustsFargate(ofCluster)], ...sketch }),
        ...profilesWithRole,
      ],
    },
  };
}

function trustsFargate(...conditions: readonly Condition[]): Statement {
  return trusting(
    { Service: ['eks-fargate-pods.amazonaws.com'] },
    ['sts:AssumeRole'],
    ...conditions,
  );
}

function writes(needed: readonly string[]): string {
  const statement = { Effect: 'Allow', Action: needed[0], Resource: '*' };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return `aws iam put-role-policy --role-name pods --policy-name Work --policy-document '${document}'`;
}

function mayMore(surplus: string, actions: string | readonly string[], command: string): Violation {
  return {
    message: `${roleArn}, the role of Fargate profile batch of payments in eu-west-1, may do more than pull images and send logs: ${surplus}.`,
    evidence: {
      roleArn,
      statements: [
        {
          policy: 'inline Work',
          statement: { Effect: 'Allow', Action: actions, Resource: '*' },
        },
      ],
    },
    key: 'permissions',
    command,
  };
}

function trusts(given?: Json): Violation {
  return {
    message: `${roleArn}, the role of Fargate profile batch of payments in eu-west-1, trusts EKS whichever account's Fargate profile it works for.`,
    evidence: {
      roleArn,
      statements: [
        {
          policy: 'trust policy',
          statement: {
            Effect: 'Allow',
            Principal: { Service: 'eks-fargate-pods.amazonaws.com' },
            Action: 'sts:AssumeRole',
            ...(given !== undefined && { Condition: given }),
          },
        },
      ],
    },
    key: 'trust',
    severity: 'LOW',
    command: heldTo(profiles),
  };
}

function heldTo(...sources: readonly string[]): string {
  const [only] = sources;
  const source = JSON.stringify(sources.length === 1 ? only : sources);
  return `aws iam update-assume-role-policy --role-name pods --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"${fargate}"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:SourceArn":${source}}}}]}'`;
}
