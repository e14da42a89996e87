import assert from 'node:assert/strict';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Scenario } from '../scenario.ts';
import { invokeSweep, keysUnder, sweep } from '../sweeps.ts';
import type { World } from '../world.ts';

export const dryRun: Scenario = {
  name: 'a sweep with dryRun judges and writes nothing',
  run: async (world) => {
    const before = await everythingStored(world);

    const { open } = await sweep(world, { dryRun: true });

    assert.deepEqual(open, { CRITICAL: 0, HIGH: 3, MEDIUM: 2, LOW: 0 });
    assert.deepEqual(await everythingStored(world), before);
  },
};

export const unknownKey: Scenario = {
  name: 'a sweep that is asked for something unknown refuses it by name',
  run: async (world) => {
    const { functionError, answer } = await invokeSweep(world, { dryrun: true });

    assert.equal(functionError, 'Unhandled');
    const { errorMessage } = answer as Record<string, string>;
    assert.match(errorMessage ?? '', /unknown key "dryrun"/);
  },
};

/** What readers hand over by way of the bucket is no state, and gone after a day. */
async function everythingStored(world: World) {
  const { clients, deployment } = world;
  const TableName = deployment.tableName;
  const command = new ScanCommand({ TableName, ConsistentRead: true });
  const { Items = [] } = await clients.dynamodb.send(command);
  const keys = await keysUnder(world, '');
  return { items: Items, objects: keys.filter((key) => !key?.startsWith('kubernetes/')) };
}
