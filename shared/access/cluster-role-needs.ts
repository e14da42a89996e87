import { parseIamArn } from '../model/arn.ts';
import type { Statement } from '../model/policy-document.ts';

/**
 * The policies of AWS for the role of a cluster, those of Auto Mode, of local clusters and of older clusters included.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 * https://docs.aws.amazon.com/eks/latest/userguide/security-iam-awsmanpol.html
 */
const clusterPolicies: ReadonlySet<string> = new Set([
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSLocalOutpostClusterPolicy',
  'AmazonEKSNetworkingPolicy',
  'AmazonEKSServicePolicy',
  'AmazonEKSVPCResourceController',
]);

/** Only AWS's own, which live in the account `aws`: a policy of that name in another account is anybody's. */
export function isClusterPolicy(policyArn: string): boolean {
  const arn = parseIamArn(policyArn);
  return arn?.accountId === 'aws' && clusterPolicies.has(arn.name);
}

/**
 * Whether a cluster is documented to need what a statement of another policy gives it, or its tools add it by
 * themselves: looking at the network, writing metrics, using keys by name, tagging what Auto Mode makes. `action` is
 * in lower case.
 */
export function isClusterNeed(action: string, statement: Statement): boolean {
  return (
    action === 'cloudwatch:putmetricdata' ||
    looks.test(action) ||
    (keyUses.has(action) && namesResources(statement)) ||
    (makes.test(action) && isHeldToAutoMode(statement))
  );
}

const looks = /^(ec2|elasticloadbalancing):describe/;

/** https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html */
const keyUses: ReadonlySet<string> = new Set([
  'kms:creategrant',
  'kms:decrypt',
  'kms:describekey',
  'kms:encrypt',
  'kms:listgrants',
]);

function namesResources({ resources }: Statement): boolean {
  return resources?.negated === false && !resources.values.some((value) => /[*?]/.test(value));
}

/** What Auto Mode makes and tags. */
const makes = /^(ec2|elasticloadbalancing|shield):/;

/**
 * Auto Mode tags what it makes with the cluster's name, which the session of the role has as a tag as well.
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html#tag-prop
 */
function isHeldToAutoMode({ conditions }: Statement): boolean {
  return conditions.some(
    ({ operator, key }) =>
      operator.toLowerCase() === 'stringequals' &&
      key.toLowerCase() === 'aws:requesttag/eks:eks-cluster-name',
  );
}
