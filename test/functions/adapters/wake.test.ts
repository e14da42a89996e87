import { afterEach, describe, expect, test } from 'vitest';
import { dynamoFindings } from '../../../functions/adapters/dynamo-findings.ts';
import { dynamoObservations } from '../../../functions/adapters/dynamo-observations.ts';
import { dynamoRuns } from '../../../functions/adapters/dynamo-runs.ts';
import type { Transition } from '../../../shared/model/finding.ts';
import { type ScriptedDynamo, scriptedDynamo } from '../../support/aws/scripted-dynamo.ts';
import { observation } from '../../support/observation-store-contract.ts';
import { transition } from '../../support/transition.ts';

const state = { table: 'state', accountId: '012345678901' };
const urgent = transition('a', 1);
const untold = { ...urgent, delivery: 'none' as const };
const patient = { ...transition('a', 2), delivery: 'digest' as const };

let dynamo: ScriptedDynamo;

afterEach(() => dynamo.close());

/** What the first write does to the attribute `wake`, whose presence lets the stream wake the alert function. */
function wake(): 'set' | 'removed' | undefined {
  const write = dynamo.calls.find(({ operation }) => operation !== 'GetItem');
  if (write?.body.includes('#wake = :') === true) return 'set';
  return /REMOVE [^"]*#wake/.test(write?.body ?? '') ? 'removed' : undefined;
}

describe('the alert function is woken', () => {
  test.each([
    ['by what is to be sent now', urgent, 'set'],
    ['by nothing that waits for a digest', patient, undefined],
    ['by nothing that nobody is to be told of', untold, undefined],
  ])('%s', async (_, step: Transition, expected) => {
    dynamo = await scriptedDynamo(() => undefined);
    await dynamoFindings(state, dynamo.client).write([step], 1);

    expect(wake()).toBe(expected);
  });

  test('by a sweep that has ended', async () => {
    dynamo = await scriptedDynamo(() => undefined);
    const run = { runId: 'run-1', startedAt: 1, status: 'complete', baseline: false } as const;
    await dynamoRuns(state, dynamo.client).finish(run);

    expect(wake()).toBe('set');
  });

  test('by an observation', async () => {
    dynamo = await scriptedDynamo(() => undefined);
    await dynamoObservations(state, dynamo.client).record(observation('one', 1));

    expect(dynamo.calls[0]?.body).toContain('"wake":{"S":"now"}');
  });

  test('no more by an observation that was told', async () => {
    dynamo = await scriptedDynamo(() => undefined);
    await dynamoObservations(state, dynamo.client).settle('one');

    expect(wake()).toBe('removed');
  });

  test('no more by a sweep that was told', async () => {
    dynamo = await scriptedDynamo(() => undefined);
    await dynamoRuns(state, dynamo.client).settle('run-1');

    expect(wake()).toBe('removed');
  });

  test.each([
    ['all was sent', ['a-1', 'a-2'], 'removed'],
    ['only a digest is left', ['a-1'], 'removed'],
    ['something urgent is left', ['a-2'], undefined],
  ])('by a finding as before or no more: %s', async (_, sent, expected) => {
    const owed = { L: [urgent, patient].map((step) => ({ S: JSON.stringify(step) })) };
    dynamo = await scriptedDynamo(() => undefined, { GetItem: { Item: { owed } } });
    await dynamoFindings(state, dynamo.client).settle('a', sent);

    expect(wake()).toBe(expected);
  });
});
