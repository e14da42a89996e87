import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as sdk from '@aws-sdk/client-securityhub';
import { AwsError, type Input } from './aws-call.ts';
import { restJson } from './rest-json-server.ts';

export interface ScriptedHub {
  readonly client: sdk.SecurityHubClient;
  /** Every attempt that arrived: the operation and its input. */
  readonly requests: readonly (readonly [operation: string, input: Input])[];
  close(): void;
}

/**
 * Security Hub on a loopback port, by the schemas of the SDK: the nth request gets the nth answer, later ones the last. An
 * AwsError that is thrown is its refusal.
 */
export async function scriptedHub(
  ...answers: readonly ((input: Input) => unknown)[]
): Promise<ScriptedHub> {
  const protocol = restJson(sdk);
  const requests: (readonly [string, Input])[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const { operation = '', input = {} } =
      protocol.decode({ method, url, headers, body: await text(request) }) ?? {};
    requests.push([operation, input]);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    const {
      status,
      headers: sent,
      body,
    } = reply(() => protocol.encode(operation, answer?.(input)));
    response.writeHead(status, sent).end(body);
  });
  function reply(run: () => ReturnType<typeof protocol.encode>) {
    try {
      return run();
    } catch (error) {
      if (error instanceof AwsError) return protocol.encodeError(error);
      throw error;
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new sdk.SecurityHubClient({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 2,
  });
  return {
    client,
    requests,
    close: () => {
      client.destroy();
      server.close();
    },
  };
}
