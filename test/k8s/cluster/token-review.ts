import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificates } from '../../support/kubernetes/certificates.ts';
import { presignedSignature } from '../../support/kubernetes/presigned-signature.ts';

/** Whoever holds an access key, as access entries would have them known. */
export interface Identity {
  readonly secretAccessKey: string;
  readonly username: string;
  readonly groups: readonly string[];
}

export interface TokenReviewer {
  readonly url: string;
  close(): void;
}

/**
 * Stands in for the authenticator of EKS and for STS behind it: knows the callers by their keys and checks what they signed.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#webhook-token-authentication
 */
export async function startTokenReviewer(
  { certificate, key }: Certificates,
  clusterName: string,
  identities: Readonly<Record<string, Identity>>,
): Promise<TokenReviewer> {
  const server = createServer({ cert: certificate, key }, async (request, response) => {
    const { apiVersion, spec } = JSON.parse(await textOf(request));
    const user = userOf(spec.token, clusterName, identities);
    const status = user === undefined ? { authenticated: false } : { authenticated: true, user };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ apiVersion, kind: 'TokenReview', status }));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}/review`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function userOf(
  token: string,
  clusterName: string,
  identities: Readonly<Record<string, Identity>>,
): Pick<Identity, 'username' | 'groups'> | undefined {
  const text = Buffer.from(token.replace(/^k8s-aws-v1\./, ''), 'base64url').toString();
  if (!token.startsWith('k8s-aws-v1.') || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const accessKeyId = url.searchParams.get('X-Amz-Credential')?.split('/')[0] ?? '';
  const identity = identities[accessKeyId];
  if (identity === undefined || !isCallerIdentity(url) || isOld(url)) return undefined;
  const signature = presignedSignature(url, clusterName, identity.secretAccessKey);
  if (url.searchParams.get('X-Amz-Signature') !== signature) return undefined;
  return { username: identity.username, groups: identity.groups };
}

/** https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go */
function isCallerIdentity({ protocol, hostname, pathname, searchParams }: URL): boolean {
  return (
    protocol === 'https:' &&
    /^sts\.[a-z0-9-]+\.amazonaws\.com$/.test(hostname) &&
    pathname === '/' &&
    searchParams.get('Action') === 'GetCallerIdentity' &&
    searchParams.get('X-Amz-SignedHeaders') === 'host;x-k8s-aws-id' &&
    [...searchParams.keys()].every((name) => parameters.has(name))
  );
}

const parameters: ReadonlySet<string> = new Set([
  'Action',
  'Version',
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
]);

/** Fifteen minutes after it was signed, or before. */
function isOld({ searchParams }: URL): boolean {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(searchParams.get('X-Amz-Date') ?? '') ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const age = Date.now() - signedAt;
  return !(age > -60_000 && age < 15 * 60_000);
}
