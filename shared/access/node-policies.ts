import { parseIamArn } from '../model/arn.ts';

/**
 * The managed policies that nodes are documented to need, or that AWS makes for them.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
const nodePolicies: ReadonlySet<string> = new Set([
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKSWorkerNodeMinimalPolicy',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonElasticContainerRegistryPublicReadOnly',
  'AmazonSSMManagedInstanceCore',
  'CloudWatchAgentServerPolicy',
  // Another rule says where it belongs.
  'AmazonEKS_CNI_Policy',
]);

/** Only AWS's own, which live in the account `aws`: a policy of that name in another account is anybody's. */
export function isNodePolicy(policyArn: string): boolean {
  const arn = parseIamArn(policyArn);
  return arn?.accountId === 'aws' && arn.kind === 'policy' && nodePolicies.has(arn.name);
}
