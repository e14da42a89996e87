import type { Protocol } from './aws-call.ts';

/** What a function said when it was invoked. */
interface Invoked {
  readonly payload?: unknown;
  readonly functionError?: string;
}

/**
 * The protocol of Lambda, in which the body of an invocation is the event and that of its answer what the function returned.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function invocations(protocol: Protocol): Protocol {
  return {
    ...protocol,
    decode: (request) => {
      const call = protocol.decode(request);
      if (call?.operation !== 'Invoke') return call;
      const { FunctionName } = call.input;
      return { operation: 'Invoke', input: { FunctionName, event: JSON.parse(request.body) } };
    },
    encode: (operation, output) => {
      if (operation !== 'Invoke') return protocol.encode(operation, output);
      const { payload = null, functionError } = output as Invoked;
      const headers = functionError === undefined ? {} : { 'x-amz-function-error': functionError };
      return { status: 200, headers, body: JSON.stringify(payload) };
    },
  };
}
