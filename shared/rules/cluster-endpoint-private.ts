import { updateClusterConfig } from '../access/remedy-commands.ts';
import { defineRule } from './rule.ts';

export const clusterEndpointPrivate = defineRule({
  id: 'cluster-endpoint-private',
  subject: 'cluster',
  severity: 'LOW',
  title: 'Nodes reach the Kubernetes API over its public endpoint',
  requires: 'The private endpoint of the cluster is on.',
  because:
    'Without it nodes and everything else in the VPC talk to the API server through its public address, which therefore has to stay open to them.',
  remedy:
    'Turn private endpoint access on; that is also the first step to turning the public one off.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html'],
  controls: { cis: ['5.4.1', '5.4.2'] },

  *check(cluster) {
    if (cluster.endpointPrivateAccess) return;
    yield {
      message: `The private endpoint of ${cluster.name} in ${cluster.region} is off.`,
      evidence: {
        endpointPrivateAccess: false,
        endpointPublicAccess: cluster.endpointPublicAccess,
      },
      command: updateClusterConfig(cluster, '--resources-vpc-config', 'endpointPrivateAccess=true'),
    };
  },
});
