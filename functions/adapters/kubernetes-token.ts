import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { dnsSuffixOf } from '../../shared/model/partition.ts';
import type { Clock } from '../../shared/ports/clock.ts';

/** Fixed ones, or where to ask for them. */
export type AwsCredentials = ConstructorParameters<typeof SignatureV4>[0]['credentials'];

export interface EksTokenOptions {
  readonly cluster: ClusterRef;
  readonly credentials: AwsCredentials;
  readonly clock: Clock;
}

/**
 * A bearer token of EKS: a presigned call of GetCallerIdentity that names the cluster, which its authenticator sends to
 * STS to learn who we are. It is good for 15 minutes from now, whatever its expiry says, and for this cluster alone.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 *
 * The authenticator refuses any other query parameter, which is why the SDK's own presigner does not do.
 */
export async function eksToken({ cluster, credentials, clock }: EksTokenOptions): Promise<string> {
  const { region, name } = cluster;
  const hostname = `sts.${region}.${dnsSuffixOf(region)}`;
  const signer = new SignatureV4({ credentials, region, service: 'sts', sha256: Sha256 });
  const request = {
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host: hostname, 'x-k8s-aws-id': name },
  };
  const { query = {} } = await signer.presign(request, {
    expiresIn: 60,
    signingDate: new Date(clock()),
  });
  const parameters = new URLSearchParams(query as Record<string, string>);
  const token = `k8s-aws-v1.${Buffer.from(`https://${hostname}/?${parameters}`).toString('base64url')}`;
  if (token.length > longest) {
    throw new Error(
      `the token for ${region}/${name} has ${token.length} characters, and EKS takes ${longest}: the session of our role is too large`,
    );
  }
  return token;
}

/** https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go */
const longest = 4_096;

type Secret = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 and its HMAC, as the signer wants to be given them. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: Secret) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('A hash is made anew for each use.');
  }
}

function bytes(data: Secret): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}
