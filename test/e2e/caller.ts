import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * What STS says of a bearer token of EKS, asked as the authenticator of the cluster asks: it names the cluster, and the
 * signature is checked.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 */
export async function callerOf(
  endpoint: string,
  clusterName: string,
  token: string,
): Promise<string> {
  const presigned = new URL(Buffer.from(token.replace('k8s-aws-v1.', ''), 'base64url').toString());
  const headers = { host: presigned.host, 'x-k8s-aws-id': clusterName };
  const asked = request(`${endpoint}/${presigned.search}`, { headers }).end();
  const [answer] = await once(asked, 'response');
  return await text(answer);
}
