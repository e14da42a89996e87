import { describe, expect, it } from 'vitest';
import { noteEvents } from '../../functions/access-change/note-events.ts';
import type { Task } from '../../functions/access-change/task.ts';
import { dynamoEventsHeard } from '../../functions/adapters/dynamo-events-heard.ts';
import type { HeardEvent } from '../../shared/ports/events-heard.ts';
import { scriptedDynamo } from '../support/aws/scripted-dynamo.ts';
import { prodRef } from '../support/estate.ts';

const entry = {
  kind: 'accessEntry',
  cluster: prodRef,
  principalArn: 'arn:aws:iam::1:role/ci',
} as const;
const role = { kind: 'role', roleName: 'ci' } as const;

function task(kind: Task['kind'], eventTime: number, more: Partial<Task>): Task {
  const actor = { name: 'me', eventId: 'e', eventName: 'E', eventTime, region: 'eu-west-1' };
  const changes = [{ actor, claims: [] }];
  return { messageId: 'm', kind, changes, reads: [], sweeps: [], looks: [], grants: [], ...more };
}

async function noted(...tasks: readonly Task[]): Promise<readonly HeardEvent[]> {
  const heard: HeardEvent[] = [];
  const eventsHeard = {
    heard: async (event: HeardEvent) => {
      heard.push(event);
    },
  };
  await noteEvents({ eventsHeard }, tasks);
  return heard;
}

describe('what was last heard', () => {
  it('is the newest call of each kind of a batch', async () => {
    expect(
      await noted(
        task('event', 10, { reads: [entry] }),
        task('event', 30, { reads: [entry, role] }),
        task('event', 20, { sweeps: [{ request: { kind: 'cluster', cluster: prodRef } }] }),
      ),
    ).toEqual([
      { kind: 'accessEntry', at: 30 },
      { kind: 'role', at: 30 },
      { kind: 'cluster', at: 20 },
    ]);
  });

  it('is not what a look of our own sees again', async () => {
    expect(await noted(task('look', 10, { reads: [entry] }))).toEqual([]);
  });
});

describe('in the table, what was last heard', () => {
  const table = { table: 'state', accountId: '111122223333' };

  it('only ever becomes newer', async () => {
    const dynamo = await scriptedDynamo(() => undefined);
    await dynamoEventsHeard(table, dynamo.client).heard({ kind: 'role', at: 30 });
    dynamo.close();
    expect(dynamo.calls.map(({ operation, body }) => [operation, JSON.parse(body)])).toMatchObject([
      [
        'UpdateItem',
        {
          Key: { pk: { S: 'account#111122223333' }, sk: { S: 'HEARD#role' } },
          ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
          ExpressionAttributeValues: { ':kind': { S: 'role' }, ':at': { N: '30' } },
        },
      ],
    ]);
  });

  it('stays where something newer is known', async () => {
    const refused = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' };
    const dynamo = await scriptedDynamo(() => refused);
    const heard = dynamoEventsHeard(table, dynamo.client).heard({ kind: 'role', at: 30 });
    await expect(heard).resolves.toBeUndefined();
    dynamo.close();
  });

  it('is told with its kind', async () => {
    const Items = [{ kind: { S: 'role' }, at: { N: '30' } }, { kind: { S: 'odd' } }];
    const dynamo = await scriptedDynamo(() => undefined, { Query: { Items } });
    expect(await dynamoEventsHeard(table, dynamo.client).last()).toEqual([
      { kind: 'role', at: 30 },
    ]);
    dynamo.close();
  });
});
