/** Whose estate this is. */
export interface Account {
  /** Twelve digits as text: leading zeros live. */
  readonly accountId: string;
  readonly partition: string;
}

/** Where a fact, a subject or a finding lives. IAM has no Region: its findings are `global`. */
export interface Place {
  readonly region: string;
  readonly clusterName?: string;
}

export const globalRegion = 'global';
