import { describe, expect, it } from 'vitest';
import { routedSink } from '../../functions/alert/routed-sink.ts';
import type { Alert, Delivery } from '../../shared/model/alert.ts';
import type { AlertSettings } from '../../shared/model/alert-settings.ts';
import { tellings } from '../../shared/report/telling.ts';
import { account, observation, owed, run } from '../shared/report/sample.ts';
import { plainConfig } from '../support/config.ts';

const admin = owed('OPENED', {});
const other = owed('OPENED', {
  id: 'ffff',
  ruleId: 'other',
  subject: 'x',
  resource: { type: 'a', id: 'b' },
  evidence: {},
});
const alert: Alert = { kind: 'change', account, told: tellings([admin, other]), deliveryId: 'd' };

/** What the topic was told, and what was left in the queue. */
async function told(settings: Partial<AlertSettings>, given: Alert = alert) {
  const first: Alert[] = [];
  const left: Delivery[] = [];
  const tenants = { payments: { namespaces: [], groups: [], principals: [admin.finding.subject] } };
  const sink = routedSink(
    { ...plainConfig, alerts: { ...plainConfig.alerts, ...settings }, tenants },
    { publish: async (each) => void first.push(each) },
    { send: async (delivery) => void left.push(delivery) },
  );
  await sink.publish(given);
  return { first, left };
}

const idsIn = ({ alert: { kind, ...rest } }: Delivery) =>
  'told' in rest ? rest.told.map(({ finding: { id } }) => id) : [kind];

describe('an alert', () => {
  it('goes to the topic alone without routes', async () => {
    expect(await told({})).toEqual({ first: [alert], left: [] });
  });

  it('goes to the topic whole, and by each route as far as it asks', async () => {
    const { first, left } = await told({
      channels: { room: { emails: ['a@example.com'] }, hook: { slackWebhook: { secret: 's' } } },
      routes: [
        { to: 'room', tenants: ['payments'] },
        { to: 'hook' },
        { to: 'room', rules: ['none'] },
      ],
    });
    expect(first).toEqual([alert]);
    expect(left.map((each) => [each.channel, idsIn(each)])).toEqual([
      ['room', [admin.finding.id]],
      ['hook', [admin.finding.id, 'ffff']],
    ]);
  });

  it('that is too long is cut for people, who are told so, and whole in parts for programs', async () => {
    const told500 = Array.from({ length: 500 }, (_, index) => owed('OPENED', { id: `f${index}` }));
    const long: Alert = {
      kind: 'digest',
      account,
      run,
      told: tellings(told500),
      homeRegion: 'eu-west-1',
      minimumSeverity: 'LOW',
      deliveryId: 'd',
    };
    const { left } = await told(
      {
        channels: {
          bus: { eventBus: 'default' },
          hub: { securityHub: true },
          room: { emails: ['a@example.com'] },
        },
        routes: [{ to: 'bus' }, { to: 'hub' }, { to: 'room' }],
      },
      long,
    );
    const by = Map.groupBy(left, ({ channel }) => channel);
    for (const machine of ['bus', 'hub']) {
      expect(by.get(machine)?.length).toBeGreaterThan(1);
      expect(by.get(machine)?.flatMap(idsIn)).toHaveLength(500);
    }
    const [room, ...rest] = by.get('room') ?? [];
    expect(rest).toEqual([]);
    expect(room?.alert).toMatchObject({ hidden: 500 - (room ? idsIn(room).length : 0) });
    for (const delivery of left) expect(JSON.stringify(delivery).length).toBeLessThan(262_144);
  });

  it('that the topic refuses is left for nobody: all of it is told again', async () => {
    const left: Delivery[] = [];
    const settings = {
      ...plainConfig.alerts,
      channels: { room: { emails: ['a@example.com'] } },
      routes: [{ to: 'room' }],
    };
    const sink = routedSink(
      { ...plainConfig, alerts: settings },
      { publish: () => Promise.reject(new Error('KMSDisabled')) },
      { send: async (delivery) => void left.push(delivery) },
    );
    await expect(sink.publish(alert)).rejects.toThrow('KMSDisabled');
    expect(left).toEqual([]);
  });

  it('about what only events show goes by routes too', async () => {
    const observed: Alert = { kind: 'observation', account, observation, deliveryId: 'd' };
    const { left } = await told({ channels: { room: {} }, routes: [{ to: 'room' }] }, observed);
    expect(left).toEqual([{ channel: 'room', alert: observed }]);
  });
});
