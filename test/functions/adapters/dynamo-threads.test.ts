import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoThreads } from '../../../functions/adapters/dynamo-threads.ts';
import type { Item } from '../../../functions/adapters/state-table.ts';
import { type ScriptedAws, scriptedAws } from '../../support/aws/scripted-aws.ts';

const state = { table: 'state', accountId: '012345678901' };
const day = 86_400_000;

let aws: ScriptedAws;
let items: Map<string, Item>;
let now: number;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 26);
  items = new Map();
  aws = await scriptedAws({
    'dynamodb:GetItem': ({ Key }) => ({ Item: items.get(JSON.stringify(Key)) }),
    'dynamodb:PutItem': ({ Item }) => {
      const item: Item = JSON.parse(JSON.stringify(Item));
      items.set(JSON.stringify({ pk: item['pk'], sk: item['sk'] }), item);
      return {};
    },
  });
});
afterEach(() => aws.close());

function threads(channel: string) {
  return dynamoThreads(state, channel, aws.clients.dynamo('eu-west-1'), () => now);
}

describe('threads in the table', () => {
  it('are found by channel and finding', async () => {
    const thread = { root: '1.0', deliveryIds: ['d1'] };
    await threads('slack C1').keep('f1', thread);
    expect(await threads('slack C1').find('f1')).toEqual(thread);
    expect(await threads('slack C1').find('f2')).toBeUndefined();
    expect(await threads('slack C2').find('f1')).toBeUndefined();
  });

  it('expire 400 days after what was told last', async () => {
    const { find, keep } = threads('slack C1');
    await keep('f1', { root: '1.0', deliveryIds: ['d1'] });
    now += 400 * day - 1;
    expect(await find('f1')).toEqual({ root: '1.0', deliveryIds: ['d1'] });
    now += 1;
    expect(await find('f1')).toBeUndefined();
    await keep('f1', { root: '2.0', deliveryIds: ['d2'] });
    expect(await find('f1')).toEqual({ root: '2.0', deliveryIds: ['d2'] });
  });

  it('are read as they are, lie beside what else is kept, and wake nobody', async () => {
    await threads('slack C1').keep('f1', { deliveryIds: ['d1'] });
    await threads('slack C1').find('f1');
    const [put, got] = aws.calls.map(([, input]) => input);
    expect(put).toEqual({
      TableName: 'state',
      Item: {
        pk: { S: 'account#012345678901' },
        sk: { S: expect.stringMatching(/^THREAD#[0-9a-f]{32}$/) },
        document: { S: '{"deliveryIds":["d1"]}' },
        expiresAt: { N: String((now + 400 * day) / 1000) },
      },
    });
    expect(got).toMatchObject({ TableName: 'state', ConsistentRead: true });
  });
});
