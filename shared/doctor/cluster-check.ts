import type { Check, Known } from '../model/check.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { shellCommand } from '../model/shell.ts';

/** An attempt to look into a cluster. */
export interface ClusterReach {
  readonly cluster: ClusterRef;
  /** The role of the function that looks. */
  readonly readerArn: string;
  readonly reached: Known<true>;
  /** The configuration says that it cannot be looked into. */
  readonly isExpected: boolean;
}

/** Whether a cluster's API server lets us in, and what to do where it does not. */
export function clusterCheck(reach: ClusterReach): Check {
  const { cluster, reached, isExpected } = reach;
  const place = `${cluster.region}/${cluster.name}`;
  const check = { id: `cluster ${place}`, area: 'clusters' } as const;
  if (reached.read) return { ...check, status: 'ok', says: `The cluster ${place} answers.` };
  const { reason } = reached;
  if (isExpected) {
    const says = `The cluster ${place} cannot be looked into, as gatewatch.yaml expects: ${reason}.`;
    return { ...check, status: 'not-applicable', says };
  }
  const says = `The cluster ${place} cannot be looked into: ${reason}.`;
  return { ...check, status: 'fault', says, ...fixFor(reason, reach) };
}

/** The reasons are those that the readers of clusters give. */
function fixFor(reason: string, reach: ClusterReach): Pick<Check, 'fix' | 'commands'> {
  if (reason.startsWith('unauthorized')) {
    return {
      fix: 'Make the reader known to the cluster: list the cluster under kubernetes.accessEntries and deploy, or by hand:',
      commands: [createAccessEntry(reach)],
    };
  }
  if (reason.startsWith('forbidden')) {
    return {
      fix: 'Let the group gatewatch:readers read, in that cluster:',
      commands: ['kubectl apply -f examples/kubernetes/gatewatch-readers.yaml'],
    };
  }
  if (reason.startsWith('its endpoint is private')) {
    return {
      fix: 'Name subnets and security groups from which it can be reached under kubernetes.readers in gatewatch.yaml, and deploy; or say under expectedUnread why it is not to be looked into.',
    };
  }
  return {
    fix: "Look whether the endpoint is open to the function: for a public one its allowed addresses, for a private one the subnets of the reader and the cluster's security group, which has to admit port 443 from the reader's.",
    commands: [describeEndpoint(reach.cluster)],
  };
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/create-access-entry.html */
function createAccessEntry({ cluster: { region, name }, readerArn }: ClusterReach): string {
  return shellCommand([
    ...['aws', 'eks', 'create-access-entry', '--cluster-name', name, '--principal-arn', readerArn],
    ...['--kubernetes-groups', 'gatewatch:readers', '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/describe-cluster.html */
function describeEndpoint({ region, name }: ClusterRef): string {
  return shellCommand([
    ...['aws', 'eks', 'describe-cluster', '--name', name, '--region', region],
    ...['--query', 'cluster.resourcesVpcConfig'],
  ]);
}
