/** That what is done in a cluster is heard at once. */
export interface AuditSubscription {
  /** Of the subscription of the log group. */
  readonly name: string;
}
