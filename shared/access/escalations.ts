/** What the actions of a way are about. */
export type EscalationTarget =
  /** The role or user itself. */
  | 'own role'
  | 'own user'
  /** A customer managed policy that it holds, or that bounds it. */
  | 'own policy'
  | 'own boundary'
  | 'own group'
  /** A group, user or role that can do more than itself. */
  | 'stronger group'
  | 'stronger user'
  | 'stronger role'
  /** Any user; any role whose trust policy lets it in. */
  | 'any user'
  | 'assumable role'
  | 'new user'
  | 'new role'
  /** A role that can do more and trusts the service, to be passed to it by iam:PassRole. */
  | 'passed role'
  /** Code that runs with such a role already, if there is any. */
  | 'running code';

/** One known combination of actions by which a principal gets more than it was given. */
export interface Escalation {
  /** Permanent: it is in the evidence of findings. */
  readonly id: string;
  /** What the principal does, after `it can`. */
  readonly does: string;
  readonly on: EscalationTarget;
  /** All are needed: an action, and the type of its resource where it has several. */
  readonly steps: readonly string[];
  /** The service that gets or has the role. */
  readonly service?: string;
  /** Where it is described. */
  readonly source: string;
}

const rhino = 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/';
const pathfinding = 'https://pathfinding.cloud/paths/';
const iam =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html';

type Row = readonly [id: string, does: string, steps: string, source: string];

const ownRole: readonly Row[] = [
  ['put-own-role-policy', 'write a policy into its own role', 'iam:PutRolePolicy', rhino],
  ['attach-own-role-policy', 'attach a policy to its own role', 'iam:AttachRolePolicy', rhino],
];

const ownUser: readonly Row[] = [
  ['put-own-user-policy', 'write a policy into its own user', 'iam:PutUserPolicy', rhino],
  ['attach-own-user-policy', 'attach a policy to its own user', 'iam:AttachUserPolicy', rhino],
];

const ownPolicy: readonly Row[] = [
  ['create-policy-version', 'rewrite a policy that it holds', 'iam:CreatePolicyVersion', rhino],
  [
    'set-default-policy-version',
    'go back to another version of a policy that it holds',
    'iam:SetDefaultPolicyVersion',
    rhino,
  ],
];

const ownBoundary: readonly Row[] = [
  [
    'delete-role-permissions-boundary',
    'take away its permissions boundary',
    'iam:DeleteRolePermissionsBoundary',
    iam,
  ],
  [
    'delete-user-permissions-boundary',
    'take away its permissions boundary',
    'iam:DeleteUserPermissionsBoundary',
    iam,
  ],
  [
    'put-role-permissions-boundary',
    'choose itself another permissions boundary',
    'iam:PutRolePermissionsBoundary',
    iam,
  ],
  [
    'put-user-permissions-boundary',
    'choose itself another permissions boundary',
    'iam:PutUserPermissionsBoundary',
    iam,
  ],
  ['rewrite-boundary', 'rewrite its permissions boundary', 'iam:CreatePolicyVersion', iam],
];

const ownGroup: readonly Row[] = [
  ['put-group-policy', 'write a policy into a group of its own', 'iam:PutGroupPolicy', rhino],
  ['attach-group-policy', 'attach a policy to a group of its own', 'iam:AttachGroupPolicy', rhino],
];

const strongerUser: readonly Row[] = [
  ['create-access-key', 'make access keys for a stronger user', 'iam:CreateAccessKey', rhino],
  ['create-login-profile', 'give a stronger user a password', 'iam:CreateLoginProfile', rhino],
  [
    'update-login-profile',
    'change the password of a stronger user',
    'iam:UpdateLoginProfile',
    rhino,
  ],
];

