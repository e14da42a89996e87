import type { Check, Known } from '../model/check.ts';
import { shellCommand } from '../model/shell.ts';

/** Nothing short of an event tries a bus. */
export function busCheck(name: string): Check {
  const says = `Whether the event bus of the channel ${name} takes events only a test event shows: doctor --test-message ${shellCommand([name])}.`;
  return { ...of(name), status: 'not-applicable', says };
}

/** What came of a test event. */
export function busTestCheck(name: string, bus: string, put: Known<true>): Check {
  const check = { ...of(name), id: `test message ${name}` };
  if (put.read) {
    const says = `The event bus ${bus} took a test event for ${name}. Whoever hears it has a rule for its source gatewatch.`;
    return { ...check, status: 'ok', says };
  }
  return {
    ...check,
    status: 'fault',
    says: `The event bus ${bus} did not take a test event for ${name}: ${put.reason}.`,
    fix: 'See that the bus is there, and that its policy lets this account put events if it is in another; or correct alerts.channels and deploy the stack again.',
  };
}

/** Security Hub takes findings alone: to try it would make one. */
export function hubCheck(name: string): Check {
  const says = `Security Hub, the channel ${name}, takes findings alone, so that it is not tried. Where it is not enabled, the log of the function deliver says so.`;
  return { ...of(name), status: 'not-applicable', says };
}

function of(name: string) {
  return { id: `channel ${name}`, area: 'alerts' } as const;
}
