import { Duration, Stack } from 'aws-cdk-lib';
import { Schedule as Rate, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ownName } from '../names.ts';

export interface ScheduleProps {
  readonly homeRegion: string;
  readonly sweep: IFunction;
  readonly alert: IFunction;
  readonly undelivered: IQueue;
  readonly sweepInterval: Duration;
}

/** What happens without anybody asking: sweeps by the clock and after a deployment; what waits and what is owed tried again. */
export class Schedule extends Construct {
  /** Sweeps once this stack has been created or updated. */
  public readonly deployed: Rule;

  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { homeRegion, sweep, alert, undelivered, sweepInterval } = props;
    new Rule(this, 'Sweep', {
      ruleName: ownName(homeRegion, 'sweep'),
      description: 'Gatewatch: sweep by the clock',
      schedule: Rate.rate(sweepInterval),
    }).addTarget(invocation(sweep, undelivered));
    new Rule(this, 'Waiting', {
      ruleName: ownName(homeRegion, 'waiting'),
      description: 'Gatewatch: read what events have asked for and nothing has read',
      schedule: Rate.rate(Duration.minutes(10)),
    }).addTarget(invocation(sweep, undelivered, { waiting: true }));
    new Rule(this, 'Redrive', {
      ruleName: ownName(homeRegion, 'redrive'),
      description: 'Gatewatch: send what is still owed',
      schedule: Rate.rate(Duration.minutes(5)),
    }).addTarget(invocation(alert, undelivered));
    this.deployed = new Rule(this, 'Deployed', {
      ruleName: ownName(homeRegion, 'deployed'),
      description: 'Gatewatch: sweep after a deployment',
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html
      eventPattern: {
        source: ['aws.cloudformation'],
        detailType: ['CloudFormation Stack Status Change'],
        detail: {
          'stack-id': [Stack.of(this).stackId],
          'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] },
        },
      },
    });
    this.deployed.addTarget(invocation(sweep, undelivered));
  }
}

/** Asynchronous. The event itself is of no interest: the functions refuse keys that they do not know. */
function invocation(target: IFunction, undelivered: IQueue, payload = {}): LambdaFunction {
  return new LambdaFunction(target, {
    event: RuleTargetInput.fromObject(payload),
    deadLetterQueue: undelivered,
    maxEventAge: Duration.hours(1),
  });
}
