import type { DescribeClusterResponse } from '@aws-sdk/client-eks';
import { memberOf } from '../../shared/model/json.ts';
import type { Answer } from '../../shared/model/reading.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import type { Asked } from './aws-session.ts';
import { type AskedKubernetes, unreadKubernetes } from './kubernetes-unread.ts';

/** What EKS has told of a cluster. */
export interface ToldOfCluster {
  readonly described: Asked<DescribeClusterResponse>;
  readonly parts: readonly Answer[];
}

/**
 * What is inside a cluster, if there is a way to look. While its certificate authority succeeds another, the server may show the certificate of either.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CertificateAuthority.html
 */
export async function* readInside(
  kubernetes: KubernetesReader | undefined,
  asked: AskedKubernetes,
  { described, parts }: ToldOfCluster,
): AsyncIterable<Answer> {
  if (kubernetes === undefined) return;
  const { readAt } = described;
  if (!described.ok) return yield* unreadKubernetes(asked, readAt, described.failure.reason);
  const { endpoint, certificateAuthority, resourcesVpcConfig, status } =
    described.value.cluster ?? {};
  if (!endpoint) {
    return yield* unreadKubernetes(asked, readAt, `it has no endpoint while it is ${status}`);
  }
  const data = [certificateAuthority?.data, ...parts.map(authorityIn)];
  yield* kubernetes.read({
    ...asked,
    endpoint,
    certificateAuthorities: [...new Set(data.filter((each) => typeof each === 'string'))],
    isPublic: resourcesVpcConfig?.endpointPublicAccess === true,
  });
}

function authorityIn({ outcome }: Answer) {
  return outcome.kind === 'document'
    ? memberOf(memberOf(outcome.json, 'certificateAuthority'), 'data')
    : undefined;
}
