import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../../shared/config/nearest.ts';

const known = ['regions', 'rules', 'waivers', 'clusterAdmins'];

describe('nearest', () => {
  test.each([
    ['a missing letter', 'region', 'regions'],
    ['a letter too many', 'ruless', 'rules'],
    ['a letter in front', 'xrules', 'rules'],
    ['a wrong letter', 'waiverz', 'waivers'],
    ['two letters swapped', 'reginos', 'regions'],
    ['upper and lower case', 'CLUSTERADMINS', 'clusterAdmins'],
    ['more mistakes in a longer name', 'clstrAdmns', 'clusterAdmins'],
    ['the nearer of two', 'ruegles', 'rules'],
  ])('finds the name behind %s', (_, name, meant) => {
    expect(nearest(name, known)).toBe(meant);
  });

  test.each(['ru', 'rulebook', 'banana', '', 'clstrAdms1'])('finds none behind %j', (name) => {
    expect(nearest(name, known)).toBeUndefined();
  });

  test('draws the line at two mistakes in a short name', () => {
    expect(nearest('rul', ['rules'])).toBe('rules');
    expect(nearest('ru', ['rules'])).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });

  test('takes the first of two that are as near', () => {
    expect(nearest('bat', ['cat', 'rat'])).toBe('cat');
    expect(nearest('rats', ['cat', 'rat'])).toBe('rat');
  });

  test('finds every known name itself', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.string({ unit: 'grapheme-ascii' }).map((name) => name.toLowerCase()),
          { minLength: 1 },
        ),
        (names) => {
          for (const name of names) expect(nearest(name, names)).toBe(name);
        },
      ),
    );
  });
});
