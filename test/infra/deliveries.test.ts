import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { AlertSettings } from '../../shared/model/alert-settings.ts';
import { config, resourcesOf, synthesised } from './synthesised.ts';

/** The stack at home with these channels, each of which is told everything. */
function hubWith(channels: AlertSettings['channels']) {
  const routes = Object.keys(channels).map((to) => ({ to }));
  return synthesised({ config: { ...config, alerts: { ...config.alerts, channels, routes } } }).hub;
}

describe('channels', () => {
  it('bring no queue and no function where there are none', () => {
    const { hub } = synthesised();
    hub.resourcePropertiesCountIs(
      'AWS::Lambda::Function',
      { FunctionName: Match.stringLikeRegexp('deliver') },
      0,
    );
    expect(
      Object.keys(resourcesOf(hub, 'AWS::SQS::Queue')).filter((id) => id.startsWith('Deliveries')),
    ).toEqual([]);
  });

  const hub = hubWith({
    mail: { emails: ['payments@example.com', 'shop@example.com'] },
    room: { amazonQ: { workspace: 'T0123456789', channel: 'C0123456789' } },
    bus: { eventBus: 'arn:aws:events:us-east-1:444455556666:event-bus/security' },
  });

  it('have a queue whose messages are tried six times', () => {
    hub.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 360,
      RedrivePolicy: {
        deadLetterTargetArn: {
          'Fn::GetAtt': [Match.stringLikeRegexp('DeliveriesUndelivered'), 'Arn'],
        },
        maxReceiveCount: 6,
      },
    });
  });

  it('of addresses and of Amazon Q have a topic each, under our key', () => {
    const topics = Object.entries(resourcesOf(hub, 'AWS::SNS::Topic')).filter(([id]) =>
      id.startsWith('Deliveries'),
    );
    expect(topics.map(([, { Properties }]) => Properties.KmsMasterKeyId)).toEqual([
      { 'Fn::GetAtt': [expect.stringMatching(/^EncryptionKey/), 'Arn'] },
      { 'Fn::GetAtt': [expect.stringMatching(/^EncryptionKey/), 'Arn'] },
    ]);
    const endpoints = Object.values(resourcesOf(hub, 'AWS::SNS::Subscription')).map(
      ({ Properties }) => Properties.Endpoint,
    );
    expect(endpoints).toEqual(expect.arrayContaining(['payments@example.com', 'shop@example.com']));
  });

  it('show a topic in a room of Slack by Amazon Q, which may do nothing by itself', () => {
    hub.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      SlackWorkspaceId: 'T0123456789',
      SlackChannelId: 'C0123456789',
      SnsTopicArns: [{ Ref: Match.stringLikeRegexp('DeliveriesTopicsroom') }],
    });
  });

  it('may put events on the very bus, in whatever account it is', () => {
    const statements = Object.values(resourcesOf(hub, 'AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    expect(statements.filter(({ Action }) => Action === 'events:PutEvents')).toMatchObject([
      { Resource: 'arn:aws:events:us-east-1:444455556666:event-bus/security' },
    ]);
  });

  it('say when a message has failed for good, and when one waits', () => {
    const alarms = Object.values(resourcesOf(hub, 'AWS::CloudWatch::Alarm')).map(({ Properties }) =>
      JSON.stringify(Properties.AlarmDescription),
    );
    expect(alarms.filter((text) => text.includes('channel'))).toHaveLength(2);
    expect(alarms.filter((text) => text.includes('Security Hub'))).toEqual([]);
    const told = Object.values(
      resourcesOf(hubWith({ hub: { securityHub: true } }), 'AWS::CloudWatch::Alarm'),
    );
    expect(
      told.filter(({ Properties }) => Properties.MetricName === 'SuppressionsUnread'),
    ).toHaveLength(1);
  });
});
