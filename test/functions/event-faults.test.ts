import { describe, expect, it } from 'vitest';
import type { Transition } from '../../shared/model/finding.ts';
import { cloudTrailEvent } from '../support/cloud-trail-events.ts';
import type { Deed } from '../support/event-simulation/deeds.ts';
import type { Fault } from '../support/event-simulation/faults.ts';
import type { EventSimulation } from '../support/event-simulation/simulation.ts';
import { unwatchedAccount, watchedAccount } from '../support/event-simulation/undisturbed.ts';

const policy = {
  kind: 'policy',
  cluster: 'prod',
  role: 'ops',
  policy: 'AmazonEKSClusterAdminPolicy',
} as const;
const admin: Deed = { ...policy, reach: 'cluster' };
const noAdmin: Deed = policy;
const devs: Deed = { kind: 'groups', cluster: 'prod', role: 'ops', groups: ['devs'] };

/** Everything that was told of findings, but for its time. */
function told({ ground }: EventSimulation) {
  return ground.stores.written.map(({ id, type, cause, delivery, finding }: Transition) => ({
    id,
    type,
    cause,
    delivery,
    ruleId: finding.ruleId,
    by: finding.actor?.eventId,
  }));
}

const opened = (eventId: string | undefined) => ({
  ruleId: 'access-entry-no-cluster-admin',
  type: 'OPENED',
  delivery: 'now',
  by: eventId,
});

async function expectConverged(simulation: EventSimulation): Promise<void> {
  expect(await simulation.live()).toEqual(await simulation.fresh());
}

describe('an event that changes nothing', () => {
  it.each([
    [
      'a call that failed',
      {
        eventName: 'DeleteCluster',
        requestParameters: { name: 'prod' },
        errorCode: 'AccessDenied',
      },
    ],
    [
      'CreateCluster of ECS',
      { eventName: 'CreateCluster', source: 'aws.ecs', requestParameters: { clusterName: 'prod' } },
    ],
    [
      'CreateCluster of Redshift',
      {
        eventName: 'CreateCluster',
        source: 'aws.redshift',
        requestParameters: { clusterIdentifier: 'prod' },
      },
    ],
  ])('is %s: nothing is read and nothing is kept', async (_, record) => {
    const simulation = await watchedAccount([admin]);
    const before = await simulation.ground.stores.estates.head();
    expect(await simulation.hear([cloudTrailEvent(record)])).toEqual([]);
    expect(simulation.asked).toEqual([]);
    expect(await simulation.ground.stores.estates.head()).toEqual(before);
    expect(simulation.ground.stores.looks.pending()).toEqual([]);
    expect(await simulation.ground.stores.scopedSweeps.waiting()).toEqual([]);
  });
});

describe('an event about a cluster that is gone by now', () => {
  it('has what it had resolved, and nothing of it brought back', async () => {
    const simulation = await watchedAccount([admin]);
    const late = simulation.act('alice', devs);
    const deletion = simulation.act('bob', { kind: 'cluster', cluster: 'prod' });
    await simulation.hear([late]);
    await simulation.hear([deletion]);
    await simulation.drain();
    await simulation.hear([late]);
    await simulation.drain();
    expect(await simulation.live()).toEqual([]);
    await expectConverged(simulation);
  });
});

