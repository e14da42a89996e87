import { describe, expect, it, test } from 'vitest';
import { stateTexts, touchedText, wholeCommands } from '../../../shared/report/access-text.ts';
import { access } from './sample.ts';

describe('stateTexts', () => {
  test.each([
    ['nothing at all', { grants: [], power: 'none' }, ['nothing']],
    ['nothing that is told', { grants: [] }, ['nothing']],
    ['grants', { grants: ['a', 'b'] }, ['a', 'b']],
    ['grants that give nothing', { grants: ['a'], power: 'none' }, ['a', 'power: none']],
    ['a power', { grants: ['a'], power: 'read in x' }, ['a', 'power: read in x']],
    ['a power of no grants', { grants: [], power: 'read in x' }, ['power: read in x']],
    ['what is unread', { grants: [], unread: 'why' }, ['not known: why']],
    ['grants beside what is unread', { grants: ['a'], unread: 'why' }, ['a', 'not known: why']],
    [
      'a power beside what is unread',
      { grants: ['a'], power: 'read in x', unread: 'why' },
      ['a', 'power: read in x', 'more is not known: why'],
    ],
    [
      'none beside what is unread',
      { grants: [], power: 'none', unread: 'why' },
      ['not known: why'],
    ],
  ])('has words for %s', (_, state, expected) => {
    expect(stateTexts(state)).toEqual(expected);
  });

  it('cuts every text, and shows what would hide', () => {
    const long = `\u202e${'x'.repeat(400)}`;
    const cut = `\\u{202e}${'x'.repeat(292)}… (cut: 401 characters in all)`;
    expect(stateTexts({ grants: [long], power: long, unread: long })).toEqual([
      cut,
      `power: ${cut}`,
      `more is not known: ${cut}`,
    ]);
  });

  it('shows a thousand characters of grants and counts the others', () => {
    const grants = Array.from({ length: 11 }, (_, index) => `${index}`.padEnd(100, 'x'));
    expect(stateTexts({ grants: grants.slice(0, 10) })).toEqual(grants.slice(0, 10));
    expect(stateTexts({ grants })).toEqual([...grants.slice(0, 10), '… and 1 more']);
  });
});

describe('wholeCommands', () => {
  it('shows commands whole or not at all', () => {
    const of = (...lengths: readonly number[]) =>
      wholeCommands(lengths.map((length) => 'c'.repeat(length))).map((line) =>
        line.startsWith('c') ? line.length : line,
      );
    expect(of()).toEqual([]);
    expect(of(2000, 500)).toEqual([2000, 500]);
    expect(of(2001, 500)).toEqual([500, '# and 1 more, too long for a message']);
    expect(of(2000, 501, 1)).toEqual([2000, '# and 2 more, too long for a message']);
  });

  it('shows what would hide', () => {
    expect(wholeCommands(['a\u202e\nb'])).toEqual(['a\\u{202e}\\nb']);
  });
});

test('touchedText names the principal, and the cluster where there is one', () => {
  expect(touchedText(access)).toBe('arn:aws:iam::011122223333:role/ci in cluster payments-prod');
  const { clusterName: _, ...iam } = access;
  expect(touchedText(iam)).toBe('arn:aws:iam::011122223333:role/ci');
});
