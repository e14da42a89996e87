import { type Protocol, wireJson } from './aws-call.ts';

/**
 * awsJson1.1: one URL, the operation in a header.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export const awsJson: Protocol = {
  decode: ({ headers, body }) => {
    const target = headers['x-amz-target'];
    const operation = typeof target === 'string' ? target.split('.').at(-1) : undefined;
    if (operation === undefined) return undefined;
    return { operation, input: body === '' ? {} : JSON.parse(body) };
  },
  encode: (_operation, output) => respond(200, wireJson(output)),
  encodeError: ({ code, message, status }) =>
    respond(status, JSON.stringify({ __type: code, message })),
};

function respond(status: number, body: string) {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
}