const anyUser: readonly Row[] = [
  [
    'attach-user-policy-and-create-access-key',
    'attach a policy to a user and make access keys for it',
    'iam:AttachUserPolicy iam:CreateAccessKey',
    rhino,
  ],
  [
    'put-user-policy-and-create-access-key',
    'write a policy into a user and make access keys for it',
    'iam:PutUserPolicy iam:CreateAccessKey',
    rhino,
  ],
];

const newUser: readonly Row[] = [
  [
    'create-user-and-attach-policy',
    'make a user with a policy of its choice',
    'iam:CreateUser iam:AttachUserPolicy iam:CreateAccessKey',
    iam,
  ],
  [
    'create-user-and-put-policy',
    'make a user with a policy of its own',
    'iam:CreateUser iam:PutUserPolicy iam:CreateAccessKey',
    iam,
  ],
];

const newRole: readonly Row[] = [
  [
    'create-role-and-attach-policy',
    'make a role that trusts it, with a policy of its choice',
    'iam:CreateRole iam:AttachRolePolicy',
    iam,
  ],
  [
    'create-role-and-put-policy',
    'make a role that trusts it, with a policy of its own',
    'iam:CreateRole iam:PutRolePolicy',
    iam,
  ],
];

const assumableRole: readonly Row[] = [
  [
    'attach-role-policy-and-assume',
    'attach a policy to a role that it may assume',
    'iam:AttachRolePolicy',
    rhino,
  ],
  [
    'put-role-policy-and-assume',
    'write a policy into a role that it may assume',
    'iam:PutRolePolicy',
    rhino,
  ],
];

const strongerRole: readonly Row[] = [
  [
    'update-assume-role-policy',
    'let itself into a stronger role by its trust policy',
    'iam:UpdateAssumeRolePolicy',
    rhino,
  ],
];

const strongerGroup: readonly Row[] = [
  ['add-user-to-group', 'join a stronger group', 'iam:AddUserToGroup', rhino],
];

type ServiceRow = readonly [...row: Row, service: string];

