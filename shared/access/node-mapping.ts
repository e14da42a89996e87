import type { AwsAuthMapping } from '../model/aws-auth.ts';

/**
 * The groups that let in nodes, which the node authorizer and EKS itself know.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
const groupsOfNodes: readonly string[] = ['system:nodes', 'system:bootstrappers'];

/** What kube-proxy of Windows nodes and of Fargate pods needs beside them. */
export const groupOfWindows = 'eks:kube-proxy-windows';
export const groupOfFargate = 'system:node-proxier';

const usernamesOfNodes = 'system:node:';

/** Whether it lets in somebody as a node: by these parts of it. */
export function nodePart({ mapping: { username, groups } }: AwsAuthMapping): readonly string[] {
  const named = username.startsWith(usernamesOfNodes) ? [username] : [];
  return [...named, ...groups.filter((group) => groupsOfNodes.includes(group))];
}

export function isNodeMapping(mapping: AwsAuthMapping): boolean {
  return nodePart(mapping).length > 0;
}

/** Groups whose power is that of nodes and their kube-proxy: EKS binds them, whatever the bindings of a cluster say. */
export function isGroupOfNodes(group: string): boolean {
  return [...groupsOfNodes, groupOfWindows, groupOfFargate].includes(group);
}
