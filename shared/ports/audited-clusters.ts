/** The clusters of one Region. */
export interface AuditedClusters {
  all(): Promise<readonly AuditedCluster[]>;
}

export interface AuditedCluster {
  readonly name: string;
  /** Whether its control plane writes an audit log. */
  readonly isAudited: boolean;
}
