import { describe, expect, it } from 'vitest';
import { controlTags, standardsOf } from '../../../shared/report/controls.ts';

describe('the controls of a rule', () => {
  it('are the sections of other catalogues, each by its name', () => {
    const controls = { securityHub: ['EKS.1'], cis: ['5.4.1', '5.4.2'] };
    expect(standardsOf({ controls })).toEqual([
      { name: 'CIS Amazon EKS Benchmark', sections: ['5.4.1', '5.4.2'] },
      { name: 'AWS Security Hub', sections: ['EKS.1'] },
    ]);
    expect(controlTags({ controls })).toEqual([
      'CIS Amazon EKS Benchmark 5.4.1',
      'CIS Amazon EKS Benchmark 5.4.2',
      'AWS Security Hub EKS.1',
    ]);
  });

  it('are none where no other catalogue asks for the same', () => {
    expect(standardsOf({ controls: { cis: [] } })).toEqual([]);
    expect(controlTags({ controls: {} })).toEqual([]);
  });
});
