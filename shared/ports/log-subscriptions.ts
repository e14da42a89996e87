/** The subscriptions of log groups in one Region. */
export interface LogSubscriptions {
  /** Names of log groups that begin so. */
  groups(prefix: string): Promise<readonly string[]>;
  /** Those of a log group; undefined where there is no such group. */
  of(group: string): Promise<readonly LogSubscription[] | undefined>;
  /** Says what stood in the way. */
  put(group: string, subscription: LogSubscription): Promise<'put' | 'full' | 'gone'>;
  /** Also where it is not there. */
  remove(group: string, name: string): Promise<void>;
}

export interface LogSubscription {
  readonly name: string;
  readonly pattern: string;
  readonly destinationArn: string;
}
