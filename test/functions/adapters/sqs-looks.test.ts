import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { sqsLooks } from '../../../functions/adapters/sqs-looks.ts';
import { parseLook } from '../../../functions/events/look.ts';
import type { Look } from '../../../shared/model/look.ts';

const look: Look = {
  kind: 'status',
  thing: { cluster: { region: 'eu-west-1', name: 'prod' } },
  changes: [
    {
      actor: {
        name: 'role/ci',
        userAgent: 'no characters for SQS: \uFFFE\uFFFF',
        eventId: 'event-1',
        eventName: 'CreateCluster',
        eventTime: 1,
        region: 'eu-west-1',
      },
      claims: [],
    },
  ],
  attempt: 0,
  since: 1,
};

test('sqsLooks sends what parseLook reads, in characters that SQS takes', async () => {
  const seen: { readonly DelaySeconds: number; readonly MessageBody: string }[] = [];
  const server = createServer(async (request, response) => {
    seen.push(JSON.parse(await text(request)));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"MessageId":"m-1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new SQSClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    // The scripted server does not hash the body.
    md5: false,
  });

  await sqsLooks(`${endpoint}/111122223333/changes`, client).after(44.2, look);
  server.close();
  server.closeAllConnections();

  const [{ DelaySeconds, MessageBody } = { DelaySeconds: 0, MessageBody: '' }] = seen;
  expect(DelaySeconds).toBe(45);
  expect(MessageBody).not.toMatch(/[\uFFFE\uFFFF]/);
  expect(parseLook(MessageBody)).toEqual(look);
});