describe('a record whose parameters are left out for their size', () => {
  it('has all of IAM read by a sweep, which finds what it was about', async () => {
    const simulation = await watchedAccount();
    const inline: Deed = { kind: 'inline', role: 'app', name: 'one', document: 'admin' };
    const event = simulation.act('alice', inline, { requestParameters: null });
    expect(await simulation.hear([event])).toEqual([]);
    expect(simulation.asked).toEqual([]);
    await simulation.drain();
    expect(told(simulation)).toMatchObject([
      { ruleId: 'workload-role-no-admin', type: 'OPENED', delivery: 'now' },
    ]);
    await expectConverged(simulation);
  });

  it('is understood as any other where they are not: a document of 100 KB', async () => {
    const simulation = await watchedAccount();
    const resources = Array.from(
      { length: 2_000 },
      (_, at) => `arn:aws:s3:::bucket-${at}/${'x'.repeat(30)}`,
    );
    const policyDocument = JSON.stringify({
      Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: resources },
    });
    expect(policyDocument.length).toBeGreaterThan(100_000);
    const inline: Deed = { kind: 'inline', role: 'app', name: 'one', document: 'harmless' };
    const requestParameters = { roleName: 'app', policyName: 'one', policyDocument };
    expect(await simulation.hear([simulation.act('alice', inline, { requestParameters })])).toEqual(
      [],
    );
    expect(simulation.asked).toMatchObject([{ kind: 'role', roleName: 'app' }]);
    await expectConverged(simulation);
  });
});

describe('events of one second', () => {
  it.each([[[0, 1, 2]], [[0, 2, 1]], [[1, 0, 2]], [[1, 2, 0]], [[2, 0, 1]], [[2, 1, 0]]])(
    'come to what is there now in the order %j, in one batch or one by one',
    async (order) => {
      for (const isBatch of [true, false]) {
        const simulation = await watchedAccount();
        const events = [admin, noAdmin, admin].map((deed) => simulation.act('alice', deed));
        const inOrder = order.map((at) => events[at] ?? '');
        for (const batch of isBatch ? [inOrder] : inOrder.map((event) => [event])) {
          await simulation.hear(batch);
        }
        await simulation.drain();
        const types = told(simulation).map(({ type }) => type);
        expect(types.filter((type) => type !== 'ACTOR_KNOWN')).toEqual(['OPENED']);
        await expectConverged(simulation);
      }
    },
  );
});

describe('a thousand events in one burst', () => {
  it('read each thing once for ten of them, and are told in one step', async () => {
    const simulation = await watchedAccount();
    const events = Array.from({ length: 1_000 }, (_, at) =>
      simulation.act('alice', at % 2 === 0 ? admin : { ...admin, reach: 'namespace' }),
    );
    events.push(simulation.act('alice', admin));
    for (let at = 0; at < events.length; at += 10) {
      expect(await simulation.hear(events.slice(at, at + 10))).toEqual([]);
    }
    expect(simulation.asked).toHaveLength(101);
    await simulation.alert();
    expect(simulation.sent).toHaveLength(2);
    await simulation.drain();
    expect(simulation.asked).toHaveLength(202);
    expect(told(simulation)).toMatchObject([{ type: 'OPENED' }]);
    await expectConverged(simulation);
  });
});

describe('EKS that throttles for a while', () => {
  it('has events come again until it answers, and each thing told once', async () => {
    const simulation = await watchedAccount();
    const { throttled } = simulation.ground;
    throttled.events.push(...Array<boolean>(20).fill(true));
    const events = [simulation.act('alice', admin), simulation.act('bob', devs)];
    let waiting: readonly string[] = events;
    let deliveries = 0;
    while (waiting.length > 0) {
      deliveries += 1;
      waiting = await simulation.hear(waiting);
      if (waiting.length > 0) expect(told(simulation)).toEqual([]);
    }
    expect(deliveries).toBe(21);
    await simulation.drain();
    expect(told(simulation)).toMatchObject([
      opened('event-1'),
      { ruleId: 'test-no-groups', by: 'event-2' },
    ]);
    await expectConverged(simulation);
  });

  it('keeps only the message whose own reading failed', async () => {
    const simulation = await watchedAccount();
    simulation.ground.throttled.events.push(true);
    const events = [
      simulation.act('alice', admin),
      simulation.act('bob', { kind: 'trust', role: 'app', trust: 'open' }),
    ];
    expect(await simulation.hear(events)).toEqual([events[0]]);
    await simulation.hear([events[0] ?? '']);
    await simulation.drain();
    await expectConverged(simulation);
  });
});

