/** One message for people and for subscribers' filters. */
export interface AlertMessage {
  /** Printable ASCII, at most 99 characters: SNS refuses more. */
  readonly subject: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
}

export interface AlertSink {
  publish(message: AlertMessage): Promise<void>;
}
