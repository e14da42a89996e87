import {
  type Escalation,
  escalationsOn,
  pathfinding,
  rhino,
  type ServiceEscalationRow,
} from './escalation.ts';

const rows: readonly ServiceEscalationRow[] = [
  [
    'lambda-update-function-code',
    'change the code of a Lambda function',
    'lambda:UpdateFunctionCode',
    rhino,
    'lambda.amazonaws.com',
  ],
  [
    'glue-update-dev-endpoint',
    'put its own key into a Glue development endpoint',
    'glue:UpdateDevEndpoint',
    rhino,
    'glue.amazonaws.com',
  ],
  [
    'cloudformation-update-stack',
    'change a stack that has a role',
    'cloudformation:UpdateStack',
    `${pathfinding}cloudformation-002`,
    'cloudformation.amazonaws.com',
  ],
  [
    'cloudformation-execute-change-set',
    'change a stack that has a role by a change set',
    'cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet',
    `${pathfinding}cloudformation-005`,
    'cloudformation.amazonaws.com',
  ],
  [
    'ssm-send-command',
    'run commands on an instance',
    'ssm:SendCommand/instance',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html',
    'ec2.amazonaws.com',
  ],
  [
    'ssm-start-session',
    'open a shell on an instance',
    'ssm:StartSession/instance',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html',
    'ec2.amazonaws.com',
  ],
  [
    'ec2-instance-connect',
    'log in to an instance with its own key',
    'ec2-instance-connect:SendSSHPublicKey',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-configure-IAM-role.html',
    'ec2.amazonaws.com',
  ],
  [
    'ecs-execute-command',
    'open a shell in a container task',
    'ecs:ExecuteCommand',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
    'ecs-tasks.amazonaws.com',
  ],
  [
    'apprunner-update-service',
    'change what an App Runner service runs',
    'apprunner:UpdateService',
    `${pathfinding}apprunner-002`,
    'tasks.apprunner.amazonaws.com',
  ],
];

/** A service runs something with a role that it has, and the actor says what. */
export const escalationsByRunningCode: readonly Escalation[] = escalationsOn('running code', rows);
