import { describe, expect, it } from 'vitest';
import { tally, tallyText } from '../../../shared/report/tally.ts';

describe('tally', () => {
  it('counts by severity', () => {
    const counts = tally([{ severity: 'HIGH' }, { severity: 'LOW' }, { severity: 'HIGH' }]);
    expect(counts).toEqual({ LOW: 1, MEDIUM: 0, HIGH: 2, CRITICAL: 0 });
  });

  it('reads most severe first and skips what there is none of', () => {
    expect(tallyText({ LOW: 4, MEDIUM: 0, HIGH: 2, CRITICAL: 1 })).toBe(
      '1 critical, 2 high, 4 low',
    );
    expect(tallyText(tally([]))).toBe('');
  });
});
