/** Numbers that alarms watch, and the dashboard shows. */
export interface Metrics {
  count(name: MetricName, value: number): void;
}

export type MetricName =
  | 'SweepCompleted'
  /** Seconds from the first read of a sweep of the account to its end. */
  | 'SweepDuration'
  /** Open findings in the table after a sweep of the account, one metric a severity. */
  | 'OpenCritical'
  | 'OpenHigh'
  | 'OpenMedium'
  | 'OpenLow'
  | 'UnexpectedUnread'
  | 'RulesFailed'
  | 'RecordsRejected'
  | 'AlertsSent'
  | 'DeliveriesSent'
  | 'DeliveriesFailed'
  /** 1 where it was not known what people had suppressed, and everything was told. */
  | 'SuppressionsUnread'
  /** Seconds. */
  | 'OldestOwedAlertAge'
  /** Seconds from CloudTrail's eventTime to the moment we look. */
  | 'EventLag'
  /** Seconds that a heartbeat has waited to be heard: 0 while none is missing. */
  | 'HeartbeatAge';
