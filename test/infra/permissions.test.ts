import { describe, expect, it } from 'vitest';
import type { Config } from '../../shared/model/config.ts';
import { commandsOf } from './sdk-commands.ts';
import { config, policiesOf, resourcesOf, synthesised } from './synthesised.ts';

/**
 * IAM actions that an SDK command needs.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const actionsOf: Readonly<Record<string, readonly string[]>> = {
  'auto-scaling:DescribeAutoScalingGroups': ['autoscaling:DescribeAutoScalingGroups'],
  'cloudtrail:DescribeTrails': ['cloudtrail:DescribeTrails'],
  'cloudtrail:GetEventSelectors': ['cloudtrail:GetEventSelectors'],
  'cloudtrail:GetTrailStatus': ['cloudtrail:GetTrailStatus'],
  'cloudtrail:LookupEvents': ['cloudtrail:LookupEvents'],
  'dynamodb:DeleteItem': ['dynamodb:DeleteItem'],
  'dynamodb:GetItem': ['dynamodb:GetItem'],
  'dynamodb:PutItem': ['dynamodb:PutItem'],
  'dynamodb:Query': ['dynamodb:Query'],
  // Ours check HEAD and update findings, or put a run beside its lease.
  'dynamodb:TransactWriteItems': [
    'dynamodb:ConditionCheckItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
  ],
  'dynamodb:UpdateItem': ['dynamodb:UpdateItem'],
  'ec2:DescribeLaunchTemplateVersions': ['ec2:DescribeLaunchTemplateVersions'],
  'ec2:GetInstanceMetadataDefaults': ['ec2:GetInstanceMetadataDefaults'],
  'eks:DescribeAccessEntry': ['eks:DescribeAccessEntry'],
  'eks:DescribeAddon': ['eks:DescribeAddon'],
  'eks:DescribeCapability': ['eks:DescribeCapability'],
  'eks:DescribeCertificateAuthority': ['eks:DescribeCertificateAuthority'],
  'eks:DescribeCluster': ['eks:DescribeCluster'],
  'eks:DescribeClusterVersions': ['eks:DescribeClusterVersions'],
  'eks:DescribeFargateProfile': ['eks:DescribeFargateProfile'],
  'eks:DescribeIdentityProviderConfig': ['eks:DescribeIdentityProviderConfig'],
  'eks:DescribeNodegroup': ['eks:DescribeNodegroup'],
  'eks:DescribePodIdentityAssociation': ['eks:DescribePodIdentityAssociation'],
  'eks:DescribeUpdate': ['eks:DescribeUpdate'],
  'eks:ListAccessEntries': ['eks:ListAccessEntries'],
  'eks:ListAccessPolicies': ['eks:ListAccessPolicies'],
  'eks:ListAddons': ['eks:ListAddons'],
  'eks:ListAssociatedAccessPolicies': ['eks:ListAssociatedAccessPolicies'],
  'eks:ListCapabilities': ['eks:ListCapabilities'],
  'eks:ListCertificateAuthorities': ['eks:ListCertificateAuthorities'],
  'eks:ListClusters': ['eks:ListClusters'],
  'eks:ListFargateProfiles': ['eks:ListFargateProfiles'],
  'eks:ListIdentityProviderConfigs': ['eks:ListIdentityProviderConfigs'],
  'eks:ListNodegroups': ['eks:ListNodegroups'],
  'eks:ListPodIdentityAssociations': ['eks:ListPodIdentityAssociations'],
  'eventbridge:DescribeRule': ['events:DescribeRule'],
  'eventbridge:PutEvents': ['events:PutEvents'],
  'eventbridge:ListTargetsByRule': ['events:ListTargetsByRule'],
  'iam:GetAccountAuthorizationDetails': ['iam:GetAccountAuthorizationDetails'],
  'iam:GetAccountSummary': ['iam:GetAccountSummary'],
  'iam:GetGroup': ['iam:GetGroup'],
  'iam:GetGroupPolicy': ['iam:GetGroupPolicy'],
  'iam:GetOpenIDConnectProvider': ['iam:GetOpenIDConnectProvider'],
  'iam:GetPolicy': ['iam:GetPolicy'],
  'iam:GetPolicyVersion': ['iam:GetPolicyVersion'],
  'iam:GetRole': ['iam:GetRole'],
  'iam:GetRolePolicy': ['iam:GetRolePolicy'],
  'iam:GetUser': ['iam:GetUser'],
  'iam:GetUserPolicy': ['iam:GetUserPolicy'],
  'iam:ListAttachedGroupPolicies': ['iam:ListAttachedGroupPolicies'],
  'iam:ListAttachedRolePolicies': ['iam:ListAttachedRolePolicies'],
  'iam:ListAttachedUserPolicies': ['iam:ListAttachedUserPolicies'],
  'iam:ListGroupPolicies': ['iam:ListGroupPolicies'],
  'iam:ListGroupsForUser': ['iam:ListGroupsForUser'],
  'iam:ListOpenIDConnectProviders': ['iam:ListOpenIDConnectProviders'],
  'iam:ListRolePolicies': ['iam:ListRolePolicies'],
  'iam:ListRoles': ['iam:ListRoles'],
  'iam:ListUserPolicies': ['iam:ListUserPolicies'],
  'iam:TagRole': ['iam:TagRole'],
  'kms:Decrypt': ['kms:Decrypt'],
  'kms:DescribeKey': ['kms:DescribeKey'],
  'kms:GenerateDataKey': ['kms:GenerateDataKey'],
  'lambda:GetFunctionConcurrency': ['lambda:GetFunctionConcurrency'],
  'lambda:Invoke': ['lambda:InvokeFunction'],
  'lambda:ListEventSourceMappings': ['lambda:ListEventSourceMappings'],
  'cloudwatch-logs:DeleteSubscriptionFilter': ['logs:DeleteSubscriptionFilter'],
  'cloudwatch-logs:DescribeLogGroups': ['logs:DescribeLogGroups'],
  'cloudwatch-logs:DescribeSubscriptionFilters': ['logs:DescribeSubscriptionFilters'],
  'cloudwatch-logs:PutSubscriptionFilter': ['logs:PutSubscriptionFilter'],
  's3:GetObject': ['s3:GetObject'],
  's3:PutObject': ['s3:PutObject'],
  'securityhub:BatchImportFindings': ['securityhub:BatchImportFindings'],
  'securityhub:DescribeHub': ['securityhub:DescribeHub'],
  'securityhub:GetFindings': ['securityhub:GetFindings'],
  'secrets-manager:GetSecretValue': ['secretsmanager:GetSecretValue'],
  'sns:ListSubscriptionsByTopic': ['sns:ListSubscriptionsByTopic'],
  'sns:Publish': ['sns:Publish'],
  'sqs:ChangeMessageVisibility': ['sqs:ChangeMessageVisibility'],
  'sqs:GetQueueAttributes': ['sqs:GetQueueAttributes'],
  'sqs:SendMessage': ['sqs:SendMessage'],
  'sqs:SendMessageBatch': ['sqs:SendMessage'],
};

/** Actions that no command shows: the key of what is encrypted. */
const ofTheKey = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Those of logs and traces of the runtime. */
const ofEveryFunction = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** Other actions that no command shows. */
const unseen: Readonly<Record<string, readonly string[]>> = {
  // To tell a part that is gone from one that is denied.
  sweep: ['s3:ListBucket', ...ofTheKey],
  'access-change': [
    ...ofTheKey,
    's3:ListBucket',
    // Lambda polls the queue as the function.
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
  ],
  // What it writes is encrypted.
  'kubernetes-reader': ['kms:GenerateDataKey'],
  // What it publishes is encrypted; Lambda polls the queue as the function.
  deliver: [...ofTheKey, 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  alert: [
    ...ofTheKey,
    // Lambda polls the stream as the function, and sends what it gives up on to the queue.
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'sqs:SendMessage',
  ],
};

/** Commands that an adapter brings into a bundle and that this function never has it send. */
const neverSent: Readonly<Record<string, readonly string[]>> = {
  // An event takes no lease.
  'access-change': ['dynamodb:DeleteItem'],
  // Of the table it knows the threads alone, each by its key.
  deliver: ['dynamodb:DeleteItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
  // It settles what is owed: it writes no findings, records no observations, and begins and ends no runs.
  alert: ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:TransactWriteItems'],
};

/** Actions without a resource type, which can only be granted on `*`. */
const onEverything = [
  'autoscaling:DescribeAutoScalingGroups',
  'cloudtrail:DescribeTrails',
  'cloudtrail:LookupEvents',
  'dynamodb:ListStreams',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:GetInstanceMetadataDefaults',
  'eks:DescribeClusterVersions',
  'eks:ListAccessPolicies',
  'eks:ListClusters',
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'iam:ListOpenIDConnectProviders',
  'iam:ListRoles',
  'lambda:ListEventSourceMappings',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const hookSecret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:hook-a1B2c3';

const everything: Config = {
  ...config,
  auditLogs: { subscribe: true },
  alerts: {
    ...config.alerts,
    channels: {
      mail: { emails: ['payments@example.com'] },
      room: { amazonQ: { workspace: 'T0123456789', channel: 'C0123456789' } },
      bus: { eventBus: 'default' },
      slack: { slack: { secret: 'gatewatch/slack', channel: 'C0123456789' } },
      hook: { slackWebhook: { secret: hookSecret } },
      hub: { securityHub: true },
    },
    routes: ['mail', 'room', 'bus', 'slack', 'hook', 'hub'].map((to) => ({ to })),
  },
};
const { hub, watches } = synthesised({ config: everything });
const watch = watches['eu-west-1'] ?? expect.fail('no watch in eu-west-1');

/** Statements of all policies of a function's role. */
function statementsOf(service: string): readonly Statement[] {
  const [template, found] = [hub, watch]
    .flatMap((stack) =>
      Object.values(resourcesOf(stack, 'AWS::Lambda::Function')).map(
        (made) => [stack, made] as const,
      ),
    )
    .find(
      ([, { Properties }]) => Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === service,
    ) ?? [hub];
  const [role] = found?.Properties.Role['Fn::GetAtt'] ?? [];
  return policiesOf(template)
    .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

function actionsIn({ Action }: Statement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

const services = [
  'deliver',
  'sweep',
  'access-change',
  'alert',
  'audit-log',
  'subscriptions',
  'kubernetes-reader',
];

describe.each(services)('the function %s', (service) => {
  const statements = statementsOf(service);
  const granted = distinct(statements.flatMap(actionsIn));

  it('may do what it does, and nothing else', async () => {
    const sent = (await commandsOf(service)).filter(
      (command) => !neverSent[service]?.includes(command),
    );
    const used = sent.flatMap((command) => actionsOf[command] ?? [`unknown command ${command}`]);
    expect(granted).toEqual(distinct([...used, ...(unseen[service] ?? []), ...ofEveryFunction]));
  });

  it('carries the commands that are said to be never sent', async () => {
    expect(await commandsOf(service)).toEqual(
      expect.arrayContaining([...(neverSent[service] ?? [])]),
    );
  });

  it('is allowed exact actions, and denied none', () => {
    expect(granted.filter((action) => action.includes('*'))).toEqual([]);
    expect(distinct(statements.map(({ Effect }) => Effect))).toEqual(['Allow']);
  });

  it('has a resource named for each action that has a resource type', () => {
    const everything = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
    const unnamed = everything
      .flatMap(actionsIn)
      .filter((action) => !onEverything.includes(action));
    expect(unnamed).toEqual([]);
  });
});

describe('roles', () => {
  it('have no policy of AWS and none inline', () => {
    const roles = [hub, watch].flatMap((stack) =>
      Object.values(resourcesOf(stack, 'AWS::IAM::Role')),
    );
    for (const { Properties } of roles) {
      expect(Properties.ManagedPolicyArns).toBeUndefined();
      expect(Properties.Policies).toBeUndefined();
    }
  });

  it('read clusters and entries of the watched Regions alone', () => {
    const resources = statementsOf('sweep')
      .filter((statement) => actionsIn(statement).includes('eks:DescribeAccessEntry'))
      .map(({ Resource }) => Resource);
    expect(resources).toEqual(['arn:aws:eks:eu-west-1:111122223333:access-entry/*']);
  });

  it('read of our own deployment its very parts, in whatever Region they are', () => {
    const resources = (action: string) =>
      statementsOf('sweep')
        .filter((statement) => actionsIn(statement).includes(action))
        .flatMap(({ Resource }) => Resource)
        .map((resource) => JSON.stringify(resource))
        .filter((text, index, all) => all.indexOf(text) === index)
        .map((text): unknown => JSON.parse(text));
    expect(resources('events:DescribeRule')).toEqual(
      expect.arrayContaining([
        'arn:aws:events:eu-west-1:111122223333:rule/gatewatch-eu-west-1-changes-eks',
        'arn:aws:events:eu-west-1:111122223333:rule/gatewatch-hub/gatewatch-eu-west-1-forwarded-iam',
        'arn:aws:events:us-east-1:111122223333:rule/gatewatch-eu-west-1-forward-iam',
      ]),
    );
    for (const resource of resources('kms:DescribeKey')) {
      expect(resource).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^EncryptionKey/), 'Arn'] });
    }
    expect(resources('sns:ListSubscriptionsByTopic')).toEqual([
      'arn:aws:sns:eu-west-1:111122223333:Gatewatch-operations',
      { Ref: expect.stringMatching(/^DeliveriesTopicsmail/) },
      { Ref: expect.stringMatching(/^DeliveriesTopicsroom/) },
      { Ref: expect.stringMatching(/^FindingsTopic/) },
      'arn:aws:sns:us-east-1:111122223333:gatewatch-eu-west-1-forwarder-operations',
    ]);
  });

  it('read policies of the account and of AWS alone', () => {
    const resources = ['sweep', 'access-change'].map((service) =>
      statementsOf(service)
        .filter((statement) => actionsIn(statement).includes('iam:GetPolicyVersion'))
        .map(({ Resource }) => Resource),
    );
    const policies = ['arn:aws:iam::111122223333:policy/*', 'arn:aws:iam::aws:policy/*'];
    expect(resources).toEqual([[policies], [policies]]);
  });

  it('read the secrets of configured channels alone', () => {
    const reads = services.flatMap((service) =>
      statementsOf(service)
        .filter((statement) => actionsIn(statement).includes('secretsmanager:GetSecretValue'))
        .map(({ Resource }) => [service, Resource]),
    );
    expect(reads).toEqual([
      [
        'deliver',
        ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:gatewatch/slack-??????', hookSecret],
      ],
    ]);
  });

  it('write to log groups of clusters alone, and in what is watched nowhere else', () => {
    const writes = statementsOf('subscriptions').filter((statement) =>
      actionsIn(statement).includes('logs:PutSubscriptionFilter'),
    );
    expect(writes.map(({ Resource }) => Resource)).toEqual([
      'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks/*/cluster:*',
    ]);
    const others = services.filter((service) => service !== 'subscriptions');
    const granted = others.flatMap(statementsOf).flatMap(actionsIn);
    expect(granted.filter((action) => action.includes('SubscriptionFilter'))).toEqual([]);
  });

  it('reach Security Hub where it is a channel, as the product of the account, and nowhere else', () => {
    const plain = policiesOf(synthesised({ config }).hub);
    expect(JSON.stringify(plain)).not.toContain('securityhub:');
    const resources = ['deliver', 'alert'].map((service) =>
      statementsOf(service)
        .filter((statement) => actionsIn(statement).some((each) => each.startsWith('securityhub:')))
        .map(({ Resource }) => Resource),
    );
    const hub = 'arn:aws:securityhub:eu-west-1:111122223333';
    expect(resources).toEqual([
      [`${hub}:product/111122223333/default`, `${hub}:hub/default`],
      [`${hub}:hub/default`],
    ]);
  });

  it('may list objects only to learn that a part is gone', () => {
    const [statement] = statementsOf('access-change').filter((each) =>
      actionsIn(each).includes('s3:ListBucket'),
    );
    expect(statement).toMatchObject({
      Condition: { StringLike: { 's3:prefix': 'estate/*' } },
    });
  });
});
