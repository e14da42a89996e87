import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesised } from './synthesised.ts';

const { hub, forwarders } = synthesised();

/** AWS services that put something into a queue or topic, by the target's logical id. */
function publications(template: Template): readonly (readonly [service: string, target: string])[] {
  const all = (type: string) => Object.values(resourcesOf(template, type));
  return [
    ...all('AWS::Events::Rule').flatMap(({ Properties }) =>
      Properties.Targets.flatMap((target: { Arn: unknown; DeadLetterConfig: { Arn: unknown } }) =>
        [target.Arn, target.DeadLetterConfig.Arn].map((arn) => ['events', idOf(arn)]),
      ),
    ),
    ...all('AWS::CloudWatch::Alarm').flatMap(({ Properties }) =>
      [...Properties.AlarmActions, ...Properties.OKActions].map((action) => [
        'cloudwatch',
        idOf(action),
      ]),
    ),
    ...all('AWS::SNS::Subscription')
      .filter(({ Properties }) => Properties.Protocol === 'sqs')
      .map(({ Properties }) => ['sns', idOf(Properties.Endpoint)] as const),
  ];
}

function idOf(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return Ref ?? attribute?.[0] ?? String(reference);
}

/** Queues and topics under a key of ours. */
function encryptedByUs(template: Template): readonly string[] {
  return ['AWS::SQS::Queue', 'AWS::SNS::Topic'].flatMap((type) =>
    Object.entries(resourcesOf(template, type))
      .filter(([, { Properties }]) => Properties?.KmsMasterKeyId !== undefined)
      .map(([id]) => id),
  );
}

/** Services that the key policies name, each with a condition on its source. */
function trusted(template: Template): readonly string[] {
  return Object.values(resourcesOf(template, 'AWS::KMS::Key'))
    .flatMap(({ Properties }) => Properties.KeyPolicy.Statement)
    .filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes('aws:Source'))
    .map(({ Principal }) => String(Principal.Service).replace('.amazonaws.com', ''));
}

describe.each([['hub', hub], ...Object.entries(forwarders)])('in the stack %s', (_, template) => {
  it('the key admits every service that publishes to what it encrypts, and no other', () => {
    const encrypted = encryptedByUs(template);
    const needed = publications(template)
      .filter(([, target]) => encrypted.includes(target))
      .map(([service]) => service);
    expect([...new Set(trusted(template))].sort()).toEqual([...new Set(needed)].sort());
  });

  it('every queue is encrypted', () => {
    for (const { Properties } of Object.values(resourcesOf(template, 'AWS::SQS::Queue'))) {
      expect(Properties.SqsManagedSseEnabled ?? Properties.KmsMasterKeyId).toBeTruthy();
    }
  });
});

it('sees what is published: events to queues, alarms and tampering to operations', () => {
  const seen = publications(hub).map(([service, target]) => `${service} → ${target.slice(0, -8)}`);
  expect([...new Set(seen)].sort()).toEqual([
    'cloudwatch → OperationsTopic',
    'events → AlertFunction',
    'events → OperationsTopic',
    'events → QueuesChanges',
    'events → QueuesUndelivered',
    'events → SweepFunction',
  ]);
});
