import { workloadRoleNoPrivilegeEscalation } from '../../../shared/rules/workload-role-no-privilege-escalation.ts';
import {
  type AccountSketch,
  accountFacts,
  mayDo,
  me,
  roleNamed,
  userNamed,
  workload,
} from '../../support/accounts.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, goneRole, trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const node = roleNamed('node');
const job = roleNamed('job');
const bob = userNamed('bob');
const subject = workload();
const reads = allow(['secretsmanager:GetSecretValue']);
const workerNode = 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy';
const ssmCore = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore';
const startsInstances = allow([
  'ec2:RunInstances',
  'ec2:CreateFleet',
  'ec2:CreateLaunchTemplate',
  'ec2:TerminateInstances',
]);
const passesToEc2 = allow(
  ['iam:PassRole'],
  ['*'],
  condition('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
);
const inLambda = [trusting({ Service: ['lambda.amazonaws.com'] })];
const inEc2 = [trusting({ Service: ['ec2.amazonaws.com'] })];
const runsFunctions = allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']);
const boundary = 'arn:aws:iam::012345678901:policy/boundary';

function given(sketch: AccountSketch): Given<'workloadRole'> {
  return { subject, known: { facts: accountFacts(sketch) } };
}

testRule(workloadRoleNoPrivilegeEscalation, {
  compliant: {
    'a role that reads one bucket': given({
      roles: { [me]: mayDo(allow(['s3:GetObject'], ['arn:aws:s3:::books/*'])) },
    }),
    [`self-scoped $\{aws:username} CreateAccessKey (prowler#5731)`]: given({
      roles: {
        [me]: mayDo(allow(['iam:CreateAccessKey'], [`arn:aws:iam::*:user/$\{aws:username}`])),
      },
      users: { [bob]: { may: [reads] } },
    }),
    'Karpenter, which passes the role of nodes to EC2 (prowler#2636)': given({
      roles: {
        [me]: mayDo(startsInstances, passesToEc2),
        [node]: {
          trust: inEc2,
          attached: {
            [workerNode]: [allow(['ec2:DescribeInstances'])],
            [ssmCore]: [allow(['ssm:GetParameter', 'ssm:GetParameters'])],
          },
        },
      },
    }),
    'iam:PassRole for a role that can do no more': given({
      roles: {
        [me]: mayDo(runsFunctions, reads),
        [job]: { ...mayDo(reads, allow(['logs:PutLogEvents'])), trust: inLambda },
      },
    }),
    'iam:PassRole limited to another service than the one that could run code (prowler#3807)':
      given({
        roles: {
          [me]: mayDo(passesToEc2, allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])),
          [job]: { ...mayDo(reads), trust: inLambda },
        },
      }),
    'a stronger role that trusts another service': given({
      roles: { [me]: mayDo(runsFunctions), [job]: { ...mayDo(reads), trust: inEc2 } },
    }),
    'half of a combination, as one that a policy does not contain (prowler#2770)': given({
      roles: {
        [me]: mayDo(allow(['iam:PassRole', 'lambda:CreateFunction'])),
        [job]: { ...mayDo(reads), trust: inLambda },
      },
    }),
    'a combination that a Deny takes apart': given({
      roles: {
        [me]: mayDo(runsFunctions, deny(['iam:PassRole'], [job])),
        [job]: { ...mayDo(reads), trust: inLambda },
      },
    }),
    'new roles within a boundary': given({
      roles: {
        [me]: mayDo(
          allow(
            ['iam:CreateRole', 'iam:PutRolePolicy'],
            [roleNamed('app-*')],
            condition('StringEquals', 'iam:PermissionsBoundary', boundary),
          ),
        ),
      },
    }),
    'a role that its own boundary holds': given({
      roles: { [me]: { ...mayDo(allow(['iam:*'])), boundary: [allow(['iam:PutRolePolicy'])] } },
    }),
    'a role that is gone': { subject, known: { facts: goneRole(me) } },
  },
  nonCompliant: {
    'a role that runs code with a stronger one': {
      given: given({
        roles: { [me]: mayDo(runsFunctions), [job]: { ...mayDo(reads), trust: inLambda } },
      }),
      reports: [
        {
          message: `${me}, the role of any Pod Identity association, can run a Lambda function with a stronger role (${job}).`,
          evidence: {
            roleArn: me,
            ways: [
              {
                way: 'lambda-create-function-and-invoke',
                through: job,
                statements: [
                  {
                    policy: 'inline Work',
                    statement: {
                      Effect: 'Allow',
                      Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
                      Resource: '*',
                    },
                  },
                ],
              },
            ],
          },
          fingerprint: [
            {
              way: 'lambda-create-function-and-invoke',
              statements: [
                {
                  policy: 'inline Work',
                  statement: {
                    Effect: 'Allow',
                    Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
                    Resource: '*',
                  },
                },
              ],
            },
          ],
          command: `aws iam put-role-policy --role-name me --policy-name GatewatchGuard --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:PassRole","NotResource":"ROLE_ARN"}]}'`,
        },
      ],
    },
    'Karpenter, when the nodes may read secrets besides': {
      given: given({
        roles: {
          [me]: mayDo(allow(['ec2:RunInstances']), passesToEc2),
          [node]: {
            ...mayDo(reads),
            trust: inEc2,
            attached: { [workerNode]: [allow(['ec2:DescribeInstances'])] },
          },
        },
      }),
      reports: [
        {
          message: `${me}, the role of any Pod Identity association, can start an instance with a stronger role (${node}).`,
          evidence: { roleArn: me, ways: [{ ...startsInstance(), through: node }] },
          fingerprint: [startsInstance()],
          command: `aws iam put-role-policy --role-name me --policy-name GatewatchGuard --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:PassRole","NotResource":"ROLE_ARN"}]}'`,
        },
      ],
    },
    'permissions split over two policies, under a condition': {
      given: given({
        roles: {
          [me]: {
            inline: {
              Create: [allow(['iam:CreateUser', 'iam:CreateAccessKey'])],
              Grant: [
                allow(
                  ['iam:PutUserPolicy'],
                  ['*'],
                  condition('StringEquals', 'aws:RequestTag/team', 'a'),
                ),
              ],
            },
          },
        },
      }),
      reports: [
        {
          message: `${me}, the role of any Pod Identity association, can make a user with a policy of its own, if StringEquals aws:RequestTag/team a.`,
          evidence: { roleArn: me, ways: [makesUser()] },
          severity: 'MEDIUM',
          fingerprint: [makesUser()],
          command: `aws iam put-role-policy --role-name me --policy-name GatewatchGuard --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["iam:CreateAccessKey","iam:CreateUser","iam:PutUserPolicy"],"Resource":"*"}]}'`,
        },
      ],
    },
  },
  notApplicable: {
    'an administrator': {
      given: given({ roles: { [me]: mayDo(allow(['*'])) } }),
      because: 'an administrator of the account, which workload-role-no-admin reports',
    },
  },
  insufficientData: {
    'policies that were not read': {
      given: given({ roles: { [me]: {} }, unread: ['role-policies'] }),
      because: `role-policies iam ${me}: not read yet`,
    },
    'the trust of a role that it may pass': {
      given: given({
        roles: { [me]: mayDo(runsFunctions), [job]: mayDo(reads) },
        unread: [`trust-policy iam ${job}`],
      }),
      because: `trust-policy iam ${job}: not read yet`,
    },
    'the policies of a role that it may pass': {
      given: given({
        roles: { [me]: { ...mayDo(runsFunctions), trust: [] }, [job]: { trust: inLambda } },
        unread: [`role-policies iam ${job}`],
      }),
      because: `role-policies iam ${job}: not read yet`,
    },
    'roles that were not listed': {
      given: given({ roles: { [me]: mayDo(runsFunctions) }, unread: ['roles'] }),
      because: 'roles iam: not read yet',
    },
  },
});

function startsInstance() {
  return {
    way: 'ec2-run-instances',
    statements: [
      {
        policy: 'inline Work',
        statement: { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
      },
      {
        policy: 'inline Work',
        statement: {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: '*',
          Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
        },
      },
    ],
  };
}

function makesUser() {
  return {
    way: 'create-user-and-put-policy',
    statements: [
      {
        policy: 'inline Create',
        statement: {
          Effect: 'Allow',
          Action: ['iam:CreateAccessKey', 'iam:CreateUser'],
          Resource: '*',
        },
      },
      {
        policy: 'inline Grant',
        statement: {
          Effect: 'Allow',
          Action: 'iam:PutUserPolicy',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestTag/team': 'a' } },
        },
      },
    ],
    turnsOn: ['StringEquals aws:RequestTag/team a'],
  };
}
