import { createHash, createHmac } from 'node:crypto';

/**
 * What the signature of a presigned GetCallerIdentity has to be, as the receiver reckons it: from the address, the cluster
 * named in the header, and the caller's secret.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function presignedSignature(
  { hostname, searchParams }: URL,
  clusterName: string,
  secretAccessKey: string,
): string {
  const [, ...scope] = (searchParams.get('X-Amz-Credential') ?? '').split('/');
  const [date = '', region = '', service = ''] = scope;
  const canonical = [
    'GET',
    '/',
    queryOf(searchParams),
    `host:${hostname}`,
    `x-k8s-aws-id:${clusterName}`,
    '',
    'host;x-k8s-aws-id',
    sha256(''),
  ].join('\n');
  const time = searchParams.get('X-Amz-Date') ?? '';
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n');
  const day = hmac(`AWS4${secretAccessKey}`, date);
  const key = hmac(hmac(hmac(day, region), service), 'aws4_request');
  return hmac(key, toSign).toString('hex');
}

function queryOf(parameters: URLSearchParams): string {
  return [...parameters]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`)
    .sort()
    .join('&');
}

function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
