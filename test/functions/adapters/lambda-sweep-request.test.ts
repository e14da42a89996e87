import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { lambdaSweepRequest } from '../../../functions/adapters/lambda-sweep-request.ts';

test('lambdaSweepRequest invokes the function without waiting for it', async () => {
  const seen: unknown[] = [];
  const server = createServer(async (request, response) => {
    const type = request.headers['x-amz-invocation-type'];
    seen.push([request.method, request.url, type, await text(request)]);
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new LambdaClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  });

  await lambdaSweepRequest('sweep', client).request({ cursor: { region: 'eu-west-1' } });
  server.close();
  server.closeAllConnections();

  expect(seen).toEqual([
    [
      'POST',
      '/2015-03-31/functions/sweep/invocations',
      'Event',
      '{"cursor":{"region":"eu-west-1"}}',
    ],
  ]);
});
