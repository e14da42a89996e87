import { describe, expect, test } from 'vitest';
import { owedStory } from '../../../functions/adapters/owed-story.ts';
import type { AccessStory } from '../../../shared/model/finding.ts';

const story: AccessStory = {
  principalArn: 'arn:aws:iam::111122223333:role/ci',
  clusterName: 'payments',
  before: { grants: [], unread: 'AccessDenied: eks:ListAccessEntries' },
  after: { grants: ['group payments-devs'], power: 'edit in payments' },
  undo: ['aws eks delete-access-entry --cluster-name payments'],
};

function grants(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => `grant ${n + 1}`);
}

describe('a story of access is kept', () => {
  test('as it is while it is short', () => {
    expect(owedStory(story)).toEqual(story);
  });

  test('with twenty lines a state', () => {
    const of20 = { ...story, after: { grants: grants(20) } };
    expect(owedStory(of20)).toEqual(of20);
  });

  test('with nineteen of more, and how many more there are', () => {
    expect(owedStory({ ...story, before: { grants: grants(21) } }).before).toEqual({
      grants: [...grants(19), '… and 2 more'],
    });
  });

  test.each([
    ['a line of 150 characters whole', 'g'.repeat(150), 'g'.repeat(150)],
    ['a longer one cut', 'g'.repeat(151), `${'g'.repeat(149)}…`],
    [
      'a character outside the basic plane whole or not at all',
      `${'g'.repeat(148)}😀g`,
      `${'g'.repeat(148)}…`,
    ],
  ])('with %s', (_, line, kept) => {
    const long = { grants: [line], power: line, unread: line };
    expect(owedStory({ ...story, after: long }).after).toEqual({
      grants: [kept],
      power: kept,
      unread: kept,
    });
  });

  test('with commands of 4,000 characters together', () => {
    const long = { ...story, undo: ['a'.repeat(3_000), 'b'.repeat(1_000)] };
    expect(owedStory(long)).toEqual(long);
  });

  test('with a note instead of longer ones, never with a part of them', () => {
    const long = { ...story, undo: ['a'.repeat(3_000), 'b'.repeat(1_001)] };
    expect(owedStory(long).undo).toEqual([
      '# What takes this back is too long to be kept here: 4001 characters.',
    ]);
  });
});
