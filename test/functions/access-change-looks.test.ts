import { describe, expect, it } from 'vitest';
import type { Look } from '../../shared/model/look.ts';
import {
  associateEvent,
  cloudTrailEvent,
  createEntryEvent,
  disassociateEvent,
  entryEvent,
} from '../support/cloud-trail-events.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const policy = 'AmazonEKSClusterAdminPolicy';
const ci = roleArn('ci');
const prod = { region: 'eu-west-1', name: 'prod' } as const;
const trust = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::012345678901:root' },
    Action: 'sts:AssumeRole',
  },
};
const granted = associateEvent('prod', ci, policy, { eventID: 'granted' });
const removed = disassociateEvent('prod', ci, policy, { eventID: 'removed' });

async function watched() {
  const watch = gatewatch();
  watch.clusters.set('prod', new Map([['ci', []]]));
  watch.roles.set('ci', trust);
  await watch.sweep();
  await watch.alert();
  watch.asked.length = 0;
  return watch;
}

type Watch = Awaited<ReturnType<typeof watched>>;

/** As the queue does: every look that is due by now is delivered. */
async function lookAgain(watch: Watch) {
  const due = watch.looks.take().map((look) => JSON.stringify({ gatewatch: 'look', look }));
  return due.length === 0 ? undefined : watch.event(...due);
}

/** In how many seconds looks are due, and at what. */
function due(watch: Watch, now: number): readonly string[] {
  return watch.looks
    .pending()
    .map(({ dueAt, look }) => `${Math.round((dueAt - now) / 1000)} ${look.kind}`);
}

describe('another look', () => {
  it('is due 45 seconds after an event, at what it named', async () => {
    const watch = await watched();
    await watch.event(granted, granted);
    const [pending, ...others] = watch.looks.pending();
    expect(others).toEqual([]);
    expect(pending?.look).toMatchObject({
      kind: 'again',
      request: { kind: 'accessEntry', cluster: prod, principalArn: ci },
    });
    expect(due(watch, watch.ports.clock())).toEqual(['45 again']);
  });

  it('finds what AWS did not show at first, and still names who did it', async () => {
    const watch = await watched();
    await watch.event(granted);
    watch.clusters.get('prod')?.set('ci', [policy]);
    expect(await watch.alert()).toEqual([]);
    watch.wait(46);
    expect(await lookAgain(watch)).toMatchObject({ transitions: 1 });
    expect((await watch.alert())[0]?.body).toContain('user/alice');
    expect(watch.looks.pending()).toEqual([]);
  });

  it('writes nothing where nothing changed', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', [policy]);
    await watch.event(granted);
    const head = await watch.ports.estates.head();
    watch.wait(46);
    expect(await lookAgain(watch)).toEqual({ failed: [], rejected: 0, ignored: 0, sweeps: 0 });
    expect(await watch.ports.estates.head()).toEqual(head);
  });
});

describe('something that is under way', () => {
  const update = cloudTrailEvent({
    eventName: 'UpdateClusterConfig',
    requestParameters: { name: 'prod', accessConfig: { authenticationMode: 'API' } },
    responseElements: { update: { id: 'u-1', status: 'InProgress', type: 'AccessConfigUpdate' } },
  });

  it('is swept at once, and looked at after 60, 120, 300 and then 600 seconds until it is done', async () => {
    const watch = await watched();
    watch.statuses.set('u-1', 'InProgress');
    expect(await watch.event(update)).toMatchObject({ sweeps: 1 });
    const pauses: string[] = [];
    for (let look = 0; look < 5; look += 1) {
      const [next] = watch.looks.pending();
      const pause = Math.round(((next?.dueAt ?? 0) - watch.ports.clock()) / 1000);
      pauses.push(`${pause} ${next?.look.kind}`);
      watch.wait(pause + 1);
      if (look === 4) watch.statuses.set('u-1', 'Successful');
      await watch.scopedSweeps.done(await watch.scopedSweeps.waiting());
      await lookAgain(watch);
    }
    expect(pauses).toEqual(['60 status', '120 status', '300 status', '600 status', '600 status']);
    expect(watch.looks.pending()).toEqual([]);
    expect((await watch.scopedSweeps.waiting()).map(({ request }) => request)).toEqual([
      { kind: 'cluster', cluster: prod },
    ]);
  });

  it('is swept as it is once an hour is over', async () => {
    const watch = await watched();
    watch.statuses.set('u-1', 'InProgress');
    await watch.event(update);
    await watch.scopedSweeps.done(await watch.scopedSweeps.waiting());
    watch.wait(3_601);
    await lookAgain(watch);
    expect(watch.looks.pending()).toEqual([]);
    expect(await watch.scopedSweeps.waiting()).toHaveLength(1);
  });

  it('that is gone is swept at once', async () => {
    const watch = await watched();
    await watch.event(update);
    await watch.scopedSweeps.done(await watch.scopedSweeps.waiting());
    watch.wait(61);
    await lookAgain(watch);
    expect(watch.looks.pending()).toEqual([]);
    expect(await watch.scopedSweeps.waiting()).toHaveLength(1);
  });
});

