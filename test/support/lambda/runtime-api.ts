import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What became of one event, as Invoke would tell it. */
export interface Outcome {
  /** The handler's answer, or `{ errorType, errorMessage, trace }`. */
  readonly payload: unknown;
  /** `Unhandled` when the handler failed, as in the X-Amz-Function-Error header. */
  readonly functionError?: 'Unhandled';
}

/** The server's side of https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, for one runtime process at a time. */
export interface RuntimeApi {
  /** Host and port, as AWS_LAMBDA_RUNTIME_API wants them. */
  readonly address: string;
  /** Hands the event over as soon as the runtime asks for one. */
  submit(event: RuntimeEvent): Promise<Outcome>;
  /** The runtime is gone: so is its request for an event, and what it was doing has failed. */
  drop(payload: unknown): void;
  close(): void;
}

interface RuntimeEvent {
  readonly requestId: string;
  readonly body: unknown;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly functionArn: string;
}

export async function startRuntimeApi(): Promise<RuntimeApi> {
  const queue: Queue = { waiting: [], asking: undefined, underWay: new Map() };
  const server = createServer((request, response) => {
    answer(queue, request, response).catch((error: unknown) =>
      response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    submit: (event) =>
      new Promise((resolve) => {
        queue.underWay.set(event.requestId, resolve);
        queue.waiting.push(event);
        handOver(queue);
      }),
    drop: (payload) => fail(queue, payload),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Queue {
  readonly waiting: RuntimeEvent[];
  /** The open request for the next event. */
  asking: ServerResponse | undefined;
  readonly underWay: Map<string, (outcome: Outcome) => void>;
}

const route = /^\/2018-06-01\/runtime\/(?:(init)|invocation\/([^/]+))\/?(\w*)$/;

async function answer(
  queue: Queue,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, init, requestId = '', verb] = route.exec(request.url ?? '') ?? [];
  const body = await text(request);
  if (requestId === 'next') {
    queue.asking = response;
    handOver(queue);
    return;
  }
  response.writeHead(202).end();
  if (init !== undefined) fail(queue, JSON.parse(body));
  else settle(queue, decodeURIComponent(requestId), outcomeOf(verb, body));
}

function outcomeOf(verb: string | undefined, body: string): Outcome {
  const payload: unknown = body === '' ? undefined : JSON.parse(body);
  return verb === 'response' ? { payload } : { payload, functionError: 'Unhandled' };
}

function handOver(queue: Queue): void {
  const { asking, waiting } = queue;
  const event = asking === undefined ? undefined : waiting.shift();
  if (asking === undefined || event === undefined) return;
  queue.asking = undefined;
  asking.writeHead(200, {
    'content-type': 'application/json',
    'Lambda-Runtime-Aws-Request-Id': event.requestId,
    'Lambda-Runtime-Deadline-Ms': String(event.deadline),
    'Lambda-Runtime-Invoked-Function-Arn': event.functionArn,
    'Lambda-Runtime-Trace-Id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
  });
  asking.end(JSON.stringify(event.body));
}

function settle(queue: Queue, requestId: string, outcome: Outcome): void {
  queue.underWay.get(requestId)?.(outcome);
  queue.underWay.delete(requestId);
}

function fail(queue: Queue, payload: unknown): void {
  queue.asking = undefined;
  queue.waiting.length = 0;
  for (const requestId of [...queue.underWay.keys()]) {
    settle(queue, requestId, { payload, functionError: 'Unhandled' });
  }
}