describe('HEAD that somebody else moves before every second commit', () => {
  it('delays what is told and repeats nothing', async () => {
    const simulation = await watchedAccount();
    const { estates } = simulation.ground.stores;
    const { moveHead } = estates;
    let moves = 0;
    estates.moveHead = async (from, to) => {
      moves += 1;
      const head = await estates.head();
      if (moves % 2 === 1 && head !== undefined)
        await moveHead(head.seq, { ...head, seq: head.seq + 1 });
      return moveHead(from, to);
    };
    for (const deed of [admin, devs, noAdmin]) {
      expect(await simulation.hear([simulation.act('alice', deed)])).toEqual([]);
    }
    await simulation.drain();
    expect(moves).toBe(6);
    expect(told(simulation)).toMatchObject([
      opened('event-1'),
      { ruleId: 'test-no-groups', type: 'OPENED', by: 'event-2' },
      { ruleId: 'access-entry-no-cluster-admin', type: 'RESOLVED', by: 'event-3' },
    ]);
    await expectConverged(simulation);
  });
});

/** As the queue does; resolves to whether anything had to be delivered again. */
async function untilHeard(simulation: EventSimulation, bodies: readonly string[]) {
  let again = await simulation.hear(bodies);
  const failed = again.length > 0;
  while (again.length > 0) again = await simulation.hear(again);
  return failed;
}

/** What comes of one batch of events about all that there is to do for one, handled again where it failed. */
async function outcomeOf(
  deeds: readonly Deed[],
  before: readonly Deed[],
  faults: readonly Fault[],
) {
  const simulation = await watchedAccount(before, faults);
  const bodies = deeds.map((deed) => simulation.act('alice', deed));
  const failed = await untilHeard(simulation, bodies);
  await simulation.alert();
  await simulation.drain();
  await simulation.alert();
  await expectConverged(simulation);
  const { observations } = simulation.ground.stores;
  const messages = simulation.sent.map(({ subject, attributes }) => ({ subject, attributes }));
  return { failed, told: told(simulation), messages, observed: await observations.owed() };
}

describe('a crash at each single write in turn', () => {
  const cases: Readonly<Record<string, readonly [readonly Deed[], readonly Deed[]]>> = {
    'of a grant': [[admin], []],
    'of a removal': [[noAdmin], [admin]],
    'of a grant that is gone by now': [[admin, noAdmin], []],
    'of a new cluster': [
      [{ kind: 'cluster', cluster: 'dev' }],
      [{ kind: 'cluster', cluster: 'dev' }],
    ],
    'of a role that takes too many calls': [
      [{ kind: 'attached', role: 'app', policy: 'AdministratorAccess', on: true }],
      [
        { kind: 'inline', role: 'app', name: 'one', document: 'harmless' },
        { kind: 'inline', role: 'app', name: 'two', document: 'harmless' },
      ],
    ],
  };

  it.each(Object.entries(cases))('%s comes to the same as none', async (_name, [deeds, before]) => {
    const { failed: _, ...undisturbed } = await outcomeOf(deeds, before, []);
    for (const fault of ['before', 'after', 'middle', 'fails'] as const) {
      let writes = 0;
      for (;;) {
        const faults = [...Array<Fault>(writes).fill('none'), fault];
        const { failed, ...outcome } = await outcomeOf(deeds, before, faults);
        if (!failed) break;
        expect({ fault, writes, ...outcome }).toEqual({ fault, writes, ...undisturbed });
        writes += 1;
      }
      expect(writes).toBeGreaterThan(2);
    }
  });

  it('of the first event of all still leads to the first sweep, at the latest with the next event', async () => {
    for (let writes = 0; ; writes += 1) {
      const faults = [...Array<Fault>(writes).fill('none'), 'after' as const];
      const simulation = unwatchedAccount([], faults);
      const { estates } = simulation.ground.stores;
      const failed = await untilHeard(simulation, [simulation.act('alice', admin)]);
      await simulation.drain();
      await untilHeard(simulation, [simulation.act('bob', devs)]);
      await simulation.drain();
      expect((await estates.head())?.baselineRun, `write ${writes}`).toBeUndefined();
      await expectConverged(simulation);
      if (!failed) break;
    }
  });
});

