import { afterEach, describe, expect, test } from 'vitest';
import { writeTransitions } from '../../../functions/adapters/write-transitions.ts';
import {
  cancelled,
  type DynamoCall,
  type DynamoScript,
  refused,
  type ScriptedDynamo,
  scriptedDynamo,
} from '../../support/aws/scripted-dynamo.ts';
import { transition } from '../../support/transition.ts';

const state = { table: 'state', accountId: '012345678901' };
const steps = ['a', 'big', 'c', 'large', 'e'].map((id) => transition(id, 1));

let dynamo: ScriptedDynamo;

afterEach(() => dynamo.close());

async function write(script: DynamoScript): Promise<string> {
  dynamo = await scriptedDynamo(script);
  return writeTransitions({ state, client: dynamo.client, seq: 1 }, steps);
}

/** The findings of a transaction, in their order. */
function findingsIn({ body }: DynamoCall): readonly string[] {
  return [...body.matchAll(/"FINDING#([^"]+)"/g)].map(([, id = '']) => id);
}

function holdsTooMuch(call: DynamoCall): boolean {
  return findingsIn(call).some((id) => id === 'big' || id === 'large');
}

const tooLarge = 'Item size to update has exceeded the maximum allowed size';

describe('findings that DynamoDB refuses', () => {
  test.each([
    ['in the request', refused('ValidationException', tooLarge)],
    ['in the transaction', cancelled(['None', 'ValidationError'])],
  ])('%s are named at the end, and all others are written', async (_, refusal) => {
    await expect(write((call) => (holdsTooMuch(call) ? refusal : undefined))).rejects.toThrow(
      /^DynamoDB refuses to keep what happened to finding big, large: /,
    );

    expect(dynamo.calls.map(findingsIn)).toEqual([
      ['a', 'big', 'c', 'large', 'e'],
      ['a'],
      ['big'],
      ['c'],
      ['large'],
      ['e'],
    ]);
  });

  test('are nobody’s concern once HEAD has moved on', async () => {
    const outcome = await write((call) => {
      if (holdsTooMuch(call)) return refused('ValidationException', tooLarge);
      return findingsIn(call).includes('c')
        ? cancelled(['ConditionalCheckFailed', 'None'])
        : undefined;
    });

    expect(outcome).toBe('superseded');
  });
});

test('a chunk is not taken apart for what no single finding has caused', async () => {
  const script = () => refused('ResourceNotFoundException', 'no such table');

  await expect(write(script)).rejects.toThrow('no such table');
  expect(dynamo.calls).toHaveLength(1);
});
