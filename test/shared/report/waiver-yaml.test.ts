import { expect, it } from 'vitest';
import { waiverYaml } from '../../../shared/report/waiver-yaml.ts';

const waiver = { rule: 'r', subject: 's', reason: 'x', owner: 'o', expires: '2026-12-31' };

it('waiverYaml has a line for each key, and JSON for brackets', () => {
  expect(waiverYaml(waiver)).toEqual({
    lines: ['rule: r', 'subject: s', 'reason: x', 'owner: o', 'expires: 2026-12-31'],
    flow: '{"rule":"r","subject":"s","reason":"x","owner":"o","expires":"2026-12-31"}',
  });
});

it.each([
  ['arn:aws:iam::111122223333:role/ci#AnyTenant', 'arn:aws:iam::111122223333:role/ci#AnyTenant'],
  ['Überfällig (PAY-812), später', 'Überfällig (PAY-812), später'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ['a:', '"a:"'],
  ['a ', '"a "'],
  ['Yes', '"Yes"'],
  ['null', '"null"'],
  ['- a', '"- a"'],
  ['*', '"*"'],
  ['12', '"12"'],
  ['two\nlines', '"two\\nlines"'],
  ['a\u202Eb', '"a\\u202eb"'],
])('waiverYaml writes %j as %s', (reason, text) => {
  expect(waiverYaml({ ...waiver, reason }).lines[2]).toBe(`reason: ${text}`);
});
