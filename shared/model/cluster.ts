import type { Account } from './account.ts';

export interface ClusterRef {
  readonly region: string;
  readonly name: string;
}

/** What we use of `eks:DescribeCluster`. */
export interface Cluster extends ClusterRef {
  readonly arn: string;
  readonly status: string;
  readonly version?: string;
  /** The cluster's IAM role. */
  readonly roleArn?: string;
  /** API, API_AND_CONFIG_MAP or CONFIG_MAP; absent when the answer has no accessConfig. */
  readonly authenticationMode?: string;
  readonly bootstrapClusterCreatorAdminPermissions?: boolean;
  readonly endpointPublicAccess: boolean;
  readonly endpointPrivateAccess: boolean;
  readonly publicAccessCidrs: readonly string[];
  /** Control plane log types that are switched on in any element of `clusterLogging`, sorted; absent when the answer has no logging. */
  readonly enabledLogTypes?: readonly string[];
  /** KMS keys that the owner chose for the envelope encryption of Secrets; empty where EKS uses its own. */
  readonly encryptionKeyArns: readonly string[];
  /** Auto Mode; absent when the answer has no computeConfig. */
  readonly computeConfig?: ComputeConfig;
  /** With its scheme, as the API gives it. */
  readonly oidcIssuer?: string;
}

export interface ComputeConfig {
  readonly enabled: boolean;
  readonly nodeRoleArn?: string;
}

export function clusterArn(account: Account, { region, name }: ClusterRef): string {
  return `arn:${account.partition}:eks:${region}:${account.accountId}:cluster/${name}`;
}

/**
 * In CONFIG_MAP mode EKS has no access entries and refuses to list them.
 * https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export function honoursAccessEntries(cluster: Cluster): boolean {
  return cluster.authenticationMode !== 'CONFIG_MAP';
}

/**
 * In API mode nothing reads aws-auth. An answer without a mode is of a cluster from before there were modes.
 * https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export function honoursAwsAuth(cluster: Cluster): boolean {
  return cluster.authenticationMode !== 'API';
}
