import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerOf, expectedOf, readTable } from '../../support/iam-cases.ts';

const folder = new URL('cases/', import.meta.url);
const tables = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...readTable(readFileSync(new URL(file, folder), 'utf8')) }));

describe.each(tables)('$about', ({ cases }) => {
  test.each(cases)('$name', (row) => {
    expect(answerOf(row)).toEqual(expectedOf(row));
  });
});

test('no two cases of the tables have one name', () => {
  const names = tables.flatMap(({ cases }) => cases.map(({ name }) => name));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each([
  ['an unknown member', { name: 'x', outcome: 'allowed', effect: 'Allow' }],
  ['an unknown outcome', { name: 'x', outcome: 'Allow' }],
  ['a case without a name', { outcome: 'allowed' }],
])('%s in a table is refused', (_, row) => {
  const text = JSON.stringify({ about: 'x', source: 'https://example.com', cases: [row] });
  expect(() => readTable(text)).toThrow();
});
