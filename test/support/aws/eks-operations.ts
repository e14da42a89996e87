import type * as eks from '@aws-sdk/client-eks';
import { type ClusterState, clusterState, clustersIn } from './account-state.ts';
import { AwsError } from './aws-call.ts';
import { type Context, type Operation, operation, pageOf } from './operations.ts';

/** The clusters of Amazon EKS and who may enter them. https://docs.aws.amazon.com/eks/latest/APIReference/Welcome.html */
export const eksOperations: Readonly<Record<string, Operation>> = {
  ListClusters: operation<eks.ListClustersRequest>(({ maxResults, nextToken }, context) => {
    const names = [...clustersIn(context.state, context.region).keys()].sort();
    const { page, next } = pageOf(names, { size: maxResults, token: nextToken, limit: 100 });
    return { clusters: page, nextToken: next };
  }),

  DescribeClusterVersions: operation<eks.DescribeClusterVersionsRequest>(() => ({
    clusterVersions: [
      {
        clusterVersion: '1.34',
        versionStatus: 'STANDARD_SUPPORT',
        endOfStandardSupportDate: new Date('2026-12-02T00:00:00Z'),
        endOfExtendedSupportDate: new Date('2027-12-02T00:00:00Z'),
      },
    ],
  })),

  ListAccessPolicies: operation<eks.ListAccessPoliciesRequest>(() => ({
    accessPolicies: ['AmazonEKSViewPolicy', 'AmazonEKSAdminPolicy'].map((name) => ({
      name,
      arn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
    })),
  })),

  DescribeCluster: operation<eks.DescribeClusterRequest>(({ name }, context) => ({
    cluster: clusterNamed(context, name).cluster,
  })),

  CreateCluster: operation<eks.CreateClusterRequest>((input, { state, region }) => {
    const name = input.name ?? '';
    const cluster: eks.Cluster = {
      name,
      arn: `arn:${state.partition}:eks:${region}:${state.accountId}:cluster/${name}`,
      createdAt: new Date(),
      version: input.version ?? '1.34',
      status: 'ACTIVE',
      roleArn: input.roleArn,
      accessConfig: input.accessConfig ?? { authenticationMode: 'CONFIG_MAP' },
      resourcesVpcConfig: {
        endpointPublicAccess: input.resourcesVpcConfig?.endpointPublicAccess ?? true,
        endpointPrivateAccess: input.resourcesVpcConfig?.endpointPrivateAccess ?? false,
        publicAccessCidrs: input.resourcesVpcConfig?.publicAccessCidrs ?? ['0.0.0.0/0'],
      },
    };
    clustersIn(state, region).set(name, clusterState(cluster));
    return { cluster };
  }),

  UpdateClusterConfig: operation<eks.UpdateClusterConfigRequest>((input, context) => {
    const held = clusterNamed(context, input.name);
    const { accessConfig, resourcesVpcConfig } = held.cluster;
    held.cluster = {
      ...held.cluster,
      accessConfig: { ...accessConfig, ...input.accessConfig },
      resourcesVpcConfig: { ...resourcesVpcConfig, ...input.resourcesVpcConfig },
    };
    return { update: { id: crypto.randomUUID(), status: 'Successful', createdAt: new Date() } };
  }),

  DeleteCluster: operation<eks.DeleteClusterRequest>(({ name }, context) => {
    const { cluster } = clusterNamed(context, name);
    clustersIn(context.state, context.region).delete(cluster.name ?? '');
    return { cluster: { ...cluster, status: 'DELETING' } };
  }),
};

/** Throws ResourceNotFoundException. */
export function clusterNamed({ state, region }: Context, name: string | undefined): ClusterState {
  const cluster = clustersIn(state, region).get(name ?? '');
  if (cluster === undefined) {
    throw new AwsError('ResourceNotFoundException', `No cluster found for name: ${name}.`, 404);
  }
  return cluster;
}
