import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRoleNoAdmin } from '../../../shared/rules/workload-role-no-admin.ts';
import { denied } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, goneRole } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';
import { apiMay, apiRole, workloadGiven } from '../../support/workload-roles.ts';

const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
const powerUser = 'arn:aws:iam::aws:policy/PowerUserAccess';
const own = 'arn:aws:iam::012345678901:policy/everything';
const everything = allow(['*']);
const fromVpc = condition('StringEquals', 'aws:SourceVpc', 'vpc-1');
const anything: Json = { Effect: 'Allow', Action: '*', Resource: '*' };
const report = `aws iam generate-service-last-accessed-details --arn ${apiRole} --granularity ACTION_LEVEL`;

testRule(workloadRoleNoAdmin, {
  compliant: {
    'a role without policies': workloadGiven({}),
    'one service': workloadGiven({ inline: { Work: [allow(['s3:*'])] } }),
    'all but IAM, as PowerUserAccess': workloadGiven({
      attached: {
        [powerUser]: [
          { ...everything, actions: { negated: true, values: ['iam:*', 'organizations:*'] } },
        ],
      },
    }),
    'IAM alone, which is the escalation rule to tell': workloadGiven({
      inline: { Work: [allow(['iam:*'])] },
    }),
    'everything on one resource': workloadGiven({
      inline: { Work: [allow(['*'], ['arn:aws:s3:::books'])] },
    }),
    'everything within a boundary of one service': workloadGiven({
      attached: { [administratorAccess]: [everything] },
      boundary: [allow(['s3:*'])],
    }),
    'everything, and a Deny of IAM': workloadGiven({
      inline: { Work: [everything, deny(['iam:*'])] },
    }),
    'everything, and a Deny of everything': workloadGiven({
      inline: { Work: [everything, deny(['*'])] },
    }),
    'everything in a Region that is not watched': workloadGiven({
      inline: {
        Work: [allow(['*'], ['*'], condition('StringEquals', 'aws:RequestedRegion', 'us-west-2'))],
      },
    }),
    'everything on what has a tag': workloadGiven({
      inline: {
        Work: [allow(['*'], ['*'], condition('StringEquals', 'aws:ResourceTag/team', 'payments'))],
      },
    }),
    'everything for users alone': workloadGiven({
      inline: {
        Work: [allow(['*'], ['*'], condition('StringEquals', 'aws:PrincipalType', 'User'))],
      },
    }),
  },
  nonCompliant: {
    AdministratorAccess: {
      given: workloadGiven({ attached: { [administratorAccess]: [everything] } }),
      reports: [
        isAdmin('AdministratorAccess', anything, {
          command: `aws iam detach-role-policy --role-name api --policy-arn ${administratorAccess}`,
        }),
      ],
    },
    'a policy of another name that says the same': {
      given: workloadGiven({ attached: { [own]: [everything] } }),
      reports: [isAdmin('everything')],
    },
    'an inline policy': {
      given: workloadGiven({ inline: { Work: [everything] } }),
      reports: [isAdmin('inline Work')],
    },
    'the longer spelling of both': {
      given: workloadGiven({ inline: { Work: [allow(['*:*'], ['arn:aws:*:*:*:*'])] } }),
      reports: [
        isAdmin('inline Work', { Effect: 'Allow', Action: '*:*', Resource: 'arn:aws:*:*:*:*' }),
      ],
    },
    'all but one action': {
      given: workloadGiven({
        inline: {
          Work: [{ ...everything, actions: { negated: true, values: ['iam:CreateUser'] } }],
        },
      }),
      reports: [
        isAdmin('inline Work', { Effect: 'Allow', NotAction: 'iam:CreateUser', Resource: '*' }),
      ],
    },
    'IAM and the rest in two policies': {
      given: workloadGiven({
        attached: {
          [powerUser]: [{ ...everything, actions: { negated: true, values: ['iam:*'] } }],
        },
        inline: { Iam: [allow(['iam:*'])] },
      }),
      reports: [
        {
          ...isAdmin('PowerUserAccess'),
          evidence: {
            roleArn: apiRole,
            statements: [
              {
                policy: 'PowerUserAccess',
                statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
              },
              {
                policy: 'inline Iam',
                statement: { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
              },
            ],
          },
        },
      ],
    },
    'a Deny that holds for a few actions only': {
      given: workloadGiven({
        inline: { Work: [everything, deny(['iam:CreateUser', 'cloudtrail:StopLogging'])] },
      }),
      reports: [isAdmin('inline Work')],
    },
    'a Deny of what is not sent over TLS': {
      given: workloadGiven({
        inline: {
          Work: [everything, deny(['*'], ['*'], condition('Bool', 'aws:SecureTransport', 'false'))],
        },
      }),
      reports: [isAdmin('inline Work')],
    },
    'admin for certain in one Region, and under a condition in the other': {
      given: workloadGiven(
        {
          inline: {
            Anywhere: [allow(['*'], ['*'], fromVpc)],
            Here: [
              allow(
                ['*'],
                ['*'],
                condition('StringEquals', 'aws:RequestedRegion', 'eu-west-1', 'us-east-1'),
              ),
            ],
          },
        },
        { config: { regions: ['eu-north-1', 'eu-west-1'] } },
      ),
      reports: [
        isAdmin('inline Here', {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
        }),
      ],
    },
    'a boundary that bounds nothing': {
      given: workloadGiven({ inline: { Work: [everything] }, boundary: [allow(['*'])] }),
      reports: [isAdmin('inline Work')],
    },
    'a condition that nobody can decide, as HIGH': {
      given: workloadGiven({ inline: { Work: [allow(['*'], ['*'], fromVpc)] } }),
      reports: [
        {
          ...isAdmin('inline Work'),
          message: `${apiMay} do anything in the account, depending on StringEquals aws:SourceVpc vpc-1.`,
          severity: 'HIGH',
          evidence: {
            roleArn: apiRole,
            statements: [
              {
                policy: 'inline Work',
                statement: {
                  Effect: 'Allow',
                  Action: '*',
                  Resource: '*',
                  Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
                },
              },
            ],
            dependsOn: ['StringEquals aws:SourceVpc vpc-1'],
          },
        },
      ],
    },
    'a Deny that nobody can decide, as HIGH': {
      given: workloadGiven({
        inline: {
          Work: [
            everything,
            deny(['*'], ['*'], condition('Bool', 'aws:MultiFactorAuthPresent', 'false')),
          ],
        },
      }),
      reports: [
        {
          ...isAdmin('inline Work'),
          message: `${apiMay} do anything in the account, depending on Bool aws:MultiFactorAuthPresent false.`,
          severity: 'HIGH',
          evidence: {
            roleArn: apiRole,
            statements: [{ policy: 'inline Work', statement: anything }],
            dependsOn: ['Bool aws:MultiFactorAuthPresent false'],
          },
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
      given: workloadGiven({ attached: { [administratorAccess]: 'unread' } }),
      because: `managed-policy iam ${administratorAccess}: not read yet`,
    },
    'a role whose boundary was not read': {
      given: workloadGiven(
        { inline: { Work: [everything] }, boundary: [allow(['s3:*'])] },
        { facts: [denied(factKeys.managedPolicy('arn:aws:iam::012345678901:policy/boundary'))] },
      ),
      because: 'managed-policy iam arn:aws:iam::012345678901:policy/boundary: AccessDenied',
      reports: [isAdmin('inline Work')],
    },
    'an admin with another policy that was not read': {
      given: workloadGiven({ inline: { Work: [everything] }, attached: { [own]: 'unread' } }),
      because: `managed-policy iam ${own}: not read yet`,
      reports: [isAdmin('inline Work')],
    },
  },
});

function isAdmin(
  policy: string,
  statement: Json = anything,
  more: Partial<Violation> = {},
): Violation {
  return {
    message: `${apiMay} do anything in the account.`,
    evidence: { roleArn: apiRole, statements: [{ policy, statement }] },
    severity: 'CRITICAL',
    command: report,
    ...more,
  };
}
