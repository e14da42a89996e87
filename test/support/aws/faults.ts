import { AwsError, type DecodedCall, type Protocol, type WireResponse } from './aws-call.ts';

/** What goes wrong, and when. Without `operation` and `resource` any call may be hit. */
export interface Fault {
  readonly operation?: string;
  /** Text that one of the inputs holds, such as a cluster's name. */
  readonly resource?: string;
  /** Hits every nth call that matches; every one when not given. */
  readonly every?: number;
  readonly answer: FaultAnswer;
}

export type FaultAnswer = 'denied' | 'throttled' | 'gone' | 'server-error' | 'malformed' | 'hang';

/** Faults that a test puts in and takes out; the first that strikes wins. */
export class Faults {
  #faults: { readonly fault: Fault; seen: number }[] = [];

  add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#faults = [];
  }

  strike(call: DecodedCall): FaultAnswer | undefined {
    for (const held of this.#faults) {
      if (!matches(held.fault, call)) continue;
      held.seen += 1;
      if (held.seen % (held.fault.every ?? 1) === 0) return held.fault.answer;
    }
    return undefined;
  }
}

/** The answer to a call that goes wrong; undefined says never to answer. */
export function faultResponse(
  answer: FaultAnswer,
  service: string,
  protocol: Protocol,
): WireResponse | undefined {
  if (answer === 'hang') return undefined;
  if (answer === 'malformed') {
    const { headers } = protocol.encode('Malformed', {});
    return { status: 200, headers, body: '{"cluster": <Truncated' };
  }
  return protocol.encodeError(errorOf(answer, service));
}

function matches({ operation, resource }: Fault, call: DecodedCall): boolean {
  if (operation !== undefined && operation !== call.operation) return false;
  return resource === undefined || JSON.stringify(Object.values(call.input)).includes(resource);
}

function errorOf(
  answer: 'denied' | 'throttled' | 'gone' | 'server-error',
  service: string,
): AwsError {
  const iam = service === 'iam' || service === 'sts';
  switch (answer) {
    case 'denied':
      return new AwsError(
        iam ? 'AccessDenied' : 'AccessDeniedException',
        `User: arn:aws:sts::111122223333:assumed-role/reader/session is not authorized`,
        service === 'cloudtrail' ? 400 : 403,
      );
    case 'throttled':
      return new AwsError(
        iam ? 'Throttling' : 'ThrottlingException',
        'Rate exceeded',
        service === 'eks' ? 429 : 400,
      );
    case 'gone':
      return new AwsError(
        iam ? 'NoSuchEntity' : 'ResourceNotFoundException',
        'It is not there any more.',
        404,
      );
    case 'server-error':
      return new AwsError(iam ? 'ServiceFailure' : 'ServerException', 'Please try again.', 500);
  }
}
