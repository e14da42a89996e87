import { expect, test } from 'vitest';
import { powerText, scopeText } from '../../../shared/access/scope-text.ts';

test.each([
  ['the whole cluster', { type: 'cluster', namespaces: [] }],
  ['bank, shop', { type: 'namespace', namespaces: ['shop', 'bank'] }],
  ['no namespace', { type: 'namespace', namespaces: [] }],
  ['a scope of type label', { type: 'label', namespaces: ['shop'] }],
])('a policy counts in %s', (text, scope) => {
  expect(scopeText(scope)).toBe(text);
});

test('a power is told with its reach, none without', () => {
  expect(powerText({ level: 'read', reach: { kind: 'cluster' } })).toBe(
    'read in the whole cluster',
  );
  expect(powerText({ level: 'write', reach: { kind: 'namespaces', namespaces: ['b', 'a'] } })).toBe(
    'write in a, b',
  );
  expect(powerText({ level: 'none', reach: { kind: 'cluster' } })).toBe('none');
});
