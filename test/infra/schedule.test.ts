import { Match } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { resourcesOf, synthesised } from './synthesised.ts';

const { hub } = synthesised();

it('sweeps every six hours', () => {
  hub.hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(6 hours)',
    Targets: [invoking('Sweep')],
  });
});

it('reads what still waits every ten minutes, and no more than that', () => {
  hub.hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(10 minutes)',
    Targets: [invoking('Sweep', { waiting: true })],
  });
});

it('sends what is still owed every five minutes', () => {
  hub.hasResourceProperties('AWS::Events::Rule', {
    ScheduleExpression: 'rate(5 minutes)',
    Targets: [invoking('Alert')],
  });
});

it('sweeps once this very stack has been created or updated', () => {
  hub.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.cloudformation'],
      'detail-type': ['CloudFormation Stack Status Change'],
      detail: {
        'stack-id': [{ Ref: 'AWS::StackId' }],
        'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] },
      },
    },
    Targets: [invoking('Sweep')],
  });
});

it('has the rule for deployments in place before the slow last resources', () => {
  for (const { DependsOn = [] } of Object.values(
    hub.findResources('AWS::Lambda::EventSourceMapping'),
  )) {
    expect(DependsOn).toContainEqual(expect.stringMatching(/^ScheduleDeployed/));
  }
});

it('lets each rule invoke the function that it targets', () => {
  const permissions = Object.values(resourcesOf(hub, 'AWS::Lambda::Permission')).map(
    ({ Properties }) => [
      Properties.Principal,
      Properties.SourceArn['Fn::GetAtt'][0].slice(0, -8),
      Properties.FunctionName['Fn::GetAtt'][0].slice(0, -8),
    ],
  );
  expect(permissions).toEqual([
    ['events.amazonaws.com', 'ScheduleSweep', 'SweepFunction'],
    ['events.amazonaws.com', 'ScheduleWaiting', 'SweepFunction'],
    ['events.amazonaws.com', 'ScheduleRedrive', 'AlertFunction'],
    ['events.amazonaws.com', 'ScheduleDeployed', 'SweepFunction'],
  ]);
});

/** The functions refuse keys that they do not know, so no rule hands on its event. */
function invoking(name: string, payload = {}) {
  return Match.objectLike({
    Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}Function`), 'Arn'] },
    Input: JSON.stringify(payload),
    DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] } },
    RetryPolicy: { MaximumEventAgeInSeconds: 3600 },
  });
}
