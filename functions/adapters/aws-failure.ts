/**
 * What a failed call means to us: `denied` and `other` will fail again, `gone` is an answer,
 * `retryable` may pass in a while.
 */
export type FailureKind = 'denied' | 'gone' | 'retryable' | 'other';

export interface AwsFailure {
  readonly kind: FailureKind;
  /** One line, at most 300 characters after the label: `AccessDenied: User … is not authorized …`. */
  readonly reason: string;
}

/** Sorts anything that an SDK call can throw. */
export function awsFailure(error: unknown): AwsFailure {
  const seen = describeError(error);
  if (goneNames.has(seen.name)) return { kind: 'gone', reason: labelled(seen.name, seen.message) };
  if (isDenied(seen)) return { kind: 'denied', reason: labelled('AccessDenied', seen.message) };
  const transient = transientLabel(seen);
  if (transient !== undefined) {
    return { kind: 'retryable', reason: labelled(transient, seen.message) };
  }
  const label = isMalformed(seen) ? 'malformed answer' : seen.name;
  return { kind: 'other', reason: labelled(label, seen.message) };
}

interface SeenError {
  readonly name: string;
  readonly message: string;
  /** Node's code of a failed connection, such as ECONNRESET. */
  readonly code: string;
  /** The HTTP status, 0 when there was no answer. */
  readonly status: number;
  readonly throttling: boolean;
}

const goneNames: ReadonlySet<string> = new Set([
  'NoSuchEntity',
  'NoSuchEntityException',
  'ResourceNotFoundException',
  'TrailNotFoundException',
]);

/**
 * The throttling codes that AWS documents for its SDKs.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const throttlingNames: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

const timeoutNames: ReadonlySet<string> = new Set([
  'AbortError',
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
]);

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
]);

function describeError(error: unknown): SeenError {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), code: '', status: 0, throttling: false };
  }
  const { code, $metadata, $retryable } = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $retryable?: { readonly throttling?: boolean };
  };
  return {
    name: error.name,
    message: error.message,
    code: typeof code === 'string' ? code : '',
    status: $metadata?.httpStatusCode ?? 0,
    throttling: $retryable?.throttling === true,
  };
}

function isDenied({ name, status }: SeenError): boolean {
  if (name.startsWith('AccessDenied') || name.startsWith('Unauthorized')) return true;
  return (status === 401 || status === 403) && !throttlingNames.has(name);
}

function transientLabel({ name, code, status, throttling }: SeenError): string | undefined {
  if (throttling || throttlingNames.has(name) || status === 429) return 'throttled';
  if (timeoutNames.has(name) || code === 'ETIMEDOUT') return 'timed out';
  if (networkCodes.has(code)) return `no connection (${code})`;
  if (status >= 500) return `server error ${status}`;
  return undefined;
}

/** The SDK's parsers throw as the language does; every error that AWS sends has a status of 400 or more. */
function isMalformed({ name, status }: SeenError): boolean {
  return name === 'SyntaxError' || (status >= 200 && status < 300);
}

function labelled(label: string, message: string): string {
  const line = message.replace(/\s+/g, ' ').trim().slice(0, 300);
  return line === '' ? label : `${label}: ${line}`;
}
