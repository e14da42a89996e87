import { parseArn } from './arn.ts';

/** What we use of `eks:DescribeAccessEntry`. */
export interface AccessEntry {
  readonly principalArn: string;
  readonly type: string;
  readonly username?: string;
  readonly kubernetesGroups: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdAt?: number;
}

/** One access policy that an entry holds, and over what. */
export interface AssociatedAccessPolicy {
  readonly policyArn: string;
  readonly accessScope: AccessScope;
}

export interface AccessScope {
  /** `cluster` or `namespace`. */
  readonly type: string;
  /** Names or patterns such as `dev-*`; empty at cluster scope. */
  readonly namespaces: readonly string[];
}

/**
 * The name at the end of `arn:<partition>:eks::aws:cluster-access-policy/<name>`; undefined for another shape.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export function accessPolicyName(policyArn: string): string | undefined {
  const arn = parseArn(policyArn);
  if (arn?.service !== 'eks' || arn.accountId !== 'aws') return undefined;
  return /^cluster-access-policy\/(.+)/s.exec(arn.resource)?.[1];
}
