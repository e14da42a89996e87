import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/model/alert.ts';
import { transitionTypes } from '../../../shared/model/finding.ts';
import { alertEvents } from '../../../shared/report/alert-event.ts';
import { everythingToTell, tellings } from '../../../shared/report/telling.ts';
import { alertEventFaults } from '../../support/schemas/faults.ts';
import { access, account, finding, observation, owed, run, zoe } from './sample.ts';

function change(...items: readonly ReturnType<typeof owed>[]): Alert {
  return { kind: 'change', account, told: tellings(items), deliveryId: 'd0d1d2d3' };
}

const observed: Alert = { kind: 'observation', account, observation, deliveryId: 'd0d1d2d3' };

/** With a waiver and what it implies, as a finding may be. */
const whole = {
  clusterName: 'payments-prod',
  waiver: { reason: 'migration', owner: 'platform', expires: '2026-12-31' },
  absorbed: [{ ruleId: 'a', message: 'b' }],
};

describe('an event for programs', () => {
  test.each([
    ['opened', change(owed('OPENED', {}, { actor: zoe, access }))],
    ['observation', observed],
  ])('%s reads as the published example', async (name, alert) => {
    const page = `${JSON.stringify(alertEvents(alert), null, 2)}\n`;
    await expect(page).toMatchFileSnapshot(`golden/alert-event-${name}.txt`);
  });

  test.each(transitionTypes)('of the step %s keeps to the published schema', (type) => {
    const alert = change(owed(type, whole, { actor: zoe, access }), owed(type, { id: 'bbbb' }));
    const details = alertEvents(alert).map(({ detail }) => detail);
    expect(details).toHaveLength(2);
    expect(details.flatMap(alertEventFaults)).toEqual([]);
  });

  test('of a finding that is told again, and of an observation, keeps to it too', () => {
    const told = everythingToTell([], [finding()]);
    const digest: Alert = {
      ...{ kind: 'digest', account, run, told },
      ...{ homeRegion: 'eu-west-1', minimumSeverity: 'LOW', deliveryId: 'd' },
    };
    const { removedBy: _, ...open } = observation;
    const events = [digest, observed, { ...observed, observation: open }].flatMap(alertEvents);
    expect(events.map(({ detailType }) => detailType)).toEqual([
      'Gatewatch Finding Still Open',
      'Gatewatch Access Observed',
      'Gatewatch Access Observed',
    ]);
    expect(events.flatMap(({ detail }) => alertEventFaults(detail))).toEqual([]);
  });

  test('tells the finding as it was after the step, with who made it', () => {
    const item = owed('CHANGED', { severity: 'LOW' }, { severity: 'HIGH', message: 'then' });
    expect(alertEvents(change(item))).toMatchObject([
      {
        detailType: 'Gatewatch Finding Changed',
        detail: { transition: { type: 'CHANGED', finding: { severity: 'HIGH', message: 'then' } } },
      },
    ]);
  });
});

describe('the published schema', () => {
  const [event] = alertEvents(change(owed('OPENED')));

  test.each([
    ['another version', { schemaVersion: 2 }, '/schemaVersion must be equal to constant'],
    ['an account id that is a number', { accountId: 11122223333 }, '/accountId must be string'],
    ['neither of the two', { transition: undefined }, ' must match exactly one schema in oneOf'],
  ])('takes no %s', (_, changes, fault) => {
    expect(alertEventFaults({ ...Object(event?.detail), ...changes })).toContain(fault);
  });
});
