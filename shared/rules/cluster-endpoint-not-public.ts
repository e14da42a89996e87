import { exposureOf } from '../access/endpoint-exposure.ts';
import { updateClusterConfig } from '../access/remedy-commands.ts';
import { defineRule, undecided } from './rule.ts';

export const clusterEndpointNotPublic = defineRule({
  id: 'cluster-endpoint-not-public',
  subject: 'cluster',
  severity: 'HIGH',
  title: 'Kubernetes API endpoint is open to the internet',
  requires:
    'The public endpoint is off, or the blocks it admits, taken together, are small: no half of the internet, nothing wider than an IPv4 /16 or an IPv6 /32.',
  because:
    'Anybody who can reach the API server can use stolen credentials from anywhere, and try every flaw in it the day it is published.',
  remedy:
    'Turn the public endpoint off and reach the private one through the VPC, or narrow publicAccessCidrs to the addresses your people and pipelines come from.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html'],
  controls: {
    cis: ['5.4.1', '5.4.2'],
    mitre: ['T1133', 'T1190'],
    securityHub: ['EKS.1'],
  },

  *check(cluster) {
    if (!cluster.endpointPublicAccess) return undefined;
    const { worst, malformed } = exposureOf(cluster.publicAccessCidrs);
    if (worst !== undefined) {
      yield {
        message: `The API server of ${cluster.name} in ${cluster.region} answers ${worst.reach}.`,
        evidence: { publicAccessCidrs: cluster.publicAccessCidrs.toSorted() },
        severity: worst.severity,
        command: updateClusterConfig(
          cluster,
          '--resources-vpc-config',
          'endpointPublicAccess=false,endpointPrivateAccess=true',
        ),
      };
    }
    if (malformed.length === 0) return undefined;
    return undecided(`not a CIDR block in publicAccessCidrs: ${malformed.join(', ')}`);
  },
});
