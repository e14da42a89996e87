import { contextOf } from '../iam/context.ts';
import type { Context } from '../iam/decision.ts';
import type { Account } from '../model/account.ts';
import { type ClusterRef, clusterArn } from '../model/cluster.ts';

/** For whom EKS asks STS for a role. */
export interface PodIdentitySession {
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly accountId: string;
  readonly disableSessionTags: boolean;
}

/**
 * What is known of the request by which EKS assumes a role for an association. Session tags are named in
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html; pod name and uid are anybody's. What EKS passes
 * as aws:SourceArn is not documented, so it is left unknown.
 */
export function podIdentityContext(
  session: PodIdentitySession,
  more: Readonly<Record<string, string>> = {},
): Context {
  const { clusterArn: arn, clusterName, namespace, serviceAccount } = session;
  const tags = session.disableSessionTags
    ? absentTags
    : {
        'aws:RequestTag/eks-cluster-arn': arn,
        'aws:RequestTag/eks-cluster-name': clusterName,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
        'aws:TagKeys': [...podIdentityTags],
      };
  return contextOf({ 'aws:SourceAccount': session.accountId, ...tags, ...more });
}

export function sessionOf(
  account: Account,
  cluster: ClusterRef,
  association: Pick<PodIdentitySession, 'namespace' | 'serviceAccount' | 'disableSessionTags'>,
): PodIdentitySession {
  const { namespace, serviceAccount, disableSessionTags } = association;
  return {
    clusterArn: clusterArn(account, cluster),
    clusterName: cluster.name,
    accountId: account.accountId,
    namespace,
    serviceAccount,
    disableSessionTags,
  };
}

export const podIdentityTags = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
] as const;

const absentTags: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...podIdentityTags.map((tag) => [`aws:RequestTag/${tag}`, []] as const),
  ['aws:TagKeys', []] as const,
]);
