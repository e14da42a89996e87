import { describe, expect, it } from 'vitest';
import type { Check } from '../../../shared/model/check.ts';
import { renderCheckup, renderCheckupJson } from '../../../shared/report/checkup.ts';
import { testMessage } from '../../../shared/report/test-message.ts';
import { plainOptions } from './sample.ts';

const place = { accountId: '012345678901', region: 'eu-west-1' };

function rule(number: number): Check {
  return { id: `rule ${number}`, area: 'rules', status: 'ok', says: `Rule ${number} is enabled.` };
}

const off: Check = {
  ...{ id: 'rule 9', area: 'rules', status: 'fault', says: 'Rule 9 is switched\u001b[2J off.' },
  ...{ fix: 'Find out who did it. Then:', commands: ['aws events enable-rule --name r9'] },
};
const gap: Check = { id: 'key', area: 'key', status: 'unread', says: 'The key is unread: denied.' };
const none: Check = { id: 'c', area: 'clusters', status: 'not-applicable', says: 'Not looked at.' };

describe('a checkup as text', () => {
  it('goes by area, and tells what is wrong with its command on a line of its own', () => {
    const checks = [off, rule(1), gap, none];
    expect(renderCheckup({ ...place, checks }, plainOptions)).toBe(
      `Gatewatch in eu-west-1, account 012345678901

rules
  FAULT   Rule 9 is switched\\u{1b}[2J off.
          Find out who did it. Then:
            aws events enable-rule --name r9
  ok      Rule 1 is enabled.

key
  UNREAD  The key is unread: denied.

clusters
  -       Not looked at.

1 fault, 1 not read, 1 in order.
`,
    );
  });

  it('counts what is in order where that is much', () => {
    const checks = [1, 2, 3, 4, 5].map(rule);
    expect(renderCheckup({ ...place, checks }, plainOptions)).toContain(
      '\nrules\n  ok      5 checks, all in order\n\n0 faults, 5 in order.\n',
    );
  });
});

it('a checkup as JSON holds every check, and its version', () => {
  const checks = [off, gap];
  const json = renderCheckupJson({ ...place, checks });
  expect(JSON.parse(json)).toEqual({ schemaVersion: 1, ...place, checks });
  expect(json.endsWith('}\n')).toBe(true);
});

it('a test message says that it is one', () => {
  expect(testMessage({ accountId: '012345678901', partition: 'aws' }, 'findings')).toEqual({
    subject: '[Gatewatch] Test message, account 012345678901',
    body: `This is a test of the channel findings of Gatewatch in account
012345678901. Somebody asked for it with "doctor --test-message". It
tells of no change and of no finding, and there is nothing to do.`,
    attributes: { accountId: ['012345678901'], transition: ['TEST'] },
  });
});
