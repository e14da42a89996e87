/** One Kubernetes version as `eks:DescribeClusterVersions` knows it. */
export interface ClusterVersion {
  readonly version: string;
  /** STANDARD_SUPPORT, EXTENDED_SUPPORT or UNSUPPORTED. */
  readonly versionStatus: string;
  /** Milliseconds since the epoch. */
  readonly endOfStandardSupport?: number;
  readonly endOfExtendedSupport?: number;
}

/**
 * What new instances of the account get in a Region where neither launch template nor AMI says otherwise.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataDefaultsResponse.html
 */
export interface InstanceMetadataDefaults {
  readonly httpTokens?: string;
  readonly httpPutResponseHopLimit?: number;
}