describe('a grant that came and went between two looks', () => {
  it.each([
    ['in the order in which it happened', [granted, removed]],
    ['the other way round', [removed, granted]],
  ])('is observed once, told of by events that come %s', async (_, events) => {
    const watch = await watched();
    for (const event of [...events, ...events]) await watch.event(event);
    const observed = await watch.observations.owed();
    expect(observed).toMatchObject([
      {
        ruleId: 'access-grant-short-lived',
        kind: 'short-lived',
        severity: 'MEDIUM',
        cluster: prod,
        principalArn: ci,
        grant: `${policy} over the whole cluster`,
        grantedBy: { eventId: 'granted' },
        removedBy: { eventId: 'removed' },
      },
    ]);
    const messages = await watch.alert();
    expect(messages).toHaveLength(1);
    expect(messages[0]?.body).toContain('not seen in state');
    expect(await watch.alert()).toEqual([]);
  });

  it('is none when a look has seen it', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', [policy]);
    await watch.event(granted);
    watch.clusters.get('prod')?.set('ci', []);
    await watch.event(removed);
    expect(await watch.observations.owed()).toEqual([]);
  });

  it('is none when it is removed after a quarter of an hour', async () => {
    const watch = await watched();
    await watch.event(granted);
    watch.wait(901);
    await watch.event(removed);
    expect(await watch.observations.owed()).toEqual([]);
  });

  it('is observed of a policy that went with its entry', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.delete('ci');
    await watch.event(granted);
    await watch.event(entryEvent('DeleteAccessEntry', 'prod', ci, { eventID: 'removed' }));
    expect(await watch.observations.owed()).toMatchObject([{ kind: 'short-lived' }]);
  });

  it('is not told where the rule is switched off, and as severe as it is set', async () => {
    for (const [settings, severities] of [
      [{ enabled: false }, []],
      [{ severity: 'HIGH' as const }, ['HIGH']],
    ] as const) {
      const watch = gatewatch({ rules: { 'access-grant-short-lived': settings } });
      watch.clusters.set('prod', new Map([['ci', []]]));
      watch.roles.set('ci', trust);
      await watch.sweep();
      await watch.event(granted, removed);
      expect((await watch.observations.owed()).map(({ severity }) => severity)).toEqual(severities);
    }
  });
});

describe('a grant by its own beneficiary', () => {
  it('is observed though it is there to be seen', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', [policy]);
    const own = associateEvent('prod', ci, policy, {
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::012345678901:assumed-role/ci/me',
        sessionContext: { sessionIssuer: { arn: ci, userName: 'ci' } },
      },
    });
    await watch.event(own);
    expect(await watch.observations.owed()).toMatchObject([{ kind: 'self-granted' }]);
  });

  it('is none by another', async () => {
    const watch = await watched();
    await watch.event(createEntryEvent('prod', ci));
    expect(await watch.observations.owed()).toEqual([]);
  });
});

describe('our own heartbeat', () => {
  it('is heard, and gives nothing to look at', async () => {
    const watch = await watched();
    const beat = cloudTrailEvent({
      eventName: 'TagRole',
      source: 'aws.iam',
      awsRegion: 'us-east-1',
      requestParameters: {
        roleName: 'gatewatch-heartbeat',
        tags: [{ key: 'gatewatch:heartbeat', value: 'run-7' }],
      },
    });
    await watch.heartbeats.sent({ id: 'run-7', at: 1 });
    expect(await watch.event(beat)).toMatchObject({ ignored: 1 });
    expect(await watch.heartbeats.last()).toMatchObject({
      id: 'run-7',
      heardAt: expect.any(Number),
    });
    expect(watch.asked).toEqual([]);
  });
});

describe('a finding that flaps', () => {
  it('is told as that, looked at every quarter of an hour, and told when it has come to rest', async () => {
    const watch = await watched();
    const toggle = async (there: boolean, n: number) => {
      watch.clusters.get('prod')?.set('ci', there ? [policy] : []);
      const event = there ? associateEvent : disassociateEvent;
      await watch.event(event('prod', ci, policy, { eventID: `e-${n}` }));
      watch.wait(60);
    };
    for (let n = 0; n < 4; n += 1) {
      await toggle(true, 2 * n);
      await toggle(false, 2 * n + 1);
    }
    const subjects = [];
    for (const { subject } of await watch.alert()) subjects.push(subject);
    const flapping: Look = { kind: 'flapping' };
    watch.looks.take();
    expect(watch.looks.pending().map(({ look }) => look)).toEqual([flapping]);
    for (let quarter = 0; quarter < 3; quarter += 1) {
      watch.wait(901);
      await lookAgain(watch);
    }
    const [settled, ...others] = await watch.alert();
    expect(others).toEqual([]);
    expect(settled?.subject).toContain('settled');
    expect(watch.looks.pending()).toEqual([]);
  });
});
