import assert from 'node:assert/strict';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { queueUrl } from '../queues.ts';
import type { Scenario } from '../scenario.ts';
import { until } from '../wait.ts';

export const rejectedRecord: Scenario = {
  name: 'a record that cannot be understood ends in the rejected queue, as it came and with the reason',
  run: async ({ clients }) => {
    const { sqs } = clients;
    const body = '{"source":"aws.eks","account":"111122223333","detail":"no record"}';
    const changes = await queueUrl(sqs, /Gatewatch-changes$/);
    const rejected = await queueUrl(sqs, /Gatewatch-rejected$/);

    await sqs.send(new SendMessageCommand({ QueueUrl: changes, MessageBody: body }));

    const message = await until('The record reaches the rejected queue', async () => {
      const receive = { QueueUrl: rejected, MessageAttributeNames: ['All'], WaitTimeSeconds: 1 };
      return (await sqs.send(new ReceiveMessageCommand(receive))).Messages?.[0];
    });
    assert.equal(message.Body, body);
    const reason = message.MessageAttributes?.['reason']?.StringValue;
    assert.match(reason ?? '', /^not a CloudTrail record: /);
  },
};
