import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../shared/model/config.ts';
import { config, resourcesOf, synthesised } from './synthesised.ts';

const watched: Config = {
  ...config,
  regions: ['eu-west-1', 'eu-north-1'],
  auditLogs: { subscribe: true },
};
const { app, hub, watches } = synthesised({ config: watched });
const home = watches['eu-west-1'] ?? expect.fail('no watch at home');
const abroad = watches['eu-north-1'] ?? expect.fail('no watch in eu-north-1');

describe('the watch stacks', () => {
  it('are none while the configuration says nothing of audit logs', () => {
    expect(Object.keys(synthesised().watches)).toEqual([]);
  });

  it('stand in every watched Region, and not in that of IAM for its own sake', () => {
    expect(Object.keys(watches)).toEqual(['eu-west-1', 'eu-north-1']);
  });

  it('come after home, and after what forwards from their Region', () => {
    const dependencies = (stack: string) =>
      app
        .synth()
        .getStackByName(stack)
        .dependencies.map(({ id }) => id)
        .filter((id) => !id.endsWith('.assets'));
    expect(dependencies('GatewatchWatch-eu-west-1')).toEqual(['Gatewatch']);
    expect(dependencies('GatewatchWatch-eu-north-1')).toEqual([
      'Gatewatch',
      'GatewatchForwarder-eu-north-1',
    ]);
  });

  it('cannot be deleted by accident', () => {
    const { terminationProtection } = app.synth().getStackByName('GatewatchWatch-eu-north-1');
    expect(terminationProtection).toBe(true);
  });

  it('only hear where nobody asked for subscriptions', () => {
    const { watches: only } = synthesised({
      config: { ...watched, auditLogs: { subscribe: false } },
    });
    const template = only['eu-west-1'] ?? expect.fail('no watch at home');
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('AWS::Events::Rule', 0);
  });
});

describe('the function that hears', () => {
  it('may be invoked by the logs of clusters of this account and Region alone', () => {
    abroad.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AuditLogFunction'), 'Arn'] },
      Principal: 'logs.amazonaws.com',
      SourceAccount: '111122223333',
      SourceArn: 'arn:aws:logs:eu-north-1:111122223333:log-group:/aws/eks/*/cluster:*',
    });
  });

  it('sends to the queues at home, in whatever Region it is', () => {
    const names = Object.values(resourcesOf(hub, 'AWS::SQS::Queue')).map(
      ({ Properties }) => Properties.QueueName,
    );
    expect(names).toEqual(expect.arrayContaining(['Gatewatch-changes', 'Gatewatch-rejected']));
    abroad.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'gatewatch-eu-west-1-audit-log',
      Environment: {
        Variables: Match.objectLike({
          HOME_REGION: 'eu-west-1',
          CHANGES_QUEUE_URL: url('changes'),
          REJECTED_QUEUE_URL: url('rejected'),
        }),
      },
    });
    abroad.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Resource: [
              'arn:aws:sqs:eu-west-1:111122223333:Gatewatch-changes',
              'arn:aws:sqs:eu-west-1:111122223333:Gatewatch-rejected',
              { 'Fn::GetAtt': [Match.stringLikeRegexp('^Undelivered'), 'Arn'] },
            ],
          },
        ]),
      },
    });
  });

  it('keeps what it could not hand on, after three attempts', () => {
    abroad.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'gatewatch-eu-west-1-audit-log',
      DeadLetterConfig: {
        TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Undelivered'), 'Arn'] },
      },
    });
    abroad.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 2 });
  });

  function url(purpose: string) {
    return {
      'Fn::Join': [
        '',
        ['https://sqs.eu-west-1.', { Ref: 'AWS::URLSuffix' }, `/111122223333/Gatewatch-${purpose}`],
      ],
    };
  }
});

describe('the function that subscribes', () => {
  it('does so every hour, to the function that hears', () => {
    abroad.hasResourceProperties('AWS::Events::Rule', {
      Name: 'gatewatch-eu-west-1-subscriptions',
      ScheduleExpression: 'rate(1 hour)',
      Targets: [
        Match.objectLike({ Input: '{}', RetryPolicy: { MaximumEventAgeInSeconds: 3_600 } }),
      ],
    });
    abroad.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'gatewatch-eu-west-1-subscriptions',
      Environment: {
        Variables: Match.objectLike({
          AUDIT_LOG_FUNCTION_ARN: {
            'Fn::GetAtt': [Match.stringLikeRegexp('^AuditLogFunction'), 'Arn'],
          },
        }),
      },
    });
  });
});

describe('trouble of a watch', () => {
  const actions = (template: typeof home) =>
    Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.AlarmActions,
    );

  it('is told at home on the topic of the home stack', () => {
    const topic = 'arn:aws:sns:eu-west-1:111122223333:Gatewatch-operations';
    hub.hasResourceProperties('AWS::SNS::Topic', { TopicName: 'Gatewatch-operations' });
    expect(actions(home)).toEqual([[topic], [topic], [topic]]);
  });

  it('is told elsewhere on the topic of what forwards from there', () => {
    const topic = 'arn:aws:sns:eu-north-1:111122223333:gatewatch-eu-west-1-forwarder-operations';
    expect(actions(abroad)).toEqual([[topic], [topic], [topic]]);
  });
});
