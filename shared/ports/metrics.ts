/** Numbers that alarms watch. */
export interface Metrics {
  count(name: MetricName, value: number): void;
}

export type MetricName =
  | 'SweepCompleted'
  | 'UnexpectedUnread'
  | 'RulesFailed'
  | 'RecordsRejected'
  | 'AlertsSent'
  /** Seconds. */
  | 'OldestOwedAlertAge'
  /** Seconds from CloudTrail's eventTime to the moment we look. */
  | 'EventLag'
  /** Seconds that a heartbeat of ours has been under way; 0 when the last one was heard. */
  | 'HeartbeatAge';
