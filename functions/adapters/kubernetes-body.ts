import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Json } from '../../shared/model/json.ts';
import { isObject } from '../../shared/model/json.ts';
import { KubernetesFailure, type KubernetesFailureKind } from './kubernetes-failure.ts';

/** The JSON of a 200. Throws a KubernetesFailure for all else, in the server's own words where it has any. */
export async function bodyOf(response: IncomingMessage, largest: number): Promise<Json> {
  const { statusCode = 0, headers } = response;
  const kind = kindOf(statusCode);
  const type = typeOf(response);
  if (type === 'other') {
    const said = `HTTP ${statusCode} with ${headers['content-type'] ?? 'no content type'}`;
    const reason = `it answered ${said} instead of JSON: is there a Kubernetes API at that address?`;
    throw new KubernetesFailure(kind === 'busy' ? kind : 'other', reason);
  }
  const text = await textOf(response, largest);
  if (statusCode === 200) return parsed(text);
  const reason = type === 'json' ? statusMessage(parsed(text)) : text;
  throw new KubernetesFailure(
    kind,
    reason || `HTTP ${statusCode}`,
    retryAfterOf(headers['retry-after']),
  );
}

/** API servers refuse in plain text as well, but never in HTML: that comes of something else at their address. */
function typeOf({ statusCode = 0, headers }: IncomingMessage): 'json' | 'text' | 'other' {
  const type = headers['content-type'] ?? '';
  if (/^application\/json\b/.test(type)) return 'json';
  return statusCode >= 400 && /^text\/plain\b/.test(type) ? 'text' : 'other';
}

function kindOf(statusCode: number): KubernetesFailureKind {
  if (statusCode >= 500) return 'busy';
  return kinds[statusCode] ?? 'other';
}

const kinds: Readonly<Record<number, KubernetesFailureKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'missing',
  410: 'expired',
  429: 'busy',
};

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
function statusMessage(json: Json): string | undefined {
  return isObject(json) && typeof json['message'] === 'string' ? json['message'] : undefined;
}

/** In seconds; API servers write no dates. */
function retryAfterOf(header: string | undefined): { readonly retryAfter?: number } {
  const seconds = Number(header);
  return header === undefined || Number.isNaN(seconds) ? {} : { retryAfter: seconds * 1000 };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KubernetesFailure('other', `malformed answer: ${messageOf(cause)}`, { cause });
  }
}

/** What is unpacked is counted as it comes: a small answer cannot become more than `largest` bytes. */
async function textOf(response: IncomingMessage, largest: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of unpacked(response)) {
      size += chunk.length;
      if (size > largest) throw tooLarge(largest);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof KubernetesFailure) throw cause;
    throw new KubernetesFailure('busy', `the answer broke off: ${messageOf(cause)}`, { cause });
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unpacked(response: IncomingMessage): AsyncIterable<Buffer> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return response;
  if (encoding !== 'gzip') {
    throw new KubernetesFailure('other', `it answered in an encoding not asked for: ${encoding}`);
  }
  // The error reaches whoever reads the end of the pipeline.
  return pipeline(response, createGunzip(), () => undefined);
}

export function tooLarge(largest: number): KubernetesFailure {
  const mebibytes = Math.round(largest / 2 ** 20);
  return new KubernetesFailure('other', `more than ${mebibytes} MiB, which is too much to hold`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
