import { describe, expect, it } from 'vitest';
import { partChecks } from '../../../shared/doctor/part-checks.ts';
import type { Route } from '../../../shared/model/alert-settings.ts';
import type { Check } from '../../../shared/model/check.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { absent, type Fact, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import {
  expectedPartName,
  type MonitorPart,
  type MonitorTopic,
} from '../../../shared/model/monitor.ts';
import { sampleAccount } from '../../support/estate.ts';
import {
  deleted,
  monitorFunction,
  monitorHeartbeat,
  monitorKey,
  monitorQueue,
  monitorRule,
  monitorSweep,
  monitorTopic,
  operationsArn,
} from '../../support/monitor.ts';

type Parts = Readonly<Record<string, Fact<MonitorPart>>>;

function checks(parts: Parts, routes: readonly Route[] = []): readonly Check[] {
  const facts: [FactKey<unknown>, Fact<unknown>][] = Object.entries(parts).map(([name, fact]) => [
    factKeys.monitorPart(name),
    fact,
  ]);
  const names = present(Object.keys(parts), 1);
  return partChecks(
    createEstate(sampleAccount, new Map([[factKeys.monitorParts(), names], ...facts])),
    routes,
  );
}

/** The checks of parts that were read, by the names that the reader gives them. */
function ofParts(...parts: readonly MonitorPart[]): readonly Check[] {
  return checks(Object.fromEntries(parts.map((part) => [nameOf(part), present(part, 1)])));
}

function nameOf(part: MonitorPart): string {
  return 'expected' in part ? expectedPartName(part.expected) : part.kind;
}

const subscribe = `aws sns subscribe --topic-arn ${operationsArn} --protocol email --notification-endpoint ADDRESS --region eu-west-1`;

describe('a part that is as deployed', () => {
  it.each<[string, MonitorPart, id: string, says: string]>([
    [
      'a rule',
      monitorRule(),
      'rule eu-west-1 gatewatch-eks',
      'The rule gatewatch-eks in eu-west-1 is enabled and sends where it was deployed to.',
    ],
    [
      'a function',
      monitorFunction(),
      'function eu-west-1 gatewatch-access-change',
      'The function gatewatch-access-change in eu-west-1 is as deployed.',
    ],
    [
      'a topic',
      monitorTopic(1, 1, 0),
      'topic eu-west-1 operations',
      'The topic operations in eu-west-1 is heard, by 1 that have confirmed.',
    ],
    [
      'a topic that others than those configured have subscribed to',
      monitorTopic(0, 2, 0),
      'topic eu-west-1 operations',
      'The topic operations in eu-west-1 is heard, by 2 that have confirmed.',
    ],
    [
      'a queue',
      monitorQueue(0),
      'queue eu-west-1 rejected',
      'The queue rejected in eu-west-1 is as deployed.',
    ],
    [
      'a key',
      monitorKey('Enabled'),
      'key eu-west-1 k-1',
      'The key k-1 in eu-west-1 is as deployed.',
    ],
    [
      'sweeps',
      monitorSweep('2026-11-21T00:00:00Z'),
      'sweep',
      'A sweep completed at 2026-11-21T00:00:00Z.',
    ],
    [
      'a heartbeat that was heard',
      monitorHeartbeat('2026-11-21T11:00:00Z', '2026-11-21T11:02:00Z'),
      'heartbeat',
      'The heartbeat of 2026-11-21T11:00:00Z has been heard.',
    ],
    [
      'a heartbeat that has time yet',
      monitorHeartbeat('2026-11-21T11:45:00Z'),
      'heartbeat',
      'The heartbeat of 2026-11-21T11:45:00Z is on its way.',
    ],
  ])('%s is ok', (_, part, id, says) => {
    expect(ofParts(part)).toMatchObject([{ id, status: 'ok', says }]);
  });
});

