import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../functions/events/catalogue/catalogue.ts';
import { type TamperCalls, tamperEvents } from '../../infra/tamper-events.ts';
import { type Resource, resourcesOf, synthesised } from './synthesised.ts';

const { hub, forwarders } = synthesised();
const virginia = forwarders['us-east-1'] ?? expect.fail('no forwarder in us-east-1');
const [first, second] = ['gatewatch-eu-west-1-tamper-a', 'gatewatch-eu-west-1-tamper-b'];

function ruleIn(template: Template, name: string): Resource['Properties'] {
  const found = Object.values(resourcesOf(template, 'AWS::Events::Rule')).find(
    ({ Properties }) => Properties.Name === name,
  );
  return found?.Properties ?? expect.fail(`no rule ${name}`);
}

/** What a rule listens for, as `service: names` with what must be ours. */
function heard(template: Template, name: string): readonly unknown[] {
  return ruleIn(template, name).EventPattern.detail.$or.map(
    ({ eventSource, eventName, ...ours }: Record<string, readonly string[]>) => [
      eventSource?.[0]?.replace('.amazonaws.com', ''),
      eventName?.join(' '),
      ...Object.values(ours),
    ],
  );
}

const ours = { prefix: 'gatewatch-eu-west-1-' };
const ourArn = { wildcard: '*:gatewatch-eu-west-1-*' };

describe('the first tamper rule', () => {
  it('hears calls against what works for us in the home Region, and against the key', () => {
    expect(heard(hub, first)).toEqual([
      ['events', 'DeleteRule DisableRule PutRule', { name: [ours] }],
      ['events', 'PutTargets RemoveTargets', { rule: [ours] }],
      [
        'lambda',
        'DeleteFunction20150331 PutFunctionConcurrency20171031 RemovePermission20150331v2 UpdateFunctionCode20150331v2 UpdateFunctionConfiguration20150331v2',
        { functionName: [ours, ourArn] },
      ],
      [
        'lambda',
        'DeleteEventSourceMapping20150331 UpdateEventSourceMapping20150331',
        { functionArn: [ourArn] },
      ],
      [
        'sns',
        'DeleteTopic RemovePermission SetTopicAttributes',
        { topicArn: [{ wildcard: '*:Gatewatch-*' }] },
      ],
      [
        'sns',
        'SetSubscriptionAttributes Unsubscribe',
        { subscriptionArn: [{ wildcard: '*:Gatewatch-*' }] },
      ],
      [
        'sqs',
        'DeleteQueue PurgeQueue RemovePermission SetQueueAttributes',
        { queueUrl: [{ wildcard: '*/Gatewatch-*' }] },
      ],
      [
        'kms',
        'DisableKey PutKeyPolicy ScheduleKeyDeletion',
        { keyId: [{ suffix: { Ref: expect.stringMatching(/^EncryptionKey/) } }] },
      ],
    ]);
  });

  it('knows queues and topics of another Region by the names that they are given there', () => {
    expect(heard(virginia, first)).toContainEqual([
      'sqs',
      'DeleteQueue PurgeQueue RemovePermission SetQueueAttributes',
      { queueUrl: [{ wildcard: '*/gatewatch-eu-west-1-*' }] },
    ]);
    for (const [type, name] of [
      ['AWS::SQS::Queue', 'QueueName'],
      ['AWS::SNS::Topic', 'TopicName'],
    ] as const) {
      for (const { Properties } of Object.values(resourcesOf(virginia, type))) {
        expect(Properties[name]).toMatch(/^gatewatch-eu-west-1-/);
      }
    }
  });

  it('knows every rule and function by its name, the second tamper rule among them', () => {
    const names = [hub, virginia].flatMap((template) =>
      Object.values({
        ...resourcesOf(template, 'AWS::Events::Rule'),
        ...resourcesOf(template, 'AWS::Lambda::Function'),
      }).map(({ Properties }) => Properties.Name ?? Properties.FunctionName),
    );
    expect(names).toContain(second);
    for (const name of names) expect(name).toMatch(/^gatewatch-eu-west-1-[a-z0-9-]+$/);
  });
});

describe('the second tamper rule', () => {
  it('hears calls against the first, against what feeds both and against what we keep', () => {
    expect(heard(hub, second)).toEqual([
      ['events', 'DeleteRule DisableRule PutRule', { name: [first] }],
      ['events', 'PutTargets RemoveTargets', { rule: [first] }],
      ['events', 'DeleteEventBus', { name: ['gatewatch-hub'] }],
      ['events', 'PutPermission RemovePermission', { eventBusName: ['gatewatch-hub'] }],
      ['cloudtrail', 'DeleteTrail PutEventSelectors StopLogging UpdateTrail'],
      [
        'dynamodb',
        'DeleteTable UpdateTable',
        { tableDescription: { tableName: [{ Ref: expect.stringMatching(/^StateTable/) }] } },
      ],
      [
        's3',
        'DeleteBucket DeleteBucketPolicy PutBucketPolicy',
        { bucketName: [{ Ref: expect.stringMatching(/^StateBucket/) }] },
      ],
    ]);
  });

  it('hears of nothing kept in another Region, where nothing is', () => {
    expect(heard(virginia, second)).toEqual([
      ['events', 'DeleteRule DisableRule PutRule', { name: [first] }],
      ['events', 'PutTargets RemoveTargets', { rule: [first] }],
      ['events', 'DeleteEventBus', { name: ['gatewatch-hub'] }],
      ['events', 'PutPermission RemovePermission', { eventBusName: ['gatewatch-hub'] }],
      ['cloudtrail', 'DeleteTrail PutEventSelectors StopLogging UpdateTrail'],
    ]);
  });
});

