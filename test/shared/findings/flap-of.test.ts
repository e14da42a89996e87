import { describe, expect, it, test } from 'vitest';
import { dueOf, flapOf } from '../../../shared/findings/flapping.ts';
import type { Finding, Flapping } from '../../../shared/model/finding.ts';
import { transition } from '../../support/transition.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = 10 * hour;
const { finding: plain } = transition('a', 1);
const open = (more: Partial<Finding>): Finding => ({ ...plain, changedAt: now - minute, ...more });
const flapping: Flapping = {
  since: now - hour / 2,
  count: 4,
  movedAt: now - minute,
  remindedAt: now - hour / 2,
  longestOpen: 5,
};

describe('a step', () => {
  it('of a finding that is new is told as it is', () => {
    const told = { told: true, restlessness: {} };
    expect(flapOf(undefined, 'OPENED', now)).toEqual({ type: 'OPENED', ...told });
    expect(flapOf(undefined, 'RESOLVED', now)).toEqual({ type: 'RESOLVED', ...told });
  });

  test.each(['WAIVED', 'UNWAIVED', 'RETIRED', 'WAIVER_EXPIRED'] as const)(
    '%s is told though the finding flaps, which is then forgotten',
    (type) => {
      const before = open({ flapping, reopenedAt: [now - 1] });
      expect(flapOf(before, type, now)).toEqual({ type, told: true, restlessness: {} });
    },
  );

  it('CHANGED is told though the finding flaps, and it still does', () => {
    const before = open({ flapping, reopenedAt: [now - minute, now - 10 * minute] });
    expect(flapOf(before, 'CHANGED', now)).toEqual({
      type: 'CHANGED',
      told: true,
      restlessness: { flapping, reopenedAt: [now - minute] },
    });
    expect(flapOf(open({}), 'CHANGED', now)).toEqual({
      type: 'CHANGED',
      told: true,
      restlessness: {},
    });
  });

  it('of a finding that flaps is kept and not told, until an hour is over', () => {
    const resolved = { ...flapping, movedAt: now, longestOpen: minute };
    expect(flapOf(open({ flapping }), 'RESOLVED', now)).toEqual({
      type: 'RESOLVED',
      told: false,
      restlessness: { flapping: resolved },
    });
    const due = { ...flapping, remindedAt: now - hour };
    expect(flapOf(open({ flapping: due, status: 'resolved' }), 'REOPENED', now)).toEqual({
      type: 'FLAPPING',
      told: true,
      restlessness: { flapping: { ...due, movedAt: now, remindedAt: now, count: 5 } },
    });
    const early = { ...due, remindedAt: now - hour + 1 };
    expect(flapOf(open({ flapping: early }), 'RESOLVED', now).type).toBe('RESOLVED');
  });
});

describe('what is due of a finding that has not moved', () => {
  it('is nothing where it does not flap', () => {
    expect(dueOf(open({ reopenedAt: [now] }), now)).toBeUndefined();
  });

  it('is that it has settled after thirty minutes', () => {
    const still = { ...flapping, movedAt: now - 30 * minute };
    expect(dueOf(open({ flapping: still }), now)).toEqual({
      type: 'SETTLED',
      told: true,
      restlessness: {},
    });
    expect(
      dueOf(open({ flapping: { ...still, movedAt: still.movedAt + 1 } }), now),
    ).toBeUndefined();
  });

  it('is a reminder after an hour, with how long it has been open by now', () => {
    const due = { ...flapping, remindedAt: now - hour };
    expect(dueOf(open({ flapping: due, changedAt: now - 2 * minute }), now)).toEqual({
      type: 'FLAPPING',
      told: true,
      restlessness: { flapping: { ...due, remindedAt: now, longestOpen: 2 * minute } },
    });
    expect(
      dueOf(open({ flapping: { ...due, remindedAt: due.remindedAt + 1 } }), now),
    ).toBeUndefined();
    const resolved = dueOf(open({ flapping: due, status: 'resolved' }), now);
    expect(resolved?.restlessness.flapping?.longestOpen).toBe(5);
  });
});