describe('a part that is not', () => {
  it('is a fault with the sentence and the command of the rule on it', () => {
    expect(ofParts(monitorRule({ state: 'DISABLED' }))).toEqual([
      {
        id: 'rule eu-west-1 gatewatch-eks',
        area: 'rules',
        status: 'fault',
        says: 'The rule gatewatch-eks in eu-west-1 is switched off.',
        fix: 'Find out in CloudTrail who changed it, and why. Then put it back:',
        commands: ['aws events enable-rule --name gatewatch-eks --region eu-west-1'],
      },
    ]);
  });

  it('says all that is wrong with it, with a command for each', () => {
    const [check] = ofParts(monitorRule({ state: 'DISABLED', targets: [] }));
    expect(check?.says).toBe(
      'The rule gatewatch-eks in eu-west-1 is switched off. The rule gatewatch-eks in eu-west-1 does not send to arn:aws:sqs:eu-west-1:012345678901:changes and arn:aws:sns:eu-west-1:012345678901:operations as was deployed.',
    );
    expect(check?.commands?.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
      'aws events enable-rule',
      'aws events put-targets',
    ]);
  });

  it.each<[string, MonitorPart, says: string, commands: readonly string[]]>([
    [
      'a topic nobody of whom has confirmed',
      monitorTopic(1, 0, 1),
      'Nobody hears what is told on the topic operations in eu-west-1: 1 wait to be confirmed.',
      [subscribe],
    ],
    [
      'a topic of whom one has not confirmed',
      monitorTopic(2, 1, 1),
      'Of 2 addresses of the topic operations in eu-west-1, 1 hear nothing, 1 of them unconfirmed.',
      [subscribe],
    ],
    [
      'a topic one of whom is no longer waited for',
      monitorTopic(2, 1, 0),
      'Of 2 addresses of the topic operations in eu-west-1, 1 hear nothing.',
      [subscribe],
    ],
    [
      'a topic without anybody',
      monitorTopic(0, 0, 0),
      'Nobody hears what is told on the topic operations in eu-west-1: no address is configured, and nobody has subscribed.',
      [subscribe],
    ],
    [
      'a deployment that has not swept yet',
      monitorSweep(),
      'No sweep has completed yet.',
      [
        "aws lambda invoke --function-name gatewatch-sweep --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout",
      ],
    ],
    [
      'a heartbeat that is missing',
      monitorHeartbeat('2026-11-21T11:00:00Z'),
      'The change of a tag that was made at 2026-11-21T11:00:00.000Z to be heard of has not been heard of: events of IAM do not reach us.',
      [],
    ],
  ])('%s is a fault', (_, part, says, commands) => {
    expect(ofParts(part)).toMatchObject([{ status: 'fault', says, commands }]);
  });
});

describe('a topic for which nobody was asked to listen', () => {
  const routes = [{ to: 'room' }, { to: 'bus' }, { to: 'room', tenants: ['payments'] }];

  function standing(topic: MonitorTopic, told: readonly Route[]): readonly Check[] {
    return checks({ [nameOf(topic)]: present(topic, 1) }, told);
  }

  function ofFindings(topic: MonitorTopic): MonitorTopic {
    return { ...topic, expected: { ...topic.expected, tells: 'findings' } };
  }

  it('is no fault where routes tell findings elsewhere, and it is said what that means', () => {
    expect(standing(ofFindings(monitorTopic(0, 0, 0)), routes)).toEqual([
      {
        ...{ id: 'topic eu-west-1 operations', area: 'topics', status: 'not-applicable' },
        says: 'Nobody has subscribed to the topic operations in eu-west-1, and no address is configured: findings are told where alerts.routes send them (room, bus), and what no route takes is told nowhere.',
      },
    ]);
  });

  it.each([
    ['without a route', ofFindings(monitorTopic(0, 0, 0)), []],
    ['that is not of findings', monitorTopic(0, 0, 0), routes],
    ['of findings, whose addresses have not confirmed', ofFindings(monitorTopic(1, 0, 1)), routes],
  ])('is a fault %s', (_, topic, told) => {
    expect(standing(topic, told)).toMatchObject([{ status: 'fault', commands: [subscribe] }]);
  });

  it('is in order where somebody has subscribed all the same', () => {
    const topic = ofFindings(monitorTopic(0, 1, 0));
    expect(standing(topic, routes)).toMatchObject([{ status: 'ok' }]);
  });
});

