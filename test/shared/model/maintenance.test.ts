import { describe, expect, test } from 'vitest';
import type { MaintenanceWindow } from '../../../shared/model/alert-settings.ts';
import { isHeld } from '../../../shared/model/maintenance.ts';

const of = (clusters: readonly string[]): MaintenanceWindow => ({
  ...{ clusters, from: 100, until: 200 },
  ...{ reason: 'upgrade', owner: 'platform' },
});
const high = { severity: 'HIGH', region: 'eu-west-1', clusterName: 'prod' } as const;
const ofIam = { severity: 'HIGH', region: 'global' } as const;

describe('news waits', () => {
  test.each([
    ['from the beginning of a window', [of([])], high, 100],
    ['to its end', [of([])], high, 199],
    ['of its clusters', [of(['eu-west-1/other', 'eu-west-1/prod'])], high, 150],
    ['of IAM where the window is for everything', [of([])], ofIam, 150],
    ['for any of several', [of(['eu-west-1/other']), of(['eu-west-1/prod'])], high, 150],
  ] as const)('%s', (_, windows, finding, now) => {
    expect(isHeld(windows, finding, now)).toBe(true);
  });
});

describe('news does not wait', () => {
  test.each([
    ['without a window', [], high, 150],
    ['before a window', [of([])], high, 99],
    ['at its end', [of([])], high, 200],
    ['if it is CRITICAL', [of([])], { ...high, severity: 'CRITICAL' }, 150],
    ['of other clusters', [of(['eu-west-1/other'])], high, 150],
    ['of a cluster of that name in another Region', [of(['us-east-1/prod'])], high, 150],
    ['of IAM where the window is for clusters', [of(['eu-west-1/prod'])], ofIam, 150],
  ] as const)('%s', (_, windows, finding, now) => {
    expect(isHeld(windows, finding, now)).toBe(false);
  });
});
