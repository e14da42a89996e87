import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRoleNoServiceWildcard } from '../../../shared/rules/workload-role-no-service-wildcard.ts';
import { denied } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, goneRole } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';
import { apiMay, apiRole, workloadGiven } from '../../support/workload-roles.ts';

const powerUser = 'arn:aws:iam::aws:policy/PowerUserAccess';
const fullAccess = 'arn:aws:iam::aws:policy/AmazonSQSFullAccess';
const fromVpc = condition('StringEquals', 'aws:SourceVpc', 'vpc-1');
const unnamed = 'every service that its policies do not name';
const strong = ['ec2', 'eks', 'iam', 'kms', 'lambda', 'organizations', 's3', 'secretsmanager'];

testRule(workloadRoleNoServiceWildcard, {
  compliant: {
    'a role without policies': workloadGiven({}),
    'all reads of a service': inline(allow(['s3:Get*', 's3:List*'])),
    'every action by name that the workload needs': inline(allow(['sqs:SendMessage'])),
    'a service on one resource': inline(
      allow(['s3:*'], ['arn:aws:s3:::books', 'arn:aws:s3:::books/*']),
    ),
    'a service on one sort of resource': inline(allow(['kms:*'], ['arn:aws:kms:*:*:alias/*'])),
    'a service in a Region that is not watched': inline(
      allow(['sqs:*'], ['arn:aws:sqs:us-west-2:*:*']),
    ),
    'a service on what has a tag': inline(
      allow(['ec2:*'], ['*'], condition('StringEquals', 'ec2:ResourceTag/team', 'payments')),
    ),
    'a service, and a Deny of it': inline(allow(['s3:*']), deny(['s3:*'])),
    'a service within a boundary of some actions': workloadGiven({
      inline: { Work: [allow(['s3:*'])] },
      boundary: [allow(['s3:GetObject'])],
    }),
    'a Deny of a service': inline(deny(['s3:*'])),
    'actions of every service that only look': inline(allow(['*:Describe*'])),
    'what is left by a Deny of all but a few actions': inline(allow(['*']), {
      ...deny(['*']),
      actions: { negated: true, values: ['s3:GetObject'] },
    }),
  },
  nonCompliant: {
    'a service that is among the strong': {
      given: inline(allow(['s3:*'])),
      reports: [owns(['s3'], { action: 's3:*', severity: 'HIGH' })],
    },
    'any other service': {
      given: inline(allow(['sqs:*'])),
      reports: [owns(['sqs'], { action: 'sqs:*' })],
    },
    'a service spelled in capitals and with two wildcards': {
      given: inline(allow(['SQS:?*'])),
      reports: [owns(['sqs'], { action: 'SQS:?*' })],
    },
    'a service in a watched Region, by ARN': {
      given: inline(allow(['sqs:*'], ['arn:aws:sqs:eu-west-1:012345678901:*'])),
      reports: [
        owns(['sqs'], { action: 'sqs:*', resource: 'arn:aws:sqs:eu-west-1:012345678901:*' }),
      ],
    },
    'a service whose ARNs hold no Region and no account': {
      given: inline(allow(['s3:*'], ['arn:aws:s3:::*'])),
      reports: [owns(['s3'], { action: 's3:*', resource: 'arn:aws:s3:::*', severity: 'HIGH' })],
    },
    'a service whose ARNs hold no Region': {
      given: inline(allow(['iam:*'], ['arn:aws:iam::012345678901:*'])),
      reports: [
        owns(['iam'], {
          action: 'iam:*',
          resource: 'arn:aws:iam::012345678901:*',
          severity: 'HIGH',
        }),
      ],
    },
    'IAM, which is asked in its own Region': {
      given: inline(
        allow(['iam:*'], ['*'], condition('StringEquals', 'aws:RequestedRegion', 'us-east-1')),
      ),
      reports: [
        owns(['iam'], {
          action: 'iam:*',
          severity: 'HIGH',
          condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
        }),
      ],
    },
    'Organizations, which is asked in the Region of IAM': {
      given: inline(
        allow(
          ['organizations:*'],
          ['*'],
          condition('StringEquals', 'aws:RequestedRegion', 'us-east-1'),
        ),
      ),
      reports: [
        owns(['organizations'], {
          action: 'organizations:*',
          severity: 'HIGH',
          condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
        }),
      ],
    },
    'two services as one finding, as severe as the worse': {
      given: inline(allow(['sqs:*', 'lambda:*'])),
      reports: [
        {
          ...owns(['lambda', 'sqs'], { severity: 'HIGH' }),
          evidence: {
            roleArn: apiRole,
            services: ['lambda', 'sqs'],
            statements: [
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', Action: ['lambda:*', 'sqs:*'], Resource: '*' },
              },
            ],
          },
        },
      ],
    },
    'a policy of AWS, which is detached': {
      given: workloadGiven({ attached: { [fullAccess]: [allow(['sqs:*'])] } }),
      reports: [
        {
          ...owns(['sqs'], { action: 'sqs:*', policy: 'AmazonSQSFullAccess' }),
          command: `aws iam detach-role-policy --role-name api --policy-arn ${fullAccess}`,
        },
      ],
    },
    'all but IAM and Organizations, as PowerUserAccess (prowler full-star checks pass it)': {
      given: workloadGiven({
        attached: {
          [powerUser]: [
            {
              ...allow(['*']),
              actions: { negated: true, values: ['iam:*', 'organizations:*', 'account:*'] },
            },
          ],
        },
      }),
      reports: [
        {
          message: `${apiMay} do everything in ${unnamed}, ec2, eks, kms, lambda, s3, secretsmanager, ssm, sts.`,
          evidence: {
            roleArn: apiRole,
            services: ['*', 'ec2', 'eks', 'kms', 'lambda', 's3', 'secretsmanager', 'ssm', 'sts'],
            statements: [
              {
                policy: 'PowerUserAccess',
                statement: {
                  Effect: 'Allow',
                  NotAction: ['account:*', 'iam:*', 'organizations:*'],
                  Resource: '*',
                },
              },
            ],
          },
          severity: 'HIGH',
          command: `aws iam detach-role-policy --role-name api --policy-arn ${powerUser}`,
        },
      ],
    },
    'everything, by the names of services that count most': {
      given: inline(allow(['*'])),
      reports: [
        {
          ...owns(['*', ...strong, 'ssm', 'sts'], { severity: 'HIGH' }),
          message: `${apiMay} do everything in ${[unnamed, ...strong, 'ssm', 'sts'].join(', ')}.`,
        },
      ],
    },
    'everything within a boundary of one service': {
      given: workloadGiven({ inline: { Work: [allow(['*'])] }, boundary: [allow(['sqs:*'])] }),
      reports: [owns(['sqs'])],
    },
    'some services by a wildcard in their name': {
      given: inline(allow(['ss*:*'])),
      reports: [owns(['ssm'], { action: 'ss*:*', severity: 'HIGH' })],
    },
    'what is certain and what turns on a condition, each by itself': {
      given: inline(allow(['sqs:*']), allow(['iam:*'], ['*'], fromVpc)),
      reports: [
        owns(['sqs'], { action: 'sqs:*' }),
        {
          message: `${apiMay} do everything in iam, depending on StringEquals aws:SourceVpc vpc-1.`,
          evidence: {
            roleArn: apiRole,
            services: ['iam'],
            statements: [
              {
                policy: 'inline Work',
                statement: {
                  Effect: 'Allow',
                  Action: 'iam:*',
                  Resource: '*',
                  Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
                },
              },
            ],
            dependsOn: ['StringEquals aws:SourceVpc vpc-1'],
          },
          key: 'conditional',
          severity: 'MEDIUM',
          command: owns([]).command ?? '',
        },
      ],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: { subject: workloadGiven({}).subject, known: { facts: goneRole(apiRole) } },
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose policies were not read': {
      given: {
        subject: workloadGiven({}).subject,
        known: { facts: [denied(factKeys.rolePolicies(apiRole))] },
      },
      because: `role-policies iam ${apiRole}: AccessDenied`,
    },
    'a role with a policy that was not read': {
      given: workloadGiven({ attached: { [fullAccess]: 'unread' } }),
      because: `managed-policy iam ${fullAccess}: not read yet`,
    },
  },
});

function inline(...statements: readonly ReturnType<typeof allow>[]) {
  return workloadGiven({ inline: { Work: statements } });
}

interface Owned {
  readonly action?: string;
  readonly resource?: string;
  readonly condition?: Json;
  readonly policy?: string;
  readonly severity?: Severity;
}

function owns(
  services: readonly string[],
  {
    action = '*',
    resource = '*',
    condition,
    policy = 'inline Work',
    severity = 'MEDIUM',
  }: Owned = {},
): Violation {
  const statement = {
    Effect: 'Allow',
    Action: action,
    Resource: resource,
    ...(condition !== undefined && { Condition: condition }),
  };
  return {
    message: `${apiMay} do everything in ${services.join(', ')}.`,
    evidence: { roleArn: apiRole, services, statements: [{ policy, statement }] },
    severity,
    command: `aws iam generate-service-last-accessed-details --arn ${apiRole} --granularity ACTION_LEVEL`,
  };
}
