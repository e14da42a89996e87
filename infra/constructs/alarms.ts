import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmWhen } from '../alarm-when.ts';
import { ageIn, messagesIn, ownMetric } from '../metrics.ts';

export interface AlarmsProps {
  readonly operations: ITopic;
  readonly sweep: IFunction;
  readonly accessChange: IFunction;
  readonly alert: IFunction;
  /** Queues in which a single message is trouble. */
  readonly failedChanges: IQueue;
  readonly undelivered: IQueue;
  readonly rejected: IQueue;
  /** What waits to be read again. */
  readonly changes: IQueue;
  readonly sweepInterval: Duration;
}

const period = Duration.minutes(5);
const { BREACHING, IGNORE } = TreatMissingData;

/** Says on the operations topic when the watch itself is broken, so that silence means calm. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { sweep, accessChange, alert, failedChanges, undelivered, rejected } = props;
    for (const [name, watched] of Object.entries({ sweep, accessChange, alert })) {
      watchFunction(this, name, watched, props.operations);
    }
    for (const [name, queue] of Object.entries({ failedChanges, undelivered, rejected })) {
      alarmWhen(this, `${name}Waiting`, props.operations, {
        alarmDescription: `Gatewatch: messages wait in the queue ${queue.queueName}. Look at them.`,
        metric: messagesIn(queue, period),
        above: 0,
      });
      alarmWhen(this, `${name}Forgotten`, props.operations, {
        alarmDescription: `Gatewatch: a message has been in the queue ${queue.queueName} for a day. It is lost after 14.`,
        metric: ageIn(queue, period),
        above: Duration.days(1).toSeconds(),
      });
    }
    watchSweeps(this, props);
    watchAlerts(this, props);
    watchFeed(this, props);
  }
}

function watchFunction(scope: Construct, name: string, watched: IFunction, operations: ITopic) {
  alarmWhen(scope, `${name}Errors`, operations, {
    alarmDescription: `Gatewatch: the function ${watched.functionName} failed. Its log says why.`,
    metric: watched.metricErrors({ period }),
    above: 0,
  });
  alarmWhen(scope, `${name}Throttles`, operations, {
    alarmDescription: `Gatewatch: the concurrency limit of the account holds back ${watched.functionName}.`,
    metric: watched.metricThrottles({ period }),
    above: 0,
    periods: 3,
  });
}

function watchSweeps(scope: Construct, { operations, sweepInterval }: AlarmsProps) {
  alarmWhen(scope, 'SweepStale', operations, {
    alarmDescription: 'Gatewatch: no sweep has completed for more than two intervals.',
    metric: ownMetric('sweep', 'SweepCompleted', 'Sum', Duration.hours(1)),
    below: 1,
    periods: 2 * Math.ceil(sweepInterval.toMinutes() / 60) + 1,
    missing: BREACHING,
  });
  // Sweeps are hours apart: what one of them said holds until the next.
  alarmWhen(scope, 'FactsUnread', operations, {
    alarmDescription: 'Gatewatch: a sweep could not read what it was expected to. See its report.',
    metric: ownMetric('sweep', 'UnexpectedUnread', 'Maximum', period),
    above: 0,
    missing: IGNORE,
  });
  alarmWhen(scope, 'RulesFailed', operations, {
    alarmDescription: 'Gatewatch: a rule threw an error and could not judge. Please report it.',
    metric: ownMetric('sweep', 'RulesFailed', 'Maximum', period),
    above: 0,
    missing: IGNORE,
  });
}

function watchAlerts(scope: Construct, { operations, alert }: AlarmsProps) {
  alarmWhen(scope, 'AlertsOwed', operations, {
    alarmDescription: 'Gatewatch: an alert has been waiting to be sent for more than 15 minutes.',
    metric: ownMetric('alert', 'OldestOwedAlertAge', 'Maximum', period),
    above: Duration.minutes(15).toSeconds(),
    missing: IGNORE,
  });
  alarmWhen(scope, 'AlertsBehind', operations, {
    alarmDescription: "Gatewatch: alerts are more than 5 minutes behind the table's stream.",
    metric: alert.metric('IteratorAge', { period, statistic: 'Maximum' }),
    above: Duration.minutes(5).toMilliseconds(),
  });
}

/** Whether events arrive, and are read soon. */
function watchFeed(scope: Construct, { operations, changes }: AlarmsProps) {
  alarmWhen(scope, 'HeartbeatMissing', operations, {
    alarmDescription:
      'Gatewatch: a change of IAM that it made itself has not come back as an event for 30 minutes. Look at the trail and at the rules.',
    metric: ownMetric('alert', 'HeartbeatAge', 'Maximum', period),
    above: Duration.minutes(30).toSeconds(),
    // The alert function says every five minutes how old it is: to say nothing is no better.
    periods: 3,
    missing: BREACHING,
  });
  alarmWhen(scope, 'EventsLate', operations, {
    alarmDescription:
      'Gatewatch: an event was read more than 15 minutes after the call that it tells of.',
    metric: ownMetric('access-change', 'EventLag', 'Maximum', period),
    above: Duration.minutes(15).toSeconds(),
  });
  alarmWhen(scope, 'ChangesWaiting', operations, {
    alarmDescription: `Gatewatch: events have waited in ${changes.queueName} for more than 30 minutes.`,
    metric: ageIn(changes, period),
    // Looks that are due later wait in it for up to 15 minutes, as they should.
    above: Duration.minutes(30).toSeconds(),
  });
}
