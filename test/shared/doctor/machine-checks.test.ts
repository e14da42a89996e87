import { expect, it } from 'vitest';
import {
  busCheck,
  busTestCheck,
  hubCheck,
  hubTestCheck,
} from '../../../shared/doctor/machine-checks.ts';

const bus = { id: 'channel automation', area: 'alerts' };
const hub = { id: 'channel hub', area: 'alerts' };
const denied = { read: false, reason: 'AccessDenied' } as const;

it('a bus is not tried without an event', () => {
  expect(busCheck('automation')).toEqual({
    ...{ ...bus, status: 'not-applicable' },
    says: 'Whether the event bus of the channel automation takes events only a test event shows: doctor --test-message automation.',
  });
});

it('a bus that took a test event is in order', () => {
  expect(busTestCheck('automation', 'default', { read: true, value: true })).toEqual({
    ...{ id: 'test message automation', area: 'alerts', status: 'ok' },
    says: 'The event bus default took a test event for automation. Whoever hears it has a rule for its source gatewatch.',
  });
});

it('a bus that did not is a fault', () => {
  expect(busTestCheck('automation', 'default', denied)).toEqual({
    ...{ id: 'test message automation', area: 'alerts', status: 'fault' },
    says: 'The event bus default did not take a test event for automation: AccessDenied.',
    fix: 'See that the bus is there, and that its policy lets this account put events if it is in another; or correct alerts.channels and deploy the stack again.',
  });
});

it('Security Hub is in order where it is enabled', () => {
  expect(hubCheck('hub', 'eu-west-1', { read: true, value: true })).toEqual({
    ...{ ...hub, status: 'ok' },
    says: 'Security Hub, the channel hub, is enabled in eu-west-1.',
  });
});

it('Security Hub is a fault where it is not enabled, with the command that enables it', () => {
  expect(hubCheck('hub', 'eu-west-1', { read: true, value: false })).toEqual({
    ...{ ...hub, status: 'fault' },
    says: 'Security Hub, the channel hub, is not enabled in eu-west-1: no finding can be brought there.',
    fix: 'Enable it, which AWS charges for, or take the channel out of alerts.channels and deploy the stack again:',
    commands: [
      'aws securityhub enable-security-hub --no-enable-default-standards --region eu-west-1',
    ],
  });
});

it('Security Hub is unread where nobody may ask', () => {
  expect(hubCheck('hub', 'eu-west-1', denied)).toEqual({
    ...{ ...hub, status: 'unread' },
    says: 'Whether Security Hub, the channel hub, is enabled in eu-west-1 is not known: AccessDenied.',
  });
});

it('Security Hub takes no test message', () => {
  expect(hubTestCheck('hub')).toEqual({
    ...{ id: 'test message hub', area: 'alerts', status: 'not-applicable' },
    says: 'Security Hub, the channel hub, takes no test message: whatever is brought there is a finding.',
  });
});
