/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
export function accessPolicyArn(partition: string, name: string): string {
  return `arn:${partition}:eks::aws:cluster-access-policy/${name}`;
}
