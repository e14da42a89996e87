import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import { reconcile } from '../../../shared/findings/reconcile.ts';
import type { Finding, Transition } from '../../../shared/model/finding.ts';
import { plainConfig } from '../../support/config.ts';
import { clusterAdmin, sketchEstate } from '../../support/estate.ts';
import { testCatalogue } from '../../support/rules.ts';

const minute = 60_000;
const admin = sketchEstate({ prod: { ci: { accessPolicies: [clusterAdmin] } } });
const clean = sketchEstate({ prod: { ci: {} } });

/** The steps of one finding that is there or not at each of these minutes, and at the end nothing but time passes. */
function lived(...moments: readonly (readonly [minutes: number, there: boolean])[]) {
  let stored: readonly Finding[] = [];
  const all: Transition[] = [];
  for (const [at, there] of moments) {
    const config = plainConfig;
    const estate = there ? admin : clean;
    const assessment = assess({ catalogue: testCatalogue, estate, config, today: '2026-11-26' });
    const steps = reconcile({
      stored,
      assessment,
      catalogue: testCatalogue,
      config,
      now: at * minute,
      group: 'g',
      changes: [],
      story: () => ({ cause: 'change', delivery: 'now' }),
    });
    if (steps.length > 0) stored = steps.map(({ finding }) => finding);
    all.push(...steps);
  }
  return all.map(({ at, type, delivery, finding }) =>
    [`${at / minute}`, type, delivery, finding.status, finding.severity].join(' '),
  );
}

/** Comes and goes every two minutes from minute 0, so often. */
function comings(times: number): (readonly [number, boolean])[] {
  return Array.from({ length: times }, (_, n) => [
    [4 * n, true] as const,
    [4 * n + 2, false] as const,
  ]).flat();
}

describe('a finding that comes and goes', () => {
  it('is told each time as long as it does so twice in ten minutes', () => {
    expect(lived(...comings(3))).toEqual([
      '0 OPENED now open HIGH',
      '2 RESOLVED now resolved HIGH',
      '4 REOPENED now open HIGH',
      '6 RESOLVED now resolved HIGH',
      '8 REOPENED now open HIGH',
      '10 RESOLVED now resolved HIGH',
    ]);
  });

  it('is FLAPPING with the third reopening, and then told no more', () => {
    expect(lived(...comings(5)).slice(6)).toEqual([
      '12 FLAPPING now open HIGH',
      '14 RESOLVED none resolved HIGH',
      '16 REOPENED none open HIGH',
      '18 RESOLVED none resolved HIGH',
    ]);
  });

  it('is not when the third reopening is ten minutes after the first', () => {
    const moments = [
      [0, true],
      [1, false],
      [2, true],
      [3, false],
      [4, true],
      [5, false],
    ] as const;
    expect(lived(...moments, [12, true]).at(-1)).toBe('12 REOPENED now open HIGH');
    expect(lived(...moments, [11, true]).at(-1)).toBe('11 FLAPPING now open HIGH');
  });

  it.each([
    ['open', true],
    ['resolved', false],
  ] as const)('has SETTLED after thirty quiet minutes, as it is then: %s', (status, there) => {
    const end = there ? [] : [[13, false] as const];
    const last = there ? 12 : 13;
    const steps = lived(...comings(3), [12, true], ...end, [last + 29, there], [last + 30, there]);
    expect(steps.at(-1)).toBe(`${last + 30} SETTLED now ${status} HIGH`);
    expect(steps.filter((step) => step.includes('SETTLED'))).toHaveLength(1);
  });

  it('is told each time again after it has settled', () => {
    const steps = lived(...comings(4), [44, false], [50, true], [52, false]);
    expect(steps.slice(-3)).toEqual([
      '44 SETTLED now resolved HIGH',
      '50 REOPENED now open HIGH',
      '52 RESOLVED now resolved HIGH',
    ]);
  });

  it('is brought to mind every hour, with how often it came and the longest that it stayed', () => {
    const restless = Array.from({ length: 5 }, (_, n) => [
      [20 + 16 * n, true] as const,
      [30 + 16 * n, false] as const,
    ]).flat();
    const steps = lived(...comings(3), [12, true], [13, false], ...restless);
    expect(steps.filter((step) => step.includes('FLAPPING'))).toEqual([
      '12 FLAPPING now open HIGH',
      '78 FLAPPING now resolved HIGH',
    ]);
  });

  it('is brought to mind though it keeps still at that moment', () => {
    const restless = [
      [40, false],
      [60, true],
      [73, true],
    ] as const;
    const steps = lived(...comings(3), [12, true], [35, false], ...restless);
    expect(steps.at(-1)).toBe('73 FLAPPING now open HIGH');
  });
});

describe('what is remembered of it', () => {
  function memoryOf(...moments: readonly (readonly [number, boolean])[]) {
    let stored: readonly Finding[] = [];
    for (const [at, there] of moments) {
      const estate = there ? admin : clean;
      const config = plainConfig;
      const assessment = assess({ catalogue: testCatalogue, estate, config, today: '2026-11-26' });
      const steps = reconcile({
        stored,
        assessment,
        catalogue: testCatalogue,
        config,
        now: at * minute,
        group: 'g',
        changes: [],
        story: () => ({ cause: 'change', delivery: 'now' }),
      });
      if (steps.length > 0) stored = steps.map(({ finding }) => finding);
    }
    const { reopenedAt, flapping } = stored[0] ?? {};
    return { reopenedAt: reopenedAt?.map((at) => at / minute), flapping };
  }

  it('are its reopenings of the last ten minutes', () => {
    expect(memoryOf([0, true], [1, false])).toEqual({});
    expect(memoryOf(...comings(3))).toEqual({ reopenedAt: [4, 8] });
    expect(memoryOf(...comings(3), [18, true])).toEqual({ reopenedAt: [18] });
  });

  it('is since when, how often and how long at most it was open while it flaps', () => {
    expect(memoryOf(...comings(3), [12, true])).toEqual({
      flapping: {
        since: 4 * minute,
        count: 3,
        movedAt: 12 * minute,
        remindedAt: 12 * minute,
        longestOpen: 0,
      },
    });
    expect(memoryOf(...comings(3), [12, true], [17, false], [18, true], [20, false])).toEqual({
      flapping: {
        since: 4 * minute,
        count: 4,
        movedAt: 20 * minute,
        remindedAt: 12 * minute,
        longestOpen: 5 * minute,
      },
    });
  });

  it('is nothing once it has settled', () => {
    expect(memoryOf(...comings(4), [44, false])).toEqual({});
  });
});
