import type { Protocol } from './aws-call.ts';
import { respondXml, textContent } from './xml.ts';

/** As much of S3 as reads: objects, whose answer is their text, and the names of buckets. */
export const s3: Protocol = {
  decode: ({ method, url }) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (method !== 'GET') return undefined;
    const [, Bucket = '', Key] = /^\/([^/]*)(?:\/(.+))?$/.exec(decodeURIComponent(pathname)) ?? [];
    if (Key !== undefined) return { operation: 'GetObject', input: { Bucket, Key } };
    return Bucket === '' ? { operation: 'ListBuckets', input: {} } : undefined;
  },
  encode: (operation, output) => {
    if (operation === 'GetObject') return { status: 200, headers: {}, body: String(output) };
    const { names = [] } = output as { readonly names?: readonly string[] };
    const buckets = names.map((name) => `<Bucket><Name>${textContent(name)}</Name></Bucket>`);
    return respondXml(
      200,
      `<ListAllMyBucketsResult><Buckets>${buckets.join('')}</Buckets></ListAllMyBucketsResult>`,
    );
  },
  encodeError: ({ code, message, status }) =>
    respondXml(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`),
};
