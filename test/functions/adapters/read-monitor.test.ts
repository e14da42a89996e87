import { afterEach, describe, expect, test } from 'vitest';
import { monitorFacts } from '../../../functions/adapters/read-monitor.ts';
import { present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { ExpectedPart } from '../../../shared/model/monitor.ts';
import { AwsError } from '../../support/aws/aws-call.ts';
import { type AwsScript, type ScriptedAws, scriptedAws } from '../../support/aws/scripted-aws.ts';

const region = 'eu-west-1';
const stack = 'Gatewatch';
const rule: ExpectedPart = {
  kind: 'rule',
  stack: 'GatewatchForwarder-us-east-1',
  region: 'us-east-1',
  name: 'gatewatch-iam',
  pattern: { source: ['aws.iam'] },
  targets: [],
};
const scheduled: ExpectedPart = {
  kind: 'rule',
  stack,
  region,
  name: 'gatewatch-sweep',
  bus: 'hub',
  schedule: 'rate(6 hours)',
  targets: [],
};
const fn: ExpectedPart = {
  kind: 'function',
  stack,
  region,
  name: 'gatewatch-sweep',
  eventSources: [],
};
const topic: ExpectedPart = {
  kind: 'topic',
  stack,
  region,
  name: 'operations',
  arn: 'arn:aws:sns:eu-west-1:111122223333:operations',
  subscribers: 1,
};
const queue: ExpectedPart = {
  kind: 'queue',
  stack,
  region,
  name: 'rejected',
  url: 'https://sqs.eu-west-1.amazonaws.com/111122223333/rejected',
  forFailures: true,
};
const key: ExpectedPart = {
  kind: 'key',
  stack,
  region,
  name: 'k-1',
  arn: 'arn:aws:kms:eu-west-1:111122223333:key/k-1',
};
const sweep = { functionName: 'gatewatch-sweep', maximumAge: 13 };
const never = { kind: 'sweep', asOf: 7, ...sweep };

const target = { Id: 'Target0', Arn: 'arn:aws:sqs:eu-west-1:111122223333:changes' };
const other = { Id: 'Target1', Arn: topic.arn, Input: '"x"' };

let aws: ScriptedAws;

afterEach(() => aws.close());

/** Reads by a clock that always says 7. */
async function read(
  parts: readonly ExpectedPart[],
  script: AwsScript,
  own: Partial<Parameters<typeof monitorFacts>[0]> = {},
) {
  aws = await scriptedAws(script);
  const options = {
    manifest: { parts, sweep },
    clock: () => 7,
    lastSweep: async () => undefined,
    heartbeat: async () => undefined,
    ...own,
  };
  return monitorFacts(options, aws.clients)();
}

describe('the facts of our own deployment', () => {
  test('name every part, and the sweep, and are dated before the call', async () => {
    const facts = await read([key], { 'kms:DescribeKey': () => metadata('Enabled') });
    expect([...facts]).toEqual([
      [factKeys.monitorParts(), present(['key eu-west-1 k-1', 'sweep'], 7)],
      [
        factKeys.monitorPart('key eu-west-1 k-1'),
        present({ kind: 'key', expected: key, found: { state: 'Enabled' } }, 7),
      ],
      [factKeys.monitorPart('sweep'), present(never, 7)],
    ]);
  });

  test('hold a rule with all pages of its targets, read in its own Region', async () => {
    const facts = await read([rule], {
      'events:DescribeRule': () => ({ State: 'ENABLED', EventPattern: '{"source":["aws.iam"]}' }),
      'events:ListTargetsByRule': ({ NextToken }) =>
        NextToken === undefined ? { Targets: [target], NextToken: 'more' } : { Targets: [other] },
    });
    expect(facts.get(factKeys.monitorPart('rule us-east-1 gatewatch-iam'))).toEqual(
      present(
        {
          kind: 'rule',
          expected: rule,
          found: { state: 'ENABLED', pattern: { source: ['aws.iam'] }, targets: [target, other] },
        },
        7,
      ),
    );
    expect(aws.calls).toEqual([
      ['events:DescribeRule us-east-1', { Name: 'gatewatch-iam' }],
      ['events:ListTargetsByRule us-east-1', { Rule: 'gatewatch-iam' }],
      ['events:ListTargetsByRule us-east-1', { Rule: 'gatewatch-iam', NextToken: 'more' }],
    ]);
  });

  test('hold a rule on another bus by its schedule', async () => {
    const facts = await read([scheduled], {
      'events:DescribeRule': () => ({ State: 'DISABLED', ScheduleExpression: 'rate(6 hours)' }),
      'events:ListTargetsByRule': () => ({ Targets: [] }),
    });
    expect(foundIn(facts, 'rule eu-west-1 gatewatch-sweep')).toEqual({
      state: 'DISABLED',
      schedule: 'rate(6 hours)',
      targets: [],
    });
    expect(aws.calls[0]).toEqual([
      'events:DescribeRule eu-west-1',
      { Name: 'gatewatch-sweep', EventBusName: 'hub' },
    ]);
  });

  test.each([
    ['none reserved', {}, {}],
    ['none left', { ReservedConcurrentExecutions: 0 }, { reservedConcurrency: 0 }],
  ])('hold a function with %s, and all pages of its mappings', async (_, answer, found) => {
    const facts = await read([fn], {
      'lambda:GetFunctionConcurrency': () => answer,
      'lambda:ListEventSourceMappings': ({ Marker }) =>
        Marker === undefined
          ? { EventSourceMappings: [mapping('b', 'Disabled')], NextMarker: 'more' }
          : { EventSourceMappings: [mapping('a', 'Enabled')] },
    });
    expect(foundIn(facts, 'function eu-west-1 gatewatch-sweep')).toEqual({
      ...found,
      eventSources: [
        { uuid: 'a', arn: target.Arn, state: 'Enabled' },
        { uuid: 'b', arn: target.Arn, state: 'Disabled' },
      ],
    });
  });

  test('count the subscriptions of a topic that are confirmed and those that wait', async () => {
    const facts = await read([topic], {
      'sns:ListSubscriptionsByTopic': () => ({
        Subscriptions: [
          { SubscriptionArn: `${topic.arn}:1`, Protocol: 'email' },
          { SubscriptionArn: 'PendingConfirmation', Protocol: 'email' },
          { SubscriptionArn: 'Deleted', Protocol: 'email' },
        ],
      }),
    });
    expect(foundIn(facts, 'topic eu-west-1 operations')).toEqual({ confirmed: 1, pending: 1 });
  });

  test.each([
    ['for failures with what waits in it', queue, { messages: 3 }],
    ['for traffic without', { ...queue, forFailures: false }, {}],
  ])('hold a queue %s', async (_, expected, found) => {
    const facts = await read([expected], {
      'sqs:GetQueueAttributes': () => ({ Attributes: { ApproximateNumberOfMessages: '3' } }),
    });
    expect(foundIn(facts, 'queue eu-west-1 rejected')).toEqual(found);
  });
});

describe('a part that is gone', () => {
  test.each([
    ['events:DescribeRule', 'ResourceNotFoundException', rule],
    ['lambda:GetFunctionConcurrency', 'ResourceNotFoundException', fn],
    ['sns:ListSubscriptionsByTopic', 'NotFound', topic],
    ['sqs:GetQueueAttributes', 'QueueDoesNotExist', queue],
    ['kms:DescribeKey', 'NotFoundException', key],
  ])('is read as such where %s answers %s', async (operation, code, part) => {
    const facts = await read([part], {
      [operation]: () => {
        throw new AwsError(code, 'It is not there.', 404);
      },
    });
    expect([...facts.values()][1]).toEqual(present({ kind: part.kind, expected: part }, 7));
  });
});

describe('a part that could not be read', () => {
  test('is unread with the reason, and the others are read', async () => {
    const facts = await read([queue, key], {
      'sqs:GetQueueAttributes': () => {
        throw new AwsError('AccessDeniedException', 'not authorized', 403);
      },
      'kms:DescribeKey': () => metadata('Enabled'),
    });
    expect(facts.get(factKeys.monitorPart('queue eu-west-1 rejected'))).toEqual(
      unread('AccessDenied: not authorized', 7),
    );
    expect(foundIn(facts, 'key eu-west-1 k-1')).toEqual({ state: 'Enabled' });
  });

  test.each([
    ['events:DescribeRule', {}, rule, 'a rule without State'],
    ['kms:DescribeKey', {}, key, 'a key without KeyState'],
    ['sqs:GetQueueAttributes', {}, queue, 'a queue without ApproximateNumberOfMessages'],
  ])(
    'is one whose answer to %s lacks what it should have',
    async (operation, answer, part, what) => {
      const facts = await read([part], { [operation]: () => answer });
      expect([...facts.values()][1]).toEqual(unread(`Error: malformed answer: ${what}`, 7));
    },
  );
});

describe('what happens again and again', () => {
  test('is told by when it last did', async () => {
    const facts = await read(
      [],
      {},
      {
        lastSweep: async () => 5,
        heartbeat: async () => ({ sentAt: 3, heardAt: 4 }),
      },
    );
    expect([...facts]).toEqual([
      [factKeys.monitorParts(), present(['heartbeat', 'sweep'], 7)],
      [factKeys.monitorPart('sweep'), present({ ...never, completedAt: 5 }, 7)],
      [
        factKeys.monitorPart('heartbeat'),
        present({ kind: 'heartbeat', asOf: 7, maximumAge: 1_800_000, sentAt: 3, heardAt: 4 }, 7),
      ],
    ]);
  });

  test('has no heardAt while a heartbeat is unheard', async () => {
    const facts = await read([], {}, { heartbeat: async () => ({ sentAt: 3 }) });
    expect(facts.get(factKeys.monitorPart('heartbeat'))).toEqual(
      present({ kind: 'heartbeat', asOf: 7, maximumAge: 1_800_000, sentAt: 3 }, 7),
    );
  });

  test('is unread where our own table does not tell', async () => {
    const facts = await read([], {}, { lastSweep: () => Promise.reject(new Error('no table')) });
    expect(facts.get(factKeys.monitorPart('sweep'))).toEqual(unread('Error: no table', 7));
  });
});

function metadata(KeyState: string) {
  return { KeyMetadata: { KeyId: 'k-1', KeyState } };
}

function mapping(UUID: string, State: string) {
  return { UUID, EventSourceArn: target.Arn, State };
}

function foundIn(facts: Awaited<ReturnType<typeof read>>, name: string): unknown {
  return (facts.get(factKeys.monitorPart(name)) as { value?: { found?: unknown } }).value?.found;
}
