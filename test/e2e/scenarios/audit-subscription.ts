import assert from 'node:assert/strict';
import {
  CreateLogGroupCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { createAuditStream, logGroupName } from '../audit-log.ts';
import { account, region } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import type { World } from '../world.ts';

/** Of somebody else, to the same log. */
const archive = {
  logGroupName,
  filterName: 'archive',
  filterPattern: '',
  destinationArn: `arn:aws:kinesis:${region}:${account}:stream/archive`,
  roleArn: `arn:aws:iam::${account}:role/archive`,
};

export const logIsSubscribedTo: Scenario = {
  name: 'the audit log of a cluster is subscribed to beside what others subscribe to; of a cluster whose log is not there yet it is not claimed',
  run: async (world) => {
    const { clients } = world;
    await clients.logs.send(new CreateLogGroupCommand({ logGroupName }));
    await createAuditStream(clients);
    await clients.logs.send(new PutSubscriptionFilterCommand(archive));

    const answer = await subscriptions(world, {});

    assert.deepEqual(answer, { subscribed: 1, removed: 0, refused: 1 });
    assert.deepEqual(await destinations(world), {
      archive: archive.destinationArn,
      gatewatch: `arn:aws:lambda:${region}:${account}:function:gatewatch-${region}-audit-log`,
    });
  },
};

export const subscriptionIsRemoved: Scenario = {
  name: 'our subscription is removed when that is asked for, and no other',
  run: async (world) => {
    const answer = await subscriptions(world, { remove: true });

    assert.deepEqual(answer, { subscribed: 0, removed: 1, refused: 0 });
    assert.deepEqual(await destinations(world), { archive: archive.destinationArn });
  },
};

/** What the function answers that looks for audit logs every hour. */
async function subscriptions({ clients }: World, payload: object): Promise<unknown> {
  const { FunctionError, Payload } = await clients.lambda.send(
    new InvokeCommand({
      FunctionName: `gatewatch-${region}-subscriptions`,
      Payload: JSON.stringify(payload),
    }),
  );
  const answer: unknown = JSON.parse(Payload?.transformToString() ?? 'null');
  assert.equal(FunctionError, undefined, JSON.stringify(answer));
  return answer;
}

/** Where what is subscribed to goes, by the names of the subscriptions. */
async function destinations({ clients }: World): Promise<Readonly<Record<string, unknown>>> {
  const { subscriptionFilters = [] } = await clients.logs.send(
    new DescribeSubscriptionFiltersCommand({ logGroupName }),
  );
  return Object.fromEntries(
    subscriptionFilters.map(({ filterName, destinationArn }) => [filterName, destinationArn]),
  );
}
