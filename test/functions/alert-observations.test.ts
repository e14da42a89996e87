import { describe, expect, it } from 'vitest';
import { deliveryId } from '../../shared/findings/identity.ts';
import { gatewatch } from '../support/gatewatch.ts';
import { observation } from '../support/observation-store-contract.ts';

describe('an observation', () => {
  it('is sent once, in a message of its own, and then forgotten', async () => {
    const watch = gatewatch();
    await watch.observations.record(observation('one', 1));
    await watch.observations.record(observation('two', 2));

    const ids = (await watch.alert()).map(({ attributes }) => attributes['deliveryId']);
    expect(ids).toEqual([deliveryId(['one']), deliveryId(['two'])]);
    expect(await watch.observations.owed()).toEqual([]);
    expect(watch.metrics).toContainEqual(['AlertsSent', 2]);
    expect(await watch.alert()).toEqual([]);
  });

  it('stays owed while the topic is down, and is sent when it is back', async () => {
    const watch = gatewatch();
    await watch.observations.record(observation('one', 1));
    watch.topic.fault = new Error('InternalError');
    await expect(watch.alert()).rejects.toThrow('InternalError');
    delete watch.topic.fault;

    expect(await watch.alert()).toHaveLength(1);
    expect(await watch.alert()).toEqual([]);
  });

  it('is sent again under the same delivery id after a crash before it was forgotten', async () => {
    const watch = gatewatch();
    await watch.observations.record(observation('one', 1));
    const { settle } = watch.observations;
    watch.observations.settle = () => Promise.reject(new Error('crash'));
    await expect(watch.alert()).rejects.toThrow('crash');
    watch.observations.settle = settle;
    await watch.alert();

    const ids = watch.sent.map(({ attributes }) => attributes['deliveryId']);
    expect(ids).toEqual([deliveryId(['one']), deliveryId(['one'])]);
  });
});

describe('the age of a heartbeat', () => {
  async function ageAfter(beats: (watch: ReturnType<typeof gatewatch>) => Promise<void>) {
    const watch = gatewatch();
    await beats(watch);
    await watch.alert();
    return watch.metrics.find(([name]) => name === 'HeartbeatAge')?.[1];
  }

  // The clock of the test gains a millisecond each time that it is asked.
  const start = Date.parse('2026-11-22T10:00:00Z');

  it('is nothing before any was sent', async () => {
    expect(await ageAfter(async () => undefined)).toBe(0);
  });

  it('is how long it has been missing', async () => {
    const age = await ageAfter(({ heartbeats }) =>
      heartbeats.sent({ id: 'one', at: start - 1_800_000 }),
    );
    expect(age).toBeCloseTo(1_800, 0);
  });

  it('is nothing once it was heard', async () => {
    const age = await ageAfter(async ({ heartbeats }) => {
      await heartbeats.sent({ id: 'one', at: start - 1_800_000 });
      await heartbeats.heard('one', start - 1_700_000);
    });
    expect(age).toBe(0);
  });

  it('is nothing where the clock of whoever sent it is ahead', async () => {
    expect(
      await ageAfter(({ heartbeats }) => heartbeats.sent({ id: 'one', at: start + 60_000 })),
    ).toBe(0);
  });
});