describe('SNS that is down for ten minutes', () => {
  it('keeps alerts owed, and sends them once it answers, under the id under which they were tried', async () => {
    const simulation = await watchedAccount();
    simulation.sent.length = 0;
    const tried: unknown[] = [];
    simulation.topic.fault = (message) => {
      tried.push(message.attributes['deliveryId']);
      return new Error('SNS is down');
    };
    await simulation.hear([simulation.act('alice', admin)]);
    for (let minute = 0; minute < 10; minute += 1) {
      simulation.ground.wait(60);
      await expect(simulation.alert()).rejects.toThrow('SNS is down');
    }
    await simulation.hear([simulation.act('bob', devs)]);
    delete simulation.topic.fault;
    await simulation.alert();
    await simulation.alert();
    expect(new Set(tried).size).toBe(1);
    expect(simulation.sent.map(({ attributes }) => attributes['deliveryId'])).toEqual([tried[0]]);
    expect(
      (await simulation.ground.stores.findings.owed()).flatMap(({ owed }) => owed),
    ).toMatchObject([{ delivery: 'digest' }]);
  });
});

describe('one caller edits groups while the event of another, who gave a policy, is still queued', () => {
  it('names each for their own, the second once the event comes', async () => {
    const simulation = await watchedAccount();
    const policyEvent = simulation.act('alice', admin);
    const groupsEvent = simulation.act('bob', devs);
    await simulation.hear([groupsEvent]);
    expect(told(simulation)).toMatchObject([
      opened(undefined),
      { ruleId: 'test-no-groups', type: 'OPENED', by: 'event-2' },
    ]);
    await simulation.hear([policyEvent]);
    expect(told(simulation).slice(2)).toMatchObject([
      {
        ruleId: 'access-entry-no-cluster-admin',
        type: 'ACTOR_KNOWN',
        delivery: 'now',
        by: 'event-1',
      },
    ]);
    await simulation.drain();
    expect(told(simulation)).toHaveLength(3);
    await expectConverged(simulation);
  });
});

describe('a finding that is gone with its subject', () => {
  it('names who took away what made it one, and not who wrote something else meanwhile', async () => {
    const inline: Deed = { kind: 'inline', role: 'app', name: 'one', document: 'admin' };
    const simulation = await watchedAccount([inline]);
    const events = [
      simulation.act('alice', { kind: 'attached', role: 'app', policy: 'shared', on: true }),
      simulation.act('bob', { kind: 'cluster', cluster: 'prod' }),
    ];
    await simulation.sweep();
    const finding = { ruleId: 'workload-role-no-admin' };
    expect(told(simulation).slice(1)).toMatchObject([{ ...finding, type: 'RESOLVED' }]);
    for (const event of events) await simulation.hear([event]);
    await simulation.drain();
    expect(told(simulation).slice(2)).toMatchObject([
      { ...finding, type: 'ACTOR_KNOWN', by: 'event-2' },
    ]);
  });
});

describe('a finding to which there are two ways', () => {
  it('names who opened one of them, and not who wrote something else last', async () => {
    const simulation = await watchedAccount([
      { kind: 'attached', role: 'app', policy: 'AdministratorAccess', on: true },
      { kind: 'association', cluster: 'prod' },
    ]);
    const deeds: readonly (readonly [string, Deed])[] = [
      ['alice', { kind: 'trust', role: 'app', trust: 'held' }],
      ['carol', { kind: 'association', cluster: 'prod', role: 'app' }],
      ['bob', { kind: 'inline', role: 'app', name: 'one', document: 'harmless' }],
    ];
    const events = deeds.map(([by, deed]) => {
      simulation.ground.wait(2);
      return simulation.act(by, deed);
    });
    await simulation.hear(events);
    expect(told(simulation)).toMatchObject([{ ruleId: 'workload-role-no-admin', by: 'event-2' }]);
  });
});
