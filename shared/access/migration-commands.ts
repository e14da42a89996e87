import type { ClusterRef } from '../model/cluster.ts';
import { shellCommand } from '../model/shell.ts';

/** Where the data of aws-auth are kept meanwhile. */
export const awsAuthCopy = 'aws-auth.json';

/** Only the data: what else is in the object belongs to the time at which it was read. */
export const copyAwsAuth = `kubectl get configmap aws-auth --namespace kube-system --output json | jq '{data}' > ${awsAuthCopy}`;

/** All lines at once; those whose principal has an entry count for nothing. */
export const restoreAwsAuth = `kubectl patch configmap aws-auth --namespace kube-system --type merge --patch-file ${awsAuthCopy}`;

/** https://docs.aws.amazon.com/cli/latest/reference/eks/update-kubeconfig.html */
export function updateKubeconfig(cluster: ClusterRef): string {
  return eks('update-kubeconfig', cluster, '--name');
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/wait/cluster-active.html */
export function whenActive({ name, region }: ClusterRef): string {
  return shellCommand(['aws', 'eks', 'wait', 'cluster-active', '--name', name, '--region', region]);
}

export function showMode(cluster: ClusterRef): string {
  return `${eks('describe-cluster', cluster, '--name')} --query cluster.accessConfig.authenticationMode`;
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/describe-access-entry.html */
export function describeAccessEntry({ name, region }: ClusterRef, principalArn: string): string {
  return shellCommand([
    ...['aws', 'eks', 'describe-access-entry', '--cluster-name', name],
    ...['--principal-arn', principalArn, '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/list-associated-access-policies.html */
export function listAccessPolicies({ name, region }: ClusterRef, principalArn: string): string {
  return shellCommand([
    ...['aws', 'eks', 'list-associated-access-policies', '--cluster-name', name],
    ...['--principal-arn', principalArn, '--region', region],
  ]);
}

function eks(command: string, { name, region }: ClusterRef, option: string): string {
  return shellCommand(['aws', 'eks', command, option, name, '--region', region]);
}
