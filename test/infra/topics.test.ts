import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { config, resourcesOf, synthesised } from './synthesised.ts';

const { hub, forwarders } = synthesised();

describe('topics', () => {
  it('reach the addresses of the configuration', () => {
    const subscriptions = Object.values(resourcesOf(hub, 'AWS::SNS::Subscription')).map(
      ({ Properties }) => [Properties.Protocol, Properties.Endpoint, Properties.TopicArn.Ref],
    );
    expect(subscriptions).toEqual([
      ['email', 'security@example.com', expect.stringMatching(/^FindingsTopic/)],
      ['email', 'platform@example.com', expect.stringMatching(/^OperationsTopic/)],
    ]);
  });

  it('are there without subscribers when the configuration names none', () => {
    const alerts = { ...config.alerts, emails: [], operationsEmails: [] };
    const { hub: quiet } = synthesised({ config: { ...config, alerts } });
    quiet.resourceCountIs('AWS::SNS::Topic', 2);
    quiet.resourceCountIs('AWS::SNS::Subscription', 0);
  });

  it('let alarms of this account, and no others, publish to operations', () => {
    hub.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111122223333' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*' },
            },
          }),
        ]),
      },
    });
  });
});

describe.each([['hub', hub], ...Object.entries(forwarders)])('in the stack %s', (_, template) => {
  it.each([
    ['AWS::SNS::TopicPolicy', 'AWS::SNS::Topic', 'Topics'],
    ['AWS::SQS::QueuePolicy', 'AWS::SQS::Queue', 'Queues'],
  ])('%s refuses plain HTTP for every %s', (policyType, type, list) => {
    const closed = Object.values(resourcesOf(template, policyType))
      .filter(({ Properties }) =>
        Properties.PolicyDocument.Statement.some(
          ({ Effect, Condition }: { Effect: string; Condition?: object }) =>
            Effect === 'Deny' &&
            JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
        ),
      )
      .flatMap(({ Properties }) => Properties[list].map(({ Ref }: { Ref: string }) => Ref));
    expect(closed.toSorted()).toEqual(Object.keys(resourcesOf(template, type)).toSorted());
  });

  it('no resource policy allows anything to everyone, or to a service without a source', () => {
    const statements = [
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
      'AWS::S3::BucketPolicy',
    ].flatMap((type) =>
      Object.values(resourcesOf(template, type)).flatMap(
        ({ Properties }) => Properties.PolicyDocument.Statement,
      ),
    );
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.length).toBeGreaterThan(0);
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: expect.stringMatching(/\.amazonaws\.com$/) });
      expect(JSON.stringify(Condition)).toMatch(/aws:Source(Arn|Account)/);
    }
  });
});
