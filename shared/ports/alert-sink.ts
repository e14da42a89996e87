import type { Alert, AlertMessage } from '../model/alert.ts';

/** Somebody to tell. What rejects has not been told, and is told again. */
export interface AlertSink {
  publish(alert: Alert): Promise<void>;
}

/** An SNS topic. */
export interface Topic {
  publish(message: AlertMessage): Promise<void>;
}
