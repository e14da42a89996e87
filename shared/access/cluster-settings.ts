import type { Cluster } from '../model/cluster.ts';

/** What decides who reaches a cluster, or what is seen of it, in words. */
interface ClusterSetting {
  readonly members: readonly (keyof Cluster)[];
  readonly lines: (cluster: Cluster) => readonly string[];
  /** What `update-cluster-config` takes to make it what it was; absent where nobody can. */
  readonly option?: (old: Cluster, current: Cluster) => readonly (readonly [string, string])[];
}

/** https://docs.aws.amazon.com/cli/latest/reference/eks/update-cluster-config.html */
export const clusterSettings: readonly ClusterSetting[] = [
  {
    // EKS goes from CONFIG_MAP to API and never back: https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html
    members: ['authenticationMode'],
    lines: ({ authenticationMode = 'not known' }) => [`authentication mode ${authenticationMode}`],
  },
  {
    members: ['endpointPublicAccess', 'publicAccessCidrs', 'endpointPrivateAccess'],
    lines: (cluster) => [
      cluster.endpointPublicAccess
        ? `public endpoint from ${cidrsOf(cluster).join(', ')}`
        : 'no public endpoint',
      cluster.endpointPrivateAccess ? 'private endpoint' : 'no private endpoint',
    ],
    option: (old) => [['--resources-vpc-config', endpointOption(old)]],
  },
  {
    members: ['enabledLogTypes'],
    lines: ({ enabledLogTypes }) => [
      enabledLogTypes === undefined
        ? 'control plane logs not known'
        : `control plane logs ${enabledLogTypes.join(', ') || 'none'}`,
    ],
    option: ({ enabledLogTypes: old }, { enabledLogTypes: current }) =>
      old === undefined || current === undefined
        ? []
        : [['--logging', loggingOption(old, current)]],
  },
  {
    members: ['encryptionKeyArns'],
    lines: ({ encryptionKeyArns }) => [
      `key for Secrets ${encryptionKeyArns.join(', ') || 'of EKS itself'}`,
    ],
  },
  {
    members: ['computeConfig'],
    lines: ({ computeConfig }) => [
      computeConfig?.enabled
        ? `Auto Mode with node role ${computeConfig.nodeRoleArn ?? 'not known'}`
        : 'no Auto Mode',
    ],
  },
  {
    members: ['roleArn'],
    lines: ({ roleArn = 'not known' }) => [`cluster role ${roleArn}`],
  },
  {
    members: ['version'],
    lines: ({ version = 'not known' }) => [`Kubernetes version ${version}`],
  },
];

/** An empty list is everybody: https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html */
function cidrsOf({ publicAccessCidrs }: Cluster): readonly string[] {
  return publicAccessCidrs.length === 0 ? ['0.0.0.0/0'] : publicAccessCidrs.toSorted();
}

function endpointOption(old: Cluster): string {
  const open = `endpointPublicAccess=${old.endpointPublicAccess}`;
  const from = old.endpointPublicAccess ? `,publicAccessCidrs=${cidrsOf(old).join(',')}` : '';
  return `${open}${from},endpointPrivateAccess=${old.endpointPrivateAccess}`;
}

function loggingOption(old: readonly string[], current: readonly string[]): string {
  const off = current.filter((type) => !old.includes(type));
  const clusterLogging = [
    { types: old, enabled: true },
    { types: off, enabled: false },
  ].filter(({ types }) => types.length > 0);
  return JSON.stringify({ clusterLogging });
}
