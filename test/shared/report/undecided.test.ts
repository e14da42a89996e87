import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../shared/assess/verdict.ts';
import { undecidedText, undecidedVerdicts } from '../../../shared/report/undecided.ts';

function verdict(subject: string, over: Partial<Verdict>): Verdict {
  return {
    ruleId: 'trail-logging',
    subject,
    place: { region: 'eu-west-1' },
    resource: { type: '', id: '' },
    verdict: 'INSUFFICIENT_DATA',
    violations: [],
    complete: false,
    restsOn: [],
    touched: [],
    ...over,
  };
}

describe('what could not be decided', () => {
  it('is what a rule could not tell from what it read, and what it failed on, sorted', () => {
    const place = { region: 'eu-west-1', clusterName: 'prod' };
    expect(
      undecidedVerdicts([
        verdict('b', { doubt: 'undecided', reason: 'odd' }),
        verdict('c', { doubt: 'failed', reason: 'the rule failed: no', ruleId: 'a-rule', place }),
        verdict('d', { doubt: 'unread', reason: 'denied' }),
        verdict('e', { verdict: 'COMPLIANT', complete: true }),
        verdict('a', { doubt: 'undecided' }),
      ]),
    ).toEqual([
      {
        ruleId: 'a-rule',
        subject: 'c',
        region: 'eu-west-1',
        clusterName: 'prod',
        reason: 'the rule failed: no',
      },
      { ruleId: 'trail-logging', subject: 'a', region: 'eu-west-1', reason: '' },
      { ruleId: 'trail-logging', subject: 'b', region: 'eu-west-1', reason: 'odd' },
    ]);
  });

  it('is told with rule, subject and reason, safe to print', () => {
    const [row] = undecidedVerdicts([
      verdict('a\u001b[31m', { doubt: 'undecided', reason: 'x\ny' }),
    ]);
    if (row === undefined) throw new Error('there is one');
    expect(undecidedText(row)).toMatch(/^trail-logging on a\\u?.*: x\\n?.*y$/);
    expect(undecidedText(row)).not.toContain('\u001b');
    expect(undecidedText(row)).not.toContain('\n');
  });
});
