import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * What aws-lambda-ric asks of its compiled addon, in plain JavaScript: fetch the next event, post what became
 * of it. Loaded in place of the addon, which would have to be compiled when the package is installed.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export function initializeClient(): void {}

interface NextEvent {
  readonly bodyJson: string;
  readonly headers: IncomingHttpHeaders;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** The runtime posts without waiting; the next event is asked for when the post has arrived. */
let posted: Promise<unknown> = Promise.resolve();

export async function next(): Promise<NextEvent> {
  await posted;
  return call('GET', 'invocation/next');
}

export function done(id: string, body: string): void {
  posted = call('POST', `invocation/${id}/response`, body);
}

export function error(id: string, body: string): void {
  const type: unknown = JSON.parse(body).errorType;
  posted = call('POST', `invocation/${id}/error`, body, {
    'Lambda-Runtime-Function-Error-Type': String(type ?? 'Error'),
  });
}

function call(
  method: string,
  path: string,
  body = '',
  headers: OutgoingHttpHeaders = {},
): Promise<NextEvent> {
  const url = `http://${process.env['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/${path}`;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      text(response).then((bodyJson) => resolve({ bodyJson, headers: response.headers }), reject);
    });
    sent.on('error', reject).end(body);
  });
}