describe('the fix', () => {
  const whoDidIt = 'Find out in CloudTrail who changed it, and why.';

  it.each<[MonitorPart, area: string, fix: string]>([
    [monitorRule({ state: 'DISABLED' }), 'rules', `${whoDidIt} Then put it back:`],
    [
      monitorFunction({ reservedConcurrency: 0 }),
      'functions',
      `${whoDidIt} Then let it run again:`,
    ],
    [
      monitorTopic(1, 0, 1),
      'topics',
      'Follow the link in the mail that SNS has sent to each address. It works for two days; after that, or where no address is configured (alerts.emails, alerts.operationsEmails), subscribe:',
    ],
    [
      monitorQueue(3),
      'queues',
      'Look at the messages; docs/operations.md says what to do with those of each queue.',
    ],
    [monitorKey('Disabled'), 'key', `${whoDidIt} Then make it usable again:`],
    [
      monitorSweep('2026-11-20T00:00:00Z'),
      'sweeps',
      'Sweep now and read the reply. The log of the function says why sweeps failed, if they did.',
    ],
    [
      monitorHeartbeat('2026-11-21T11:00:00Z'),
      'feed',
      'Look at what is said of trails and rules. Where nothing is wrong with them, look whether the forwarder of the Region that records IAM is deployed.',
    ],
    [
      monitorSweep(),
      'sweeps',
      'The deployment starts one: wait for it, or sweep now and read the reply.',
    ],
  ])('of %j is one of its area, %s', (part, area, fix) => {
    expect(ofParts(part)).toMatchObject([{ area, status: 'fault', fix }]);
  });
});

describe('a part that is gone', () => {
  it('is to be deployed again, where others of its stack are there', () => {
    const rule = monitorRule({}, { name: 'gatewatch-iam' });
    expect(ofParts(deleted(rule), monitorKey('Enabled'))).toMatchObject([
      {
        id: 'rule eu-west-1 gatewatch-iam',
        status: 'fault',
        says: 'The rule gatewatch-iam in eu-west-1 is gone.',
        fix: 'Deploy Gatewatch. Where CloudFormation sees no change, delete that stack first: it does not make again what somebody else has taken out of it.',
        commands: ['npx cdk deploy Gatewatch -c config=gatewatch.yaml'],
      },
      { id: 'key eu-west-1 k-1', status: 'ok' },
    ]);
  });

  it('is said to be gone and no more, though nobody hears it', () => {
    const topic = deleted(monitorTopic(0, 0, 0));
    expect(ofParts(topic, monitorRule())[0]?.says).toBe(
      'The topic operations in eu-west-1 is gone.',
    );
  });

  it('is told once with all of its stack, where nothing of that is there', () => {
    const stack = 'GatewatchForwarder-us-east-1';
    const place = { stack, region: 'us-east-1' };
    const rules = ['forward-iam', 'tamper-a'].map((name) =>
      deleted(monitorRule({}, { ...place, name })),
    );
    const sweep = monitorSweep('2026-11-21T00:00:00Z');
    expect(ofParts(...rules, monitorRule(), sweep)).toMatchObject([
      {
        id: `stack ${stack}`,
        area: 'deployment',
        status: 'fault',
        says: `The stack ${stack} is missing: nothing that belongs to it is there.`,
        commands: [`npx cdk deploy ${stack} -c config=gatewatch.yaml`],
      },
      { id: 'rule eu-west-1 gatewatch-eks', status: 'ok' },
      { id: 'sweep', status: 'ok' },
    ]);
  });
});

describe('what could not be read', () => {
  it('is never ok, and says why', () => {
    expect(checks({ 'topic eu-west-1 operations': unread('AccessDenied', 1) })).toEqual([
      {
        id: 'topic eu-west-1 operations',
        area: 'topics',
        status: 'unread',
        says: 'The topic eu-west-1 operations could not be read: AccessDenied.',
      },
    ]);
  });

  it('may be of a kind that only another release knows', () => {
    expect(checks({ 'alarm eu-west-1 a-1': unread('denied', 1) })).toMatchObject([
      { id: 'alarm eu-west-1 a-1', area: 'deployment', status: 'unread' },
    ]);
  });

  it('may be a part that nothing was told of', () => {
    expect(checks({ 'key eu-west-1 k-1': absent(1) })).toMatchObject([
      {
        status: 'unread',
        says: 'The key eu-west-1 k-1 could not be read: nothing was told of it.',
      },
    ]);
  });

  it.each([
    ['unread', unread<readonly string[]>('denied', 1), 'denied'],
    ['empty', absent<readonly string[]>(1), 'nothing is deployed'],
  ])('may be all of them: the list is %s', (_, list, reason) => {
    const facts = new Map([[factKeys.monitorParts(), list]]);
    expect(partChecks(createEstate(sampleAccount, facts))).toEqual([
      {
        id: 'parts',
        area: 'deployment',
        status: 'unread',
        says: `What was deployed is not known: ${reason}.`,
      },
    ]);
  });
});
