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

/** Whether Security Hub is enabled where findings are brought to it. */
export function hubCheck(name: string, region: string, enabled: Known<boolean>): Check {
  if (!enabled.read) {
    const says = `Whether Security Hub, the channel ${name}, is enabled in ${region} is not known: ${enabled.reason}.`;
    return { ...of(name), status: 'unread', says };
  }
  if (enabled.value) {
    const says = `Security Hub, the channel ${name}, is enabled in ${region}.`;
    return { ...of(name), status: 'ok', says };
  }
  return {
    ...of(name),
    status: 'fault',
    says: `Security Hub, the channel ${name}, is not enabled in ${region}: no finding can be brought there.`,
    fix: 'Enable it, which AWS charges for, or take the channel out of alerts.channels and deploy the stack again:',
    commands: [enableHub(region)],
  };
}

/** Security Hub takes findings alone: a test would be one more. */
export function hubTestCheck(name: string): Check {
  const says = `Security Hub, the channel ${name}, takes no test message: whatever is brought there is a finding.`;
  return { ...of(name), id: `test message ${name}`, status: 'not-applicable', says };
}

/** https://docs.aws.amazon.com/cli/latest/reference/securityhub/enable-security-hub.html */
function enableHub(region: string): string {
  const flags = ['--no-enable-default-standards', '--region', region];
  return shellCommand(['aws', 'securityhub', 'enable-security-hub', ...flags]);
}

function of(name: string) {
  return { id: `channel ${name}`, area: 'alerts' } as const;
}
