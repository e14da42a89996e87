import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloudTrailHistory } from '../../../functions/adapters/cloud-trail-history.ts';
import type { EventHistory } from '../../../shared/ports/event-history.ts';
import { type AwsState, awsState } from '../../support/aws/account-state.ts';
import { loopbackClients } from '../../support/aws/loopback-clients.ts';
import { denied } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const query = {
  eventName: 'CreateAccessEntry',
  region: 'eu-west-1',
  since: noon,
  until: noon + 60_000,
};

let state: AwsState;
let aws: LoopbackAws;
/** What the adapter sees of time, which passes only while it sleeps. */
let now: number;
let slept: number[];

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
  now = 0;
  slept = [];
});

afterEach(() => aws.close());

describe('a look-up', () => {
  test('tells the calls of that name, time and Region, the newest first', async () => {
    remember('CreateAccessEntry', noon - 1, { eventID: 'too-early' });
    remember('CreateAccessEntry', noon, { eventID: 'first' });
    remember('CreateAccessEntry', noon + 60_000, { eventID: 'last' });
    remember('CreateAccessEntry', noon + 60_001, { eventID: 'too-late' });
    remember('DeleteAccessEntry', noon, { eventID: 'another-name' });
    remember('CreateAccessEntry', noon, { eventID: 'elsewhere' }, 'us-east-1');

    expect(await history().lookUp(query)).toEqual({
      records: [{ eventID: 'last' }, { eventID: 'first' }],
    });
    expect(aws.calls).toEqual(['cloudtrail:LookupEvents eu-west-1']);
  });

  test('of what nobody did tells none', async () => {
    expect(await history().lookUp(query)).toEqual({ records: [] });
  });

  test('turns the pages, one a second', async () => {
    rememberMany(101);

    const { records, incomplete } = await history().lookUp(query);

    expect([records.length, incomplete]).toEqual([101, undefined]);
    expect(slept).toEqual([1_000, 1_000]);
  });

  test('says that it was denied', async () => {
    aws.faults.add({ answer: 'denied' });

    expect(await history().lookUp(query)).toEqual({ records: [], incomplete: denied });
  });

  test('keeps the pages before one that fails', async () => {
    rememberMany(51);
    aws.faults.add({ every: 2, answer: 'throttled' });

    const { records, incomplete } = await history().lookUp(query);

    expect([records.length, incomplete]).toEqual([50, 'throttled: Rate exceeded']);
  });

  test.each(['{"eventID": "cut', ''])(
    'does not pass over a record that is none: %s',
    async (record) => {
      remember('CreateAccessEntry', noon, { eventID: 'whole' });
      state.history.push({ region: 'eu-west-1', name: 'CreateAccessEntry', at: noon, record });

      expect(await history().lookUp(query)).toEqual({
        records: [{ eventID: 'whole' }],
        incomplete: 'malformed answer: an event without its record',
      });
    },
  );
});

describe('look-ups', () => {
  test('that are asked for at once are made one a second', async () => {
    const from = history();

    await Promise.all([from.lookUp(query), from.lookUp(query), from.lookUp(query)]);

    expect(slept).toEqual([1_000, 1_000]);
  });

  test('do not wait where a second has passed', async () => {
    const from = history();

    await from.lookUp(query);
    now += 1_000;
    await from.lookUp(query);

    expect(slept).toEqual([]);
  });

  test('wait for what is missing of a second', async () => {
    const from = history();

    await from.lookUp(query);
    now += 400;
    await from.lookUp(query);

    expect(slept).toEqual([600]);
  });

  test('end with their budget, in the middle of a list too', async () => {
    rememberMany(150);
    const from = history(2);

    const cut = await from.lookUp(query);
    const none = await from.lookUp(query);

    expect([cut.records.length, cut.incomplete]).toEqual([100, 'no look-ups are left']);
    expect(none).toEqual({ records: [], incomplete: 'no look-ups are left' });
    expect([from.left(), aws.calls.length]).toEqual([0, 2]);
  });

  test('are 60 where nothing else is said', async () => {
    const from = history();

    await from.lookUp(query);

    expect(from.left()).toBe(59);
  });
});

function history(budget?: number): EventHistory {
  const options = {
    clock: () => now,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
  return cloudTrailHistory(
    budget === undefined ? options : { ...options, budget },
    loopbackClients(aws.endpoint, 1).cloudTrail,
  );
}

function remember(name: string, at: number, record: object, region = 'eu-west-1'): void {
  state.history.push({ region, name, at, record: JSON.stringify(record) });
}

function rememberMany(count: number): void {
  for (let n = 0; n < count; n += 1) remember('CreateAccessEntry', noon, { eventID: `e-${n}` });
}