describe.each([first, second])('%s', (name) => {
  const pattern = ruleIn(hub, name).EventPattern;

  it('hears only what AWS itself says, and what succeeded', () => {
    expect(pattern.source.every((source: string) => source.startsWith('aws.'))).toBe(true);
    expect(pattern['detail-type']).toEqual(['AWS API Call via CloudTrail']);
    expect(pattern.detail.errorCode).toEqual([{ exists: false }]);
  });

  it.each(['ap-southeast-2', 'us-gov-east-1', 'cn-northwest-1'])(
    'fits into what EventBridge allows of a pattern, in %s and with the longest names',
    (homeRegion) => {
      const { hub: elsewhere } = synthesised({ homeRegion });
      const { EventPattern } = ruleIn(elsewhere, name.replace('eu-west-1', homeRegion));
      const deployed = JSON.stringify(EventPattern).replace(
        /\{"Ref":"\w+"\}/g,
        JSON.stringify('x'.repeat(128)),
      );
      expect(deployed.length).toBeLessThanOrEqual(2_048);
    },
  );

  it.each([
    ['the queue of changes', 'home', hub],
    ['the hub bus', 'another Region', virginia],
  ])('sends to %s and straight to operations, in %s', (_, where, template) => {
    const [feed, operations, ...more] = ruleIn(template, name).Targets;
    expect(feed.Arn).toEqual(
      where === 'home'
        ? { 'Fn::GetAtt': [expect.stringMatching(/^QueuesChanges/), 'Arn'] }
        : 'arn:aws:events:eu-west-1:111122223333:event-bus/gatewatch-hub',
    );
    expect(operations).toMatchObject({
      Arn: { Ref: expect.stringMatching(/^OperationsTopic/) },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/Undelivered/), 'Arn'] } },
      InputTransformer: { InputTemplate: expect.stringMatching(/^"Gatewatch: <detail-eventName>/) },
    });
    expect(more).toEqual([]);
  });

  it.each([
    ['home', hub],
    ['another Region', virginia],
  ])('may publish and dead-letter, on behalf of no other rule, in %s', (_, template) => {
    const [id] =
      Object.entries(resourcesOf(template, 'AWS::Events::Rule')).find(
        ([, { Properties }]) => Properties.Name === name,
      ) ?? [];
    const allowed = ['AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy']
      .flatMap((type) => Object.values(resourcesOf(template, type)))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Condition }) => JSON.stringify(Condition).includes(`"${id}"`))
      .map(({ Action }) => Action);
    expect(allowed).toEqual(expect.arrayContaining(['sns:Publish', 'sqs:SendMessage']));
  });
});

it('what other Regions forward of it reaches the queue of changes', () => {
  const forwarded = ruleIn(hub, 'gatewatch-eu-west-1-forwarded-tampering');
  expect(forwarded.EventBusName).toEqual({ Ref: expect.stringMatching(/^HubBus/) });
  expect(forwarded.EventPattern.source).toEqual([
    'aws.cloudtrail',
    'aws.events',
    'aws.lambda',
    'aws.sns',
    'aws.sqs',
  ]);
  expect(forwarded.Targets).toMatchObject([
    { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^QueuesChanges/), 'Arn'] } },
  ]);
});

describe('every call against us', () => {
  const listened = Object.values<TamperCalls>(tamperEvents).flatMap(({ service, names }) =>
    names.map((name) => `${service}.amazonaws.com ${name}`),
  );

  it('is understood where it arrives', () => {
    const understood = catalogue.flatMap(({ eventSource, events }) =>
      events.map(({ eventName }) => `${eventSource} ${eventName}`),
    );
    expect(listened.filter((call) => !understood.includes(call))).toEqual([]);
  });

  it('is listened for, of those that are only in the catalogue for it, unless it mends', () => {
    const ofOurs = catalogue
      .filter(({ where }) => where === 'home')
      .flatMap(({ eventSource, events }) =>
        events.map(({ eventName }) => `${eventSource} ${eventName}`),
      );
    expect(ofOurs.filter((call) => !listened.includes(call))).toEqual([
      'events.amazonaws.com EnableRule',
    ]);
  });
});
