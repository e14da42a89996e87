/** One request, as far as every AWS protocol agrees. */
export interface WireRequest {
  readonly method: string;
  /** With its query string. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Input = Readonly<Record<string, unknown>>;

export interface DecodedCall {
  readonly operation: string;
  readonly input: Input;
}

/** How operations of a service travel. */
export interface Protocol {
  /** Undefined when the request names no operation of the service. */
  decode(request: WireRequest): DecodedCall | undefined;
  encode(operation: string, output: unknown): WireResponse;
  encodeError(error: AwsError): WireResponse;
}

/** A refusal, in AWS's own words. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Dates travel as seconds since the epoch in both JSON protocols. */
export function wireJson(value: unknown): string {
  return JSON.stringify(epochSeconds(value)) ?? '{}';
}

function epochSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1_000;
  if (Array.isArray(value)) return value.map(epochSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, epochSeconds(of)]));
}
