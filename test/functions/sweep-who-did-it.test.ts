import { describe, expect, it } from 'vitest';
import { cataloguedEvent } from '../../functions/events/catalogue/catalogue.ts';
import { writers } from '../../functions/events/catalogue/writers.ts';
import type { Json } from '../../shared/model/json.ts';
import type { EventHistory, EventQuery } from '../../shared/ports/event-history.ts';
import { associateEvent, trustEvent } from '../support/cloud-trail-events.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const ci = roleArn('ci');
const policy = 'AmazonEKSClusterAdminPolicy';
const trust = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::012345678901:root' },
    Action: 'sts:AssumeRole',
  },
};

/** An account whose entry became cluster admin, and no event said so. */
async function watched() {
  const watch = gatewatch();
  watch.clusters.set('prod', new Map([['ci', []]]));
  watch.roles.set('ci', trust);
  await watch.sweep();
  await watch.alert();
  watch.clusters.get('prod')?.set('ci', [policy]);
  return watch;
}

/** Event history with these records, by the name of their event; it notes what it is asked. */
function history(
  records: readonly string[],
  left = 60,
): EventHistory & { readonly asked: EventQuery[] } {
  const asked: EventQuery[] = [];
  const details = records.map((text): Json => JSON.parse(text).detail);
  return {
    asked,
    left: () => left - asked.length,
    lookUp: async (query) => {
      asked.push(query);
      const names = (record: Json) => (record as { readonly eventName: string }).eventName;
      return { records: details.filter((record) => names(record) === query.eventName) };
    },
  };
}

const recent = { eventTime: '2026-11-22T10:00:00Z' };
const granted = associateEvent('prod', ci, policy, { eventID: 'granted', ...recent });

describe('a sweep that found what no event told', () => {
  it('names who did it from event history, in the digest', async () => {
    const watch = await watched();
    const past = history([granted]);
    await watch.sweep({}, { history: past });
    expect(past.asked.map(({ eventName, region }) => `${region} ${eventName}`)).toEqual([
      'eu-west-1 AssociateAccessPolicy',
      'eu-west-1 DisassociateAccessPolicy',
    ]);
    const [digest, ...others] = await watch.alert();
    expect(others).toEqual([]);
    expect(digest?.body).toContain('user/alice');
    expect(await watch.alert()).toEqual([]);
  });

  it('asks again at the next sweep where history does not know it yet', async () => {
    const watch = await watched();
    await watch.sweep({}, { history: history([]) });
    expect((await watch.alert())[0]?.body).toContain('not yet known');
    await watch.sweep({}, { history: history([granted]) });
    expect((await watch.alert())[0]?.body).toContain('user/alice');
    const past = history([granted]);
    await watch.sweep({}, { history: past });
    expect(past.asked).toEqual([]);
  });

  it('names nobody for a record of another policy, nor for one of the wrong time', async () => {
    const watch = await watched();
    const other = associateEvent('prod', ci, 'AmazonEKSViewPolicy', {
      eventID: 'other',
      ...recent,
    });
    const old = associateEvent('prod', ci, policy, {
      eventID: 'old',
      eventTime: '2026-11-01T00:00:00Z',
    });
    await watch.sweep({}, { history: history([other, old]) });
    expect((await watch.alert())[0]?.body).not.toContain('user/alice');
  });

  it('asks no more than it may, and not at all when time is short', async () => {
    const watch = await watched();
    const one = history([granted], 1);
    await watch.sweep({}, { history: one });
    expect(one.asked).toHaveLength(1);
    const none = history([granted]);
    watch.clusters.get('prod')?.set('ci', []);
    await watch.sweep({}, { history: none, timeLeft: () => 89_000 });
    expect(none.asked).toEqual([]);
  });

  it('does not ask about its first look', async () => {
    const watch = gatewatch();
    watch.clusters.set('prod', new Map([['ci', [policy]]]));
    watch.roles.set('ci', trust);
    const past = history([granted]);
    await watch.sweep({}, { history: past });
    expect(past.asked).toEqual([]);
  });

  it('asks about IAM in the IAM Region', async () => {
    const watch = gatewatch();
    watch.clusters.set('prod', new Map([['ci', [policy]]]));
    watch.roles.set('ci', trust);
    await watch.sweep();
    const open = { Statement: { ...trust.Statement, Principal: { AWS: '*' } } };
    watch.roles.set('ci', open);
    const past = history([trustEvent('ci', open, { eventID: 'opened', ...recent })]);
    await watch.sweep({}, { history: past });
    expect(past.asked.map(({ eventName, region }) => `${region} ${eventName}`)).toEqual([
      'us-east-1 CreateRole',
      'us-east-1 UpdateAssumeRolePolicy',
    ]);
    expect((await watch.alert()).map(({ body }) => body).join('')).toContain('user/alice');
  });
});

describe('the events that write a kind of fact', () => {
  it('are all known', () => {
    const unknown = Object.values(writers)
      .flat()
      .filter((name) =>
        ['eks', 'iam'].every(
          (service) => cataloguedEvent(`${service}.amazonaws.com`, name) === undefined,
        ),
      );
    expect(unknown).toEqual([]);
  });
});

describe('a sign of life', () => {
  it('is sent under the id of each whole sweep, written down before', async () => {
    const watch = await watched();
    const sent: string[] = [];
    const beat = {
      heartbeats: watch.heartbeats,
      sender: {
        send: async (id: string) => {
          expect(await watch.heartbeats.last()).toMatchObject({ id });
          sent.push(id);
        },
      },
    };
    await watch.sweep({}, { beat });
    await watch.sweep({ dryRun: true }, { beat });
    await watch.sweep({ waiting: true }, { beat });
    expect(sent).toEqual(['run-2']);
  });

  it('that cannot be sent is one that is not heard, and holds up nothing', async () => {
    const watch = await watched();
    const beat = {
      heartbeats: watch.heartbeats,
      sender: { send: () => Promise.reject(new Error('AccessDenied')) },
    };
    expect(await watch.sweep({}, { beat })).toMatchObject({ status: 'complete' });
    expect(await watch.heartbeats.last()).toEqual({ id: 'run-2', sentAt: expect.any(Number) });
  });
});
