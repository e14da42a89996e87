/**
 * Why a request to a Kubernetes API gave nothing. `unreachable` will befall every other request too, `busy` may pass in a
 * while, `missing` is an answer, and the rest is about this request alone.
 */
export type KubernetesFailureKind =
  | 'unreachable'
  | 'busy'
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'expired'
  | 'other';

export class KubernetesFailure extends Error {
  readonly kind: KubernetesFailureKind;
  /** How long the server asks to be left alone, in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: KubernetesFailureKind,
    reason: string,
    { retryAfter, cause }: { readonly retryAfter?: number; readonly cause?: unknown } = {},
  ) {
    super(oneLine(reason), { cause });
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

/** What was promised, or why it was not to be had; other errors are thrown. */
export async function orFailure<T>(promised: Promise<T>): Promise<T | KubernetesFailure> {
  try {
    return await promised;
  } catch (error) {
    if (error instanceof KubernetesFailure) return error;
    throw error;
  }
}

/** What a connection that failed is called; certificates that do not fit are told in OpenSSL's words. */
export function connectionFailure(error: Error, host: string): KubernetesFailure {
  if (error instanceof KubernetesFailure) return error;
  const code = 'code' in error ? String(error.code) : error.name;
  if (passing.has(code)) {
    return new KubernetesFailure('busy', `the connection to ${host} broke (${code})`, {
      cause: error,
    });
  }
  const reason = noConnection.has(code)
    ? `no connection to ${host} (${code})`
    : `no safe connection to ${host}: ${error.message.replace(nodesAdvice, '')} (${code})`;
  return new KubernetesFailure('unreachable', reason, { cause: error });
}

/** Which would not help: only the cluster's own authorities are trusted. */
const nodesAdvice = /; if the root CA is installed locally, .*/;

const passing: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

const noConnection: ReadonlySet<string> = new Set([
  'EACCES',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
]);

/** At most 300 characters, because it ends in reports. */
function oneLine(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
