/**
 * The types of access entries for nodes, and which services put the role on the node. By their names before the suffix,
 * which differs by partition.
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 * https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-creds.html
 */
const servicesByType: ReadonlyMap<string, readonly string[]> = new Map([
  ['EC2_LINUX', ['ec2']],
  ['EC2_WINDOWS', ['ec2']],
  ['EC2', ['ec2']],
  ['FARGATE_LINUX', ['eks-fargate-pods']],
  ['HYBRID_LINUX', ['ssm', 'rolesanywhere']],
  ['HYPERPOD_LINUX', ['sagemaker']],
]);

/** Undefined for STANDARD, which is for people and machines, and for a type that EKS did not have when this was written. */
export function servicesOfNodeType(type: string): readonly string[] | undefined {
  return servicesByType.get(type);
}

/** Every type that is for nodes, with its services. */
export const nodeTypes: readonly (readonly [string, readonly string[]])[] = [...servicesByType];
