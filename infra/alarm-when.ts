import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface AlarmCondition {
  /** What is wrong and what to do, as the person who gets the mail reads it. */
  readonly alarmDescription: string;
  readonly metric: IMetric;
  /** Alarm on a value greater than this. */
  readonly above?: number;
  /** Alarm on a value less than this. */
  readonly below?: number;
  /**
   * How many periods in a row.
   *
   * @default 1
   */
  readonly periods?: number;
  /** @default NOT_BREACHING */
  readonly missing?: TreatMissingData;
}

/** Tells `operations` when the condition begins to hold and when it ends. */
export function alarmWhen(
  scope: Construct,
  id: string,
  operations: ITopic,
  condition: AlarmCondition,
): void {
  const { alarmDescription, metric, above, below, periods = 1 } = condition;
  const alarm = new Alarm(scope, id, {
    alarmDescription,
    metric,
    threshold: above ?? below ?? 0,
    comparisonOperator:
      below === undefined
        ? ComparisonOperator.GREATER_THAN_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: condition.missing ?? TreatMissingData.NOT_BREACHING,
  });
  const action = new SnsAction(operations);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
}
