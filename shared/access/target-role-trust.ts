import { statementJson } from '../iam/statement-json.ts';
import type { Account } from '../model/account.ts';
import { type ClusterRef, clusterArn } from '../model/cluster.ts';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import type { Json } from '../model/json.ts';
import type { Condition } from '../model/policy-document.ts';

/**
 * A trust policy that lets in the role of one association, for its service account alone.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
export function trustInSource(
  account: Account,
  cluster: ClusterRef,
  association: PodIdentityAssociation,
): Json {
  const statement = statementJson({
    effect: 'Allow',
    principals: { negated: false, everyone: false, byType: { AWS: [association.roleArn] } },
    actions: { negated: false, values: ['sts:AssumeRole', 'sts:TagSession'] },
    conditions: conditionsOf(account, cluster, association),
  });
  return { Version: '2012-10-17', Statement: [statement] };
}

function conditionsOf(
  account: Account,
  cluster: ClusterRef,
  { disableSessionTags, externalId, namespace, serviceAccount }: PodIdentityAssociation,
): readonly Condition[] {
  if (disableSessionTags) return [equals('sts:ExternalId', externalId ?? 'EXTERNAL_ID')];
  return [
    equals('aws:RequestTag/eks-cluster-arn', clusterArn(account, cluster)),
    equals('aws:RequestTag/kubernetes-namespace', namespace),
    equals('aws:RequestTag/kubernetes-service-account', serviceAccount),
  ];
}

function equals(key: string, value: string): Condition {
  return { operator: 'StringEquals', key, values: [value] };
}
