import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { filledIn } from '../../functions/wiring/deployed-parts.ts';
import { Literals } from '../../infra/literals.ts';
import type { ExpectedPart, MonitorManifest } from '../../shared/model/monitor.ts';
import { config, resourcesOf, type Synthesised, synthesised } from './synthesised.ts';

const watched = { ...config, regions: ['eu-west-1', 'eu-north-1'] };
const account = '111122223333';

/** The manifest as the sweep reads it, with `<Logical.Attribute>` for each name that CloudFormation gives. */
function manifestOf({ app, hub }: Synthesised): MonitorManifest {
  const { directory } = app.synth();
  const { MANIFEST_KEY, MANIFEST_NAMES } = sweepVariables(hub);
  const file = readdirSync(directory).find((name) => name === `asset.${MANIFEST_KEY}`);
  const text = readFileSync(join(directory, file ?? expect.fail('no manifest')), 'utf8');
  const names: readonly (string | Reference)[] = MANIFEST_NAMES['Fn::Join'][1];
  const joined = names.map((part) => (typeof part === 'string' ? part : nameOf(part))).join('');
  return filledIn(JSON.parse(text), JSON.parse(joined)) as unknown as MonitorManifest;
}

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
}

function nameOf({ Ref, 'Fn::GetAtt': [id = '', attribute = ''] = ['', ''] }: Reference): string {
  const plain = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');
  return Ref === undefined ? `<${plain(id)}.${attribute}>` : `<${plain(Ref)}>`;
}

function sweepVariables(hub: Synthesised['hub']) {
  return Object.values(resourcesOf(hub, 'AWS::Lambda::Function'))
    .map(({ Properties }) => Properties.Environment.Variables)
    .find(({ MANIFEST_KEY }) => MANIFEST_KEY !== undefined);
}

const deployment = synthesised({ config: watched });
const manifest = manifestOf(deployment);

function named(kind: ExpectedPart['kind']): readonly string[] {
  return manifest.parts
    .filter((part) => part.kind === kind)
    .map(({ region, name }) => `${region} ${name}`);
}

function part(name: string, region = 'eu-west-1') {
  return manifest.parts.find((each) => each.name === name && each.region === region);
}

