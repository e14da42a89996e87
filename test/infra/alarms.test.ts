import { expect, it } from 'vitest';
import { resourcesOf, synthesised } from './synthesised.ts';

const { hub } = synthesised();
const alarms = Object.values(resourcesOf(hub, 'AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => Properties,
);

const above = 'GreaterThanThreshold';
const below = 'LessThanThreshold';
const sqs = ['AWS/SQS'];
const [depth, age] = ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage'];

it('says when the watch itself is broken', () => {
  const seen = alarms.map((alarm) => [
    alarm.Namespace,
    alarm.MetricName,
    nameOf(alarm.Dimensions[0]),
    alarm.ComparisonOperator,
    alarm.Threshold,
    `${alarm.EvaluationPeriods} × ${alarm.Period} s`,
    alarm.TreatMissingData,
  ]);
  expect(seen).toEqual([
    ['AWS/Lambda', 'Errors', 'SweepFunction', above, 0, '1 × 300 s', 'notBreaching'],
    ['AWS/Lambda', 'Throttles', 'SweepFunction', above, 0, '3 × 300 s', 'notBreaching'],
    ['AWS/Lambda', 'Errors', 'AccessChangeFunction', above, 0, '1 × 300 s', 'notBreaching'],
    ['AWS/Lambda', 'Throttles', 'AccessChangeFunction', above, 0, '3 × 300 s', 'notBreaching'],
    ['AWS/Lambda', 'Errors', 'AlertFunction', above, 0, '1 × 300 s', 'notBreaching'],
    ['AWS/Lambda', 'Throttles', 'AlertFunction', above, 0, '3 × 300 s', 'notBreaching'],
    ...['QueuesFailedChanges', 'QueuesUndelivered', 'QueuesRejected'].flatMap((queue) => [
      [...sqs, depth, queue, above, 0, '1 × 300 s', 'notBreaching'],
      [...sqs, age, queue, above, 86_400, '1 × 300 s', 'notBreaching'],
    ]),
    ['Gatewatch', 'SweepCompleted', 'sweep', below, 1, '13 × 3600 s', 'breaching'],
    ['Gatewatch', 'UnexpectedUnread', 'sweep', above, 0, '1 × 300 s', 'ignore'],
    ['Gatewatch', 'RulesFailed', 'sweep', above, 0, '1 × 300 s', 'ignore'],
    ['Gatewatch', 'OldestOwedAlertAge', 'alert', above, 900, '1 × 300 s', 'ignore'],
    ['AWS/Lambda', 'IteratorAge', 'AlertFunction', above, 300_000, '1 × 300 s', 'notBreaching'],
    ['Gatewatch', 'HeartbeatAge', 'alert', above, 1_800, '3 × 300 s', 'breaching'],
    ['Gatewatch', 'EventLag', 'access-change', above, 900, '1 × 300 s', 'notBreaching'],
    [...sqs, age, 'QueuesChanges', above, 1_800, '1 × 300 s', 'notBreaching'],
  ]);
});

it('tells operations of trouble and of its end', () => {
  const operations = [{ Ref: expect.stringMatching(/^OperationsTopic/) }];
  for (const alarm of alarms) {
    expect(alarm).toMatchObject({ AlarmActions: operations, OKActions: operations });
  }
});

/** The value of a dimension, without the hash that CDK puts after a logical id. */
function nameOf({ Value }: { readonly Value: unknown }): unknown {
  if (typeof Value === 'string') return Value;
  const reference = JSON.stringify(Value).match(/"(\w+?)[0-9A-F]{8}"/);
  return reference?.[1];
}
