import { describe, expect, it } from 'vitest';
import type { AlertSettings } from '../../shared/model/alert-settings.ts';
import { entryEvent } from '../support/cloud-trail-events.ts';
import { plainConfig } from '../support/config.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const day = 86_400;
const admin = ['AmazonEKSClusterAdminPolicy'];
const start = Date.parse('2026-11-22T10:00:00Z');

/** An account of one cluster with roles that may do nothing, told of by these settings. */
async function watched(alerts: Partial<AlertSettings>, roles: readonly string[] = ['ci']) {
  const watch = gatewatch({
    alerts: { ...plainConfig.alerts, ...alerts },
    rules: { 'access-entry-no-cluster-admin': { severity: 'HIGH' } },
  });
  watch.clusters.set('prod', new Map(roles.map((role) => [role, []])));
  await watch.sweep();
  await watch.alert();
  let events = 0;
  /** Makes a role admin, of which an event tells; or takes that away. */
  const make = async (role: string, policies: readonly string[] = admin) => {
    watch.clusters.get('prod')?.set(role, [...policies]);
    events += 1;
    const eventID = `event-${events}`;
    await watch.event(entryEvent('AssociateAccessPolicy', 'prod', roleArn(role), { eventID }));
  };
  return { ...watch, make };
}

const subjects = (messages: readonly { readonly subject: string }[]) =>
  messages.map(({ subject }) => subject.replace('[Gatewatch] ', ''));

describe('in a maintenance window', () => {
  const window = {
    clusters: ['eu-west-1/prod'],
    from: start,
    until: start + 3_600_000,
    reason: 'upgrade',
    owner: 'platform',
  };

  it('a change is told when the window has ended', async () => {
    const watch = await watched({ maintenance: [window] });
    await watch.make('ci');
    expect(await watch.alert()).toEqual([]);
    watch.wait(3_600);
    expect(subjects(await watch.alert())).toEqual([
      'HIGH opened: role/ci is cluster admin of prod in eu-west-1',
    ]);
  });

  it('is no delay that anybody has to be alarmed about', async () => {
    const watch = await watched({ maintenance: [window] });
    await watch.make('ci');
    watch.wait(1_800);
    await watch.alert();
    expect(watch.metrics.findLast(([name]) => name === 'OldestOwedAlertAge')).toEqual([
      'OldestOwedAlertAge',
      0,
    ]);
  });

  it('what came and went is told then, a message for each step', async () => {
    const watch = await watched({ maintenance: [window] });
    await watch.make('ci');
    await watch.alert();
    await watch.make('ci', []);
    watch.wait(3_600);
    expect(subjects(await watch.alert())).toEqual([
      'HIGH opened: role/ci is cluster admin of prod in eu-west-1',
      'HIGH resolved: role/ci is cluster admin of prod in eu-west-1',
    ]);
  });

  it('another cluster is told of at once', async () => {
    const watch = await watched({ maintenance: [{ ...window, clusters: ['eu-west-1/other'] }] });
    await watch.make('ci');
    expect(await watch.alert()).toHaveLength(1);
  });
});

describe('a storm', () => {
  const roles = Array.from({ length: 12 }, (_, index) => `role-${index}`);

  it('of as many changes as there may be messages has one for each', async () => {
    const watch = await watched({}, roles);
    for (const role of roles.slice(0, 10)) await watch.make(role);
    expect(await watch.alert()).toHaveLength(10);
  });

  it('of more is told in one message, and once', async () => {
    const watch = await watched({}, roles);
    for (const role of roles) await watch.make(role);
    const [message, ...others] = await watch.alert();
    expect(others).toEqual([]);
    expect(message?.subject).toMatch(/\(\+11\)$/);
    expect(message?.body).toContain(
      'Gatewatch: 12 changes in account 012345678901 moved 12 findings within\nminutes.\n',
    );
    expect(await watch.alert()).toEqual([]);
  });

  it('of 500 findings of a sweep is one digest', async () => {
    const watch = await watched({});
    for (let index = 0; index < 500; index += 1)
      watch.clusters.get('prod')?.set(`r${index}`, admin);
    await watch.sweep();
    const [message, ...others] = await watch.alert();
    expect(others).toEqual([]);
    expect(message?.subject).toMatch(/\(\+\d{3}, sweep\)$/);
  });
});

describe('a daily digest', () => {
  it('comes with the first sweep of the day, with all that the others left for it', async () => {
    const watch = await watched({ digest: 'daily' });
    watch.clusters.get('prod')?.set('ci', admin);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
    watch.wait(day);
    await watch.sweep();
    expect(subjects(await watch.alert())).toEqual([
      'HIGH opened: role/ci is cluster admin of prod in eu-west-1',
    ]);
  });

  it('leaves what somebody should hear of at once as it is', async () => {
    const watch = await watched({ digest: 'daily' });
    await watch.make('ci');
    expect(await watch.alert()).toHaveLength(1);
  });

  it('comes at once where somebody asks for all that is open', async () => {
    const watch = await watched({ digest: 'daily' });
    await watch.sweep({ announce: 'open' });
    expect(await watch.alert()).toHaveLength(1);
  });
});

describe('a reminder', () => {
  it('comes after the days that the severity has, with the digest', async () => {
    const watch = await watched({ reminders: { HIGH: 7 } });
    await watch.make('ci');
    await watch.alert();
    watch.wait(6 * day);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
    watch.wait(day);
    await watch.sweep();
    const [message] = await watch.alert();
    expect(message?.body).toContain('HIGH  STILL OPEN\n');
    watch.wait(3_600);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
  });

  it('does not come without the configuration asking for it', async () => {
    const watch = await watched({});
    await watch.make('ci');
    await watch.alert();
    watch.wait(30 * day);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
  });
});
