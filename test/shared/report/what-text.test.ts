import { describe, expect, it, test } from 'vitest';
import type { Finding } from '../../../shared/model/finding.ts';
import { outcomeOf, stillOpen } from '../../../shared/report/telling.ts';
import { whatText } from '../../../shared/report/what-text.ts';
import { finding, takenAt } from './sample.ts';

const flapping = {
  since: takenAt,
  count: 3,
  movedAt: takenAt,
  remindedAt: takenAt,
  longestOpen: 252_000,
};

function what(type: 'FLAPPING' | 'SETTLED', changes: Partial<Finding> = {}, later = 0): string {
  const of = finding({ message: 'It is so.', ...changes });
  return whatText({ ...stillOpen(of), type, at: takenAt + later });
}

const silence =
  'Its single moves are not told until it has come to rest, which is after 30 quiet minutes.';
const minutes = (number: number) => number * 60_000;

describe('a finding that flaps', () => {
  test.each([
    ['at once', 0, `It comes and goes, reopened 3 times in 10 minutes: It is so. ${silence}`],
    [
      'within half an hour',
      minutes(30) - 1,
      `It comes and goes, reopened 3 times in 10 minutes: It is so. ${silence}`,
    ],
    [
      'in a reminder',
      minutes(30),
      `It still comes and goes, reopened 3 times since 2026-11-22 09:00:03 UTC and open for up to 4 min 12 s at a time: It is so. ${silence}`,
    ],
  ])('is told %s', (_, later, expected) => {
    expect(what('FLAPPING', { flapping }, later)).toBe(expected);
  });

  it('is told without numbers where it does not flap any more', () => {
    expect(what('FLAPPING')).toBe(`It comes and goes: It is so. ${silence}`);
  });
});

describe('a finding that has come to rest', () => {
  const waiver = { reason: 'why', owner: 'who', expires: '2026-12-31' };

  test.each([
    ['open', {}, 'It is still the case:'],
    ['resolved', {}, 'It is no longer the case:'],
    ['waived', { waiver }, 'Waived by who until 2026-12-31: why. It is still the case:'],
    [
      'retired',
      {},
      'Gatewatch no longer looks at it, which says nothing about whether it is still so. It last read:',
    ],
  ] as const)('is told as it is then: %s', (status, more, words) => {
    expect(what('SETTLED', { status, ...more })).toBe(`It has come to rest. ${words} It is so.`);
  });

  it('is told with how often it came and went', () => {
    expect(what('SETTLED', { flapping: { ...flapping, count: 1 } })).toBe(
      'It has come to rest, reopened 1 time since 2026-11-22 09:00:03 UTC. It is still the case: It is so.',
    );
  });

  test.each([
    ['open', 'holds'],
    ['waived', 'waived'],
    ['resolved', 'over'],
    ['retired', 'over'],
  ] as const)('that is %s %s', (status, outcome) => {
    expect(outcomeOf({ ...stillOpen(finding({ status })), type: 'SETTLED' })).toBe(outcome);
  });
});
