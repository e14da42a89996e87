import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { homeQueues, sqsHints } from '../../../functions/adapters/sqs-hints.ts';
import type { Input } from '../../support/aws/aws-call.ts';
import { type ScriptedAws, scriptedAws } from '../../support/aws/scripted-aws.ts';

let aws: ScriptedAws | undefined;
afterEach(() => aws?.close());

async function sqs(failed: readonly unknown[] = []) {
  aws = await scriptedAws({
    'sqs:SendMessageBatch': ({ Entries }) => ({
      Successful: (Entries as readonly { Id: string }[]).map(({ Id }) => ({ Id, MessageId: Id })),
      Failed: failed,
    }),
  });
  const { endpoint } = aws.clients.sqs('eu-west-1').config;
  const { protocol, hostname, port } = (await endpoint?.()) ?? expect.fail('no endpoint');
  const url = `${protocol}//${hostname}:${port}`;
  const client = new SQSClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    // The scripted server does not hash the bodies.
    md5: false,
  });
  return { hints: sqsHints(`${url}/111122223333/changes`, client), calls: aws.calls };
}

function bodies(input: Input | undefined) {
  return ((input?.['Entries'] ?? []) as readonly { MessageBody: string }[]).map(
    ({ MessageBody }) => MessageBody,
  );
}

describe('sqsHints', () => {
  it('sends ten at a time', async () => {
    const { hints, calls } = await sqs();
    await hints.send(Array.from({ length: 12 }, (_, index) => `hint ${index}`));
    expect(calls.map(([call, input]) => [call, bodies(input).length])).toEqual([
      ['sqs:SendMessageBatch eu-west-1', 10],
      ['sqs:SendMessageBatch eu-west-1', 2],
    ]);
  });

  it('sends no more at a time than one message may have', async () => {
    const { hints, calls } = await sqs();
    await hints.send(['a', 'é'.repeat(65_000), 'b'.repeat(130_000), 'c'.repeat(140_000)]);
    expect(calls.map(([, input]) => bodies(input).length)).toEqual([3, 1]);
  });

  it('sends nothing where there is nothing', async () => {
    const { hints, calls } = await sqs();
    await hints.send([]);
    expect(calls).toEqual([]);
  });

  it('fails where one is not taken, so that all are sent again', async () => {
    const { hints } = await sqs([{ Id: '1', Code: 'InternalError', SenderFault: false }]);
    await expect(hints.send(['a', 'b'])).rejects.toThrow(
      '1 of 2 hints were not taken: InternalError',
    );
  });

  it('signs for the Region of the queue', async () => {
    expect(await homeQueues('eu-north-1').config.region()).toBe('eu-north-1');
  });
});
