import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface DynamoCall {
  /** Such as `PutItem`. */
  readonly operation: string;
  /** The request as it came over the wire. */
  readonly body: string;
}

/** The body of a refusal, or undefined for success. */
export type DynamoScript = (call: DynamoCall, number: number) => object | undefined;

export interface ScriptedDynamo {
  readonly client: DynamoDBClient;
  /** Every call so far, attempts of the SDK's own included. */
  readonly calls: readonly DynamoCall[];
  readonly close: () => void;
}

/** A client whose every call, numbered from 0, is answered by the script; `answers` of success are by operation. */
export async function scriptedDynamo(
  script: DynamoScript,
  answers: Readonly<Record<string, object>> = {},
): Promise<ScriptedDynamo> {
  const calls: DynamoCall[] = [];
  const server = createServer(async (request, response) => {
    const target = request.headers['x-amz-target']?.toString() ?? '';
    const call = { operation: target.split('.')[1] ?? '', body: await text(request) };
    const refusal = script(call, calls.length);
    calls.push(call);
    response.writeHead(refusal === undefined ? 200 : 400, {
      'content-type': 'application/x-amz-json-1.0',
    });
    response.end(JSON.stringify(refusal ?? answers[call.operation] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { client, calls, close };
}

/** A transaction cancelled, with a code for each of its items. */
export function cancelled(codes: readonly string[]): object {
  return {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  };
}

export function refused(name: string, message: string): object {
  return { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message };
}
