import { describe, expect, it } from 'vitest';
import { absorb as absorbOffences } from '../../../shared/assess/absorb.ts';
import type { FindingContent } from '../../../shared/model/finding.ts';
import type { RuleMeta } from '../../../shared/rules/rule.ts';
import { adminRule } from '../../support/rules.ts';

const rule = (id: string, ...absorbs: readonly string[]): [string, RuleMeta] => [
  id,
  { ...adminRule, id, absorbs },
];
const rules = new Map([rule('strong', 'weak', 'weaker'), rule('middle', 'weaker'), rule('weak')]);

function finding(id: string, ruleId: string, over: Partial<FindingContent> = {}): FindingContent {
  return {
    id,
    ruleId,
    severity: 'HIGH',
    title: '',
    message: id,
    accountId: '012345678901',
    region: 'global',
    resource: { type: '', id: '' },
    subject: 's',
    evidence: {},
    because: '',
    remedy: '',
    fingerprint: '',
    ...over,
  };
}

/** Each finding being about its own subject. */
function absorb(findings: readonly FindingContent[], metadata: ReadonlyMap<string, RuleMeta>) {
  return absorbOffences(
    findings.map((content) => ({ content, grant: content.subject })),
    metadata,
  );
}

describe('one grant, one finding', () => {
  it('lets the strongest speak, and names what it speaks for in a fixed order', () => {
    const strong = finding('1', 'strong');
    const weak = [finding('3', 'weaker'), finding('2', 'weak'), finding('4', 'weak')];
    expect(absorb([...weak, strong], rules)).toEqual({
      reported: [
        {
          ...strong,
          absorbed: [
            { ruleId: 'weak', message: '2' },
            { ruleId: 'weak', message: '4' },
            { ruleId: 'weaker', message: '3' },
          ],
        },
      ],
      absorbed: new Map([
        ['3', '1'],
        ['2', '1'],
        ['4', '1'],
      ]),
    });
  });

  it('lets the more severe of two speak, and of equals the first by id', () => {
    const weaker = finding('9', 'weaker');
    const speaker = (...others: readonly FindingContent[]) =>
      absorb([...others, weaker], rules).absorbed.get('9');
    expect(speaker(finding('1', 'middle', { severity: 'LOW' }), finding('2', 'strong'))).toBe('2');
    expect(speaker(finding('2', 'middle'), finding('1', 'strong'))).toBe('1');
  });

  it.each([
    ['another subject', { subject: 't' }],
    ['another Region', { region: 'eu-west-1' }],
    ['a cluster', { clusterName: 'prod' }],
  ])('does not let a finding of %s speak', (_, over) => {
    const weak = finding('2', 'weak');
    expect(absorb([finding('1', 'strong', over), weak], rules).absorbed).toEqual(new Map());
  });

  it('leaves alone what no rule claims, of an unknown rule too', () => {
    const findings = [finding('1', 'weak'), finding('2', 'nobody')];
    expect(absorb(findings, rules)).toEqual({ reported: findings, absorbed: new Map() });
  });
});
