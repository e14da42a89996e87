/** Where records go that could not be understood, so that a person can look at them. */
export interface RejectedRecords {
  reject(record: RejectedRecord): Promise<void>;
}

export interface RejectedRecord {
  readonly messageId: string;
  /** The record's text as it came. */
  readonly body: string;
  readonly reason: string;
}
