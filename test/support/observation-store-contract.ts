import { expect, test } from 'vitest';
import type { Actor } from '../../shared/model/change.ts';
import type { GrantEvent, Observation } from '../../shared/model/observation.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';

/** What every ObservationStore promises. `create` gives an empty one that lives by this clock. */
export function observationStoreContract(
  create: (clock: Clock) => Promise<ObservationStore>,
): void {
  const start = 1_700_000_000_000;
  const at = (now: { ms: number }) => create(() => now.ms);
  const store = () => at({ ms: start });

  test('remembers the events about a grant, in the order in which they happened', async () => {
    const observations = await store();
    const [first, second, third] = [
      grantEvent('granted', 'event-b', 1_000),
      grantEvent('removed', 'event-a', 2_000),
      grantEvent('granted', 'event-c', 3_000),
    ] as const;
    for (const event of [third, first, second]) await observations.remember(event, 900_000);

    expect(await observations.about('grant-1')).toEqual([first, second, third]);
  });

  test('of one second puts the grant before its removal', async () => {
    const observations = await store();
    const [granted, removed] = [
      grantEvent('granted', 'event-b', 1_000),
      grantEvent('removed', 'event-a', 1_000),
    ] as const;
    for (const event of [removed, granted]) await observations.remember(event, 900_000);

    expect(await observations.about('grant-1')).toEqual([granted, removed]);
  });

  test('remembers an event once, however often it is heard', async () => {
    const observations = await store();
    const event = grantEvent('granted', 'event-a', 1_000);
    await observations.remember(event, 900_000);
    await observations.remember(event, 900_000);

    expect(await observations.about('grant-1')).toEqual([event]);
  });

  test('tells grants apart, also of one event', async () => {
    const observations = await store();
    const event = grantEvent('granted', 'event-a', 1_000);
    const other = { ...event, grantId: 'grant-10' };
    await observations.remember(event, 900_000);
    await observations.remember(other, 900_000);

    expect(await observations.about('grant-1')).toEqual([event]);
    expect(await observations.about('grant-10')).toEqual([other]);
    expect(await observations.about('grant-2')).toEqual([]);
  });

  test('forgets an event when its life is over', async () => {
    const now = { ms: start };
    const observations = await at(now);
    const event = grantEvent('granted', 'event-a', 1_000);
    await observations.remember(event, 900_000);

    now.ms = start + 899_999;
    expect(await observations.about('grant-1')).toEqual([event]);
    now.ms = start + 900_000;
    expect(await observations.about('grant-1')).toEqual([]);
  });

  test('owes what is recorded, the oldest first, until it is settled', async () => {
    const observations = await store();
    const [early, late] = [observation('early', 1_000), observation('late', 2_000)] as const;
    await observations.record(late);
    await observations.record(early);

    expect(await observations.owed()).toEqual([early, late]);

    await observations.settle('early');
    expect(await observations.owed()).toEqual([late]);
  });

  test('owes an observation once, also after it was told', async () => {
    const observations = await store();
    await observations.record(observation('one', 1_000));
    await observations.record(observation('one', 1_000));
    expect(await observations.owed()).toEqual([observation('one', 1_000)]);

    await observations.settle('one');
    await observations.record(observation('one', 1_000));
    expect(await observations.owed()).toEqual([]);
  });

  test('settles what it does not know without complaint', async () => {
    const observations = await store();
    await observations.settle('nowhere');
    await observations.record(observation('nowhere', 1_000));

    expect(await observations.owed()).toEqual([observation('nowhere', 1_000)]);
  });
}

function grantEvent(kind: GrantEvent['kind'], eventId: string, eventTime: number): GrantEvent {
  return {
    grantId: 'grant-1',
    kind,
    cluster: { region: 'eu-west-1', name: 'prod' },
    principalArn: 'arn:aws:iam::111122223333:role/ci',
    grant: 'AmazonEKSClusterAdminPolicy over the whole cluster',
    actor: actor(eventId, eventTime),
  };
}

export function observation(id: string, at: number): Observation {
  return {
    id,
    ruleId: 'access-grant-short-lived',
    kind: 'short-lived',
    severity: 'HIGH',
    at,
    cluster: { region: 'eu-west-1', name: 'prod' },
    principalArn: 'arn:aws:iam::111122223333:role/ci',
    grant: 'AmazonEKSClusterAdminPolicy over the whole cluster',
    grantedBy: actor(`${id}-granted`, at),
    removedBy: actor(`${id}-removed`, at + 1_000),
  };
}

function actor(eventId: string, eventTime: number): Actor {
  return {
    name: 'role/ci',
    eventId,
    eventName: 'AssociateAccessPolicy',
    eventTime,
    region: 'eu-west-1',
  };
}