describe('the manifest', () => {
  it('names every rule of every stack', () => {
    const stacks = { 'eu-west-1': deployment.hub, ...deployment.forwarders };
    const rules = Object.entries(stacks).flatMap(([region, template]) =>
      Object.values(resourcesOf(template, 'AWS::Events::Rule')).map(
        ({ Properties }) => `${region} ${Properties.Name}`,
      ),
    );
    expect(rules.length).toBeGreaterThan(12);
    expect(named('rule').toSorted()).toEqual(rules.sort());
  });

  it('names functions, queues, topics and the key', () => {
    expect(named('function')).toEqual([
      'eu-west-1 gatewatch-eu-west-1-sweep',
      'eu-west-1 gatewatch-eu-west-1-kubernetes-reader',
      'eu-west-1 gatewatch-eu-west-1-access-change',
      'eu-west-1 gatewatch-eu-west-1-alert',
    ]);
    expect(named('queue')).toEqual([
      'eu-west-1 <QueuesFailedChanges.QueueName>',
      'eu-west-1 <QueuesUndelivered.QueueName>',
      'eu-west-1 Gatewatch-rejected',
      'eu-west-1 Gatewatch-changes',
      'eu-north-1 gatewatch-eu-west-1-forwarder-undelivered',
      'us-east-1 gatewatch-eu-west-1-forwarder-undelivered',
    ]);
    expect(named('topic')).toEqual([
      'eu-west-1 <FindingsTopic.TopicName>',
      'eu-west-1 Gatewatch-operations',
      'eu-north-1 gatewatch-eu-west-1-forwarder-operations',
      'us-east-1 gatewatch-eu-west-1-forwarder-operations',
    ]);
    expect(named('key')).toEqual(['eu-west-1 <EncryptionKey>']);
  });

  it('says what a rule on the default bus listens for, and what it sends where', () => {
    expect(part('gatewatch-eu-west-1-changes-eks')).toEqual({
      kind: 'rule',
      stack: 'Gatewatch',
      region: 'eu-west-1',
      name: 'gatewatch-eu-west-1-changes-eks',
      pattern: Object.values(resourcesOf(deployment.hub, 'AWS::Events::Rule')).find(
        ({ Properties }) => Properties.Name === 'gatewatch-eu-west-1-changes-eks',
      )?.Properties.EventPattern,
      targets: [
        {
          Id: 'Target0',
          Arn: `arn:aws:sqs:eu-west-1:${account}:Gatewatch-changes`,
          DeadLetterConfig: { Arn: '<QueuesUndelivered.Arn>' },
          RetryPolicy: { MaximumEventAgeInSeconds: 21_600 },
        },
      ],
    });
  });

  it('says by which schedule a function is invoked, and with what', () => {
    expect(part('gatewatch-eu-west-1-sweep')).toMatchObject({ kind: 'function' });
    expect(manifest.parts).toContainEqual({
      kind: 'rule',
      stack: 'Gatewatch',
      region: 'eu-west-1',
      name: 'gatewatch-eu-west-1-sweep',
      schedule: 'rate(6 hours)',
      targets: [
        {
          Id: 'Target0',
          Arn: `arn:aws:lambda:eu-west-1:${account}:function:gatewatch-eu-west-1-sweep`,
          Input: '{}',
          DeadLetterConfig: { Arn: '<QueuesUndelivered.Arn>' },
          RetryPolicy: { MaximumEventAgeInSeconds: 3_600 },
        },
      ],
    });
  });

  it('says on which bus a rule is', () => {
    expect(part('gatewatch-eu-west-1-forwarded-tampering')).toMatchObject({ bus: 'gatewatch-hub' });
  });

  it('keeps the paths of an input transformer as they are', () => {
    const rule = part('gatewatch-eu-west-1-tamper-a');
    expect(rule).toMatchObject({
      targets: [
        { Arn: `arn:aws:sqs:eu-west-1:${account}:Gatewatch-changes` },
        {
          Arn: `arn:aws:sns:eu-west-1:${account}:Gatewatch-operations`,
          InputTransformer: { InputPathsMap: { 'detail-eventName': '$.detail.eventName' } },
        },
      ],
    });
  });

  it('knows all of another Region by name', () => {
    expect(part('gatewatch-eu-west-1-tamper-b', 'us-east-1')).toMatchObject({
      stack: 'GatewatchForwarder-us-east-1',
      targets: [
        {
          Arn: `arn:aws:events:eu-west-1:${account}:event-bus/gatewatch-hub`,
          RoleArn: `arn:aws:iam::${account}:role/gatewatch-forwarder-eu-west-1-us-east-1`,
          DeadLetterConfig: {
            Arn: `arn:aws:sqs:us-east-1:${account}:gatewatch-eu-west-1-forwarder-undelivered`,
          },
        },
        { Arn: `arn:aws:sns:us-east-1:${account}:gatewatch-eu-west-1-forwarder-operations` },
      ],
    });
    expect(part('gatewatch-eu-west-1-forwarder-undelivered', 'us-east-1')).toEqual({
      kind: 'queue',
      stack: 'GatewatchForwarder-us-east-1',
      region: 'us-east-1',
      name: 'gatewatch-eu-west-1-forwarder-undelivered',
      url: `https://sqs.us-east-1.<AWS::URLSuffix>/${account}/gatewatch-eu-west-1-forwarder-undelivered`,
      forFailures: true,
    });
  });

  it('takes a queue that hands on what failed for one of traffic', () => {
    const forTraffic = manifest.parts.filter((each) => each.kind === 'queue' && !each.forFailures);
    expect(forTraffic).toMatchObject([{ name: 'Gatewatch-changes' }]);
  });

  it('says what feeds a function, and how many were subscribed to a topic', () => {
    expect(manifest.parts).toContainEqual({
      kind: 'function',
      stack: 'Gatewatch',
      region: 'eu-west-1',
      name: 'gatewatch-eu-west-1-alert',
      eventSources: ['<StateTable.StreamArn>'],
    });
    expect(part('<FindingsTopic.TopicName>')).toMatchObject({ subscribers: 1, tells: 'findings' });
  });

  it('says of the topic of findings alone that routes may tell them elsewhere', () => {
    const telling = manifest.parts.filter((each) => 'tells' in each).map(({ name }) => name);
    expect(telling).toEqual(['<FindingsTopic.TopicName>']);
  });

  it('lets two sweeps be as far apart as the alarm does', () => {
    expect(manifest.sweep).toEqual({
      functionName: 'gatewatch-eu-west-1-sweep',
      maximumAge: 13 * 3_600_000,
    });
  });

  it('stands also where the account is not known at synth', () => {
    const app = synthesised({ config: watched, account: undefined as never });
    const { parts } = manifestOf(app);
    expect(parts).toContainEqual(
      expect.objectContaining({
        arn: 'arn:aws:sns:us-east-1:<AWS::AccountId>:gatewatch-eu-west-1-forwarder-operations',
      }),
    );
  });
});

it('what has no name is refused outside of the home stack', () => {
  const app = new App();
  const home = new Stack(app, 'Home');
  const other = new Stack(app, 'Other');
  const queue = new CfnQueue(other, 'Queue');
  expect(() => new Literals(home).of(queue, queue.attrArn)).toThrow(
    'Other/Queue needs a name, for the home Region to know it by',
  );
  expect(() => new Literals(home).arn(queue, 'Arn', queue.attrArn)).toThrow('needs a name');
});
