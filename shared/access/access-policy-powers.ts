import type { PowerLevel } from '../model/power.ts';

/** What one EKS access policy lets its holder do. */
export interface AccessPolicyPowers {
  readonly name: string;
  /** Its level over the whole cluster; undefined where its rules are not public or not classified. */
  readonly cluster: PowerLevel | undefined;
  /** Its level when scoped to namespaces. */
  readonly namespace: PowerLevel | undefined;
  /** Whether it may read Secrets within its scope. */
  readonly readsSecrets: boolean;
  readonly madeFor: Audience;
  /** Where its rules are written down. */
  readonly source: string;
}

/** Whose a policy is meant to be. AWS refuses `service-linked role` policies to customer-managed roles. */
type Audience =
  | 'anyone'
  | 'backup'
  | 'capability'
  | 'node'
  | 'cluster role'
  | 'service'
  | 'service-linked role';

const userGuide = 'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html';
const regionSwitch =
  'https://docs.aws.amazon.com/r53recovery/latest/dg/eks-resource-scaling-block.html';
const notPublic = `UNVERIFIED: offered by list-access-policies, its rules are not in ${userGuide}`;

type Row = readonly [
  name: string,
  cluster: PowerLevel | undefined,
  namespace: PowerLevel | undefined,
  secrets: 'secrets' | 'no secrets',
  madeFor: Audience,
  source: string,
];

const rows: readonly Row[] = [
  [
    'AmazonEKSClusterAdminPolicy',
    'cluster-admin',
    'namespace-admin',
    'secrets',
    'anyone',
    userGuide,
  ],
  // Over every namespace it impersonates any service account and runs pods in kube-system.
  [
    'AmazonEKSAdminPolicy',
    'cluster-admin-equivalent',
    'namespace-admin',
    'secrets',
    'anyone',
    userGuide,
  ],
  // Admin without roles and bindings, which over the whole cluster stops nobody.
  ['AmazonEKSEditPolicy', 'cluster-admin-equivalent', 'secrets', 'secrets', 'anyone', userGuide],
  ['AmazonEKSViewPolicy', 'read', 'read', 'no secrets', 'anyone', userGuide],
  ['AmazonEKSAdminViewPolicy', 'secrets', 'secrets', 'secrets', 'anyone', userGuide],
  ['AmazonEKSSecretReaderPolicy', 'secrets', 'secrets', 'secrets', 'anyone', userGuide],
  ['AmazonEKSSecretAdminPolicy', 'secrets', 'secrets', 'secrets', 'anyone', userGuide],
  ['AWSBackupFullAccessPolicyForBackup', 'secrets', 'secrets', 'secrets', 'backup', userGuide],
  // It may escalate and bind.
  [
    'AWSBackupFullAccessPolicyForRestore',
    'cluster-admin-equivalent',
    'namespace-admin',
    'secrets',
    'backup',
    userGuide,
  ],
  // The capability role decides what writing its objects amounts to.
  ['AmazonEKSACKPolicy', 'write', 'write', 'no secrets', 'capability', userGuide],
  ['AmazonEKSArgoCDClusterPolicy', 'write', 'write', 'no secrets', 'capability', userGuide],
  ['AmazonEKSArgoCDPolicy', 'secrets', 'secrets', 'secrets', 'capability', userGuide],
  ['AmazonEKSKROPolicy', 'write', 'write', 'no secrets', 'capability', userGuide],
  ['AmazonEKSAutoNodePolicy', undefined, undefined, 'no secrets', 'node', userGuide],
  [
    'AmazonEKSBlockStoragePolicy',
    undefined,
    undefined,
    'no secrets',
    'service-linked role',
    userGuide,
  ],
  [
    'AmazonEKSBlockStorageClusterPolicy',
    undefined,
    undefined,
    'no secrets',
    'service-linked role',
    userGuide,
  ],
  ['AmazonEKSComputePolicy', undefined, undefined, 'no secrets', 'service-linked role', userGuide],
  [
    'AmazonEKSComputeClusterPolicy',
    undefined,
    undefined,
    'no secrets',
    'service-linked role',
    userGuide,
  ],
  ['AmazonEKSHybridPolicy', 'read', 'read', 'no secrets', 'service-linked role', userGuide],
  [
    'AmazonEKSClusterInsightsPolicy',
    undefined,
    undefined,
    'no secrets',
    'service-linked role',
    userGuide,
  ],
  ['AmazonEKSPodIdentityPolicy', 'read', 'read', 'no secrets', 'service-linked role', userGuide],
  ['AmazonEKSLoadBalancingPolicy', undefined, undefined, 'no secrets', 'cluster role', userGuide],
  // It creates webhook configurations, which are cluster-scoped.
  [
    'AmazonEKSLoadBalancingClusterPolicy',
    'cluster-admin-equivalent',
    'none',
    'no secrets',
    'cluster role',
    userGuide,
  ],
  ['AmazonEKSNetworkingPolicy', undefined, undefined, 'no secrets', 'cluster role', userGuide],
  [
    'AmazonEKSNetworkingClusterPolicy',
    undefined,
    undefined,
    'no secrets',
    'cluster role',
    userGuide,
  ],
  ['AmazonEKSEventPolicy', undefined, undefined, 'no secrets', 'service', notPublic],
  ['AmazonEMRJobPolicy', undefined, undefined, 'no secrets', 'service', notPublic],
  ['AmazonARCRegionSwitchScalingPolicy', 'write', 'write', 'no secrets', 'service', regionSwitch],
  ['AmazonAIOpsAssistantPolicy', undefined, undefined, 'no secrets', 'service', notPublic],
  ['AIDevOpsAgentAccessPolicy', undefined, undefined, 'no secrets', 'service', notPublic],
  [
    'AmazonSagemakerHyperpodClusterPolicy',
    undefined,
    undefined,
    'no secrets',
    'service',
    notPublic,
  ],
  [
    'AmazonSagemakerHyperpodControllerPolicy',
    undefined,
    undefined,
    'no secrets',
    'service',
    notPublic,
  ],
  ['AmazonSagemakerHyperpodSpacePolicy', undefined, undefined, 'no secrets', 'service', notPublic],
  [
    'AmazonSagemakerHyperpodSpaceTemplatePolicy',
    undefined,
    undefined,
    'no secrets',
    'service',
    notPublic,
  ],
  [
    'AmazonSagemakerHyperpodSystemNamespacePolicy',
    undefined,
    undefined,
    'no secrets',
    'service',
    notPublic,
  ],
  [
    'AmazonSagemakerHyperpodUserClusterPolicy',
    undefined,
    undefined,
    'no secrets',
    'service',
    notPublic,
  ],
];

/** By policy name. A name that is missing here is a policy whose powers nobody has classified yet. */
export const accessPolicyPowers: ReadonlyMap<string, AccessPolicyPowers> = new Map(
  rows.map(([name, cluster, namespace, secrets, madeFor, source]) => [
    name,
    { name, cluster, namespace, readsSecrets: secrets === 'secrets', madeFor, source },
  ]),
);