const passed: readonly ServiceRow[] = [
  [
    'lambda-create-function-and-invoke',
    'run a Lambda function with a stronger role',
    'lambda:CreateFunction lambda:InvokeFunction',
    rhino,
    'lambda.amazonaws.com',
  ],
  [
    'lambda-create-function-and-map-event-source',
    'have events run a Lambda function with a stronger role',
    'lambda:CreateFunction lambda:CreateEventSourceMapping',
    rhino,
    'lambda.amazonaws.com',
  ],
  [
    'lambda-create-function-and-add-permission',
    'have somebody else run a Lambda function with a stronger role',
    'lambda:CreateFunction lambda:AddPermission',
    `${pathfinding}lambda-001`,
    'lambda.amazonaws.com',
  ],
  [
    'ec2-run-instances',
    'start an instance with a stronger role',
    'ec2:RunInstances/instance',
    rhino,
    'ec2.amazonaws.com',
  ],
  [
    'ec2-associate-instance-profile',
    'give an instance a stronger role',
    'ec2:AssociateIamInstanceProfile/instance',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    'ec2.amazonaws.com',
  ],
  [
    'ec2-replace-instance-profile',
    'give an instance a stronger role in place of its own',
    'ec2:ReplaceIamInstanceProfileAssociation/instance',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    'ec2.amazonaws.com',
  ],
  [
    'autoscaling-create-group',
    'have Auto Scaling start instances with a stronger role',
    'autoscaling:CreateAutoScalingGroup ec2:CreateLaunchTemplate/launch-template ec2:RunInstances/instance',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/us-iam-role.html',
    'ec2.amazonaws.com',
  ],
  [
    'ecs-run-task',
    'run a container task with a stronger role',
    'ecs:RegisterTaskDefinition ecs:RunTask',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'ecs-tasks.amazonaws.com',
  ],
  [
    'ecs-create-service',
    'run a container service with a stronger role',
    'ecs:RegisterTaskDefinition ecs:CreateService',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'ecs-tasks.amazonaws.com',
  ],
  [
    'cloudformation-create-stack',
    'create a stack with a stronger role',
    'cloudformation:CreateStack',
    `${pathfinding}cloudformation-001`,
    'cloudformation.amazonaws.com',
  ],
  [
    'cloudformation-change-set',
    'run a change set with a stronger role',
    'cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
    'cloudformation.amazonaws.com',
  ],
  [
    'codebuild-create-project',
    'run a build with a stronger role',
    'codebuild:CreateProject codebuild:StartBuild',
    `${pathfinding}codebuild-001`,
    'codebuild.amazonaws.com',
  ],
  [
    'glue-create-dev-endpoint',
    'open a Glue development endpoint with a stronger role',
    'glue:CreateDevEndpoint',
    rhino,
    'glue.amazonaws.com',
  ],
  [
    'glue-create-job',
    'run a Glue job with a stronger role',
    'glue:CreateJob glue:StartJobRun',
    'https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html',
    'glue.amazonaws.com',
  ],
  [
    'datapipeline-activate',
    'run a data pipeline with a stronger role',
    'datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline',
    rhino,
    'datapipeline.amazonaws.com',
  ],
  [
    'sagemaker-create-notebook',
    'open a notebook with a stronger role',
    'sagemaker:CreateNotebookInstance sagemaker:CreatePresignedNotebookInstanceUrl',
    'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
    'sagemaker.amazonaws.com',
  ],
  [
    'sagemaker-create-training-job',
    'run a training job with a stronger role',
    'sagemaker:CreateTrainingJob',
    'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
    'sagemaker.amazonaws.com',
  ],
  [
    'sagemaker-create-processing-job',
    'run a processing job with a stronger role',
    'sagemaker:CreateProcessingJob',
    'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
    'sagemaker.amazonaws.com',
  ],
  [
    'states-create-state-machine',
    'run a state machine with a stronger role',
    'states:CreateStateMachine states:StartExecution',
    'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
    'states.amazonaws.com',
  ],
  [
    'ssm-start-automation',
    'run an automation with a stronger role',
    'ssm:StartAutomationExecution',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-iam.html',
    'ssm.amazonaws.com',
  ],
  [
    'apprunner-create-service',
    'run an App Runner service with a stronger role',
    'apprunner:CreateService',
    `${pathfinding}apprunner-001`,
    'tasks.apprunner.amazonaws.com',
  ],
  [
    'bedrock-code-interpreter',
    'run a code interpreter with a stronger role',
    'bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter',
    `${pathfinding}bedrock-001`,
    'bedrock-agentcore.amazonaws.com',
  ],
  [
    'scheduler-create-schedule',
    'have a schedule call AWS with a stronger role',
    'scheduler:CreateSchedule',
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html',
    'scheduler.amazonaws.com',
  ],
];

const running: readonly ServiceRow[] = [
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

/**
 * The known ways from some permissions of IAM to more. Those that end in a cluster are in cluster-access-grants.ts.
 * iam:PassRole itself is judged with each row that passes a role, as in
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const escalations: readonly Escalation[] = [
  ...on('own role', ownRole),
  ...on('own user', ownUser),
  ...on('own policy', ownPolicy),
  ...on('own boundary', ownBoundary),
  ...on('own group', ownGroup),
  ...on('stronger group', strongerGroup),
  ...on('stronger user', strongerUser),
  ...on('any user', anyUser),
  ...on('new user', newUser),
  ...on('new role', newRole),
  ...on('assumable role', assumableRole),
  ...on('stronger role', strongerRole),
  ...on('passed role', passed),
  ...on('running code', running),
];

function on(target: EscalationTarget, rows: readonly (Row | ServiceRow)[]): readonly Escalation[] {
  return rows.map(([id, does, steps, source, service]) => ({
    id,
    does,
    on: target,
    steps: steps.split(' '),
    source,
    ...(service !== undefined && { service }),
  }));
}
