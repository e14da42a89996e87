import { describe, expect, it } from 'vitest';
import { absorb as absorbOffences } from '../../../shared/assess/absorb.ts';
import type { Offence } from '../../../shared/assess/identify.ts';
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
  return absorbOffences(findings.map(aboutItself), metadata);
}

function aboutItself(content: FindingContent): Offence {
  const { region, clusterName = '', subject } = content;
  return { content, grant: `${region} ${clusterName} ${subject}` };
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

describe('a finding that is milder', () => {
  it('speaks for none that is more severe than itself', () => {
    const mild = finding('1', 'strong', { severity: 'LOW' });
    const both = [mild, finding('2', 'weak', { severity: 'MEDIUM' })];
    expect(absorb(both, rules)).toEqual({ reported: both, absorbed: new Map() });
  });

  it('speaks for its equals', () => {
    const mild = finding('1', 'strong', { severity: 'LOW' });
    const { absorbed } = absorb([mild, finding('2', 'weak', { severity: 'LOW' })], rules);
    expect(absorbed).toEqual(new Map([['2', '1']]));
  });
});

describe('a chain of grants', () => {
  const chain = new Map([rule('a', 'b'), rule('b', 'c'), rule('c')]);
  const [a, b, c] = [finding('1', 'a'), finding('2', 'b'), finding('3', 'c')];

  it('is told inside its first link, to the last', () => {
    expect(absorb([c, b, a], chain)).toEqual({
      reported: [
        {
          ...a,
          absorbed: [
            { ruleId: 'b', message: '2' },
            { ruleId: 'c', message: '3' },
          ],
        },
      ],
      absorbed: new Map([
        ['2', '1'],
        ['3', '1'],
      ]),
    });
  });

  it('holds where the link between is not violated', () => {
    expect(absorb([c, a], chain).absorbed).toEqual(new Map([['3', '1']]));
  });

  it('is broken by another subject', () => {
    const elsewhere = { ...a, subject: 't' };
    expect(absorb([elsewhere, b, c], chain).absorbed).toEqual(new Map([['3', '2']]));
  });

  it('that runs in a circle still leaves one to speak: the most severe, then the first by id', () => {
    const circle = new Map([rule('a', 'b'), rule('b', 'a')]);
    expect(absorb([a, b], circle).absorbed).toEqual(new Map([['2', '1']]));
    const severe = finding('2', 'b', { severity: 'CRITICAL' });
    expect(absorb([a, severe], circle).absorbed).toEqual(new Map([['1', '2']]));
  });

  it('leaves the offences of one rule apart', () => {
    const own = new Map([rule('a', 'a', 'b')]);
    const twice = [finding('1', 'a'), finding('2', 'a')];
    expect(absorb(twice, own)).toEqual({ reported: twice, absorbed: new Map() });
  });
});

describe('a rule that absorbs by statements', () => {
  const byStatements = new Map([
    ['ways', { ...adminRule, id: 'ways', absorbsByStatements: ['wild'] }],
    rule('wild'),
    rule('admin', 'ways', 'wild'),
  ]);
  const resting = (content: FindingContent, ...statements: readonly string[]): Offence =>
    aboutItself({ ...content, evidence: { statements: statements.map(named) } });
  const named = (sid: string) => ({ policy: 'inline Work', statement: { Sid: sid } });
  const ways = aboutItself(
    finding('1', 'ways', {
      evidence: { ways: [{ statements: [named('a')] }, { statements: [named('b')] }] },
    }),
  );
  const absorbedBeside = (...others: readonly Offence[]) =>
    absorbOffences([ways, ...others], byStatements).absorbed;

  it('speaks for what rests on its own', () => {
    const wild = resting(finding('2', 'wild'), 'b');
    expect(absorbedBeside(wild)).toEqual(new Map([['2', '1']]));
  });

  it('speaks for one offence of a rule and not for another', () => {
    const both = [finding('2', 'wild'), finding('3', 'wild')] as const;
    const offences = [resting(both[0], 'b', 'c'), resting(both[1], 'a', 'b')];
    expect(absorbedBeside(...offences)).toEqual(new Map([['3', '1']]));
  });

  it.each([
    ['on another statement', resting(finding('2', 'wild'), 'c')],
    ['on one of its own and another', resting(finding('2', 'wild'), 'b', 'c')],
    ['on what it does not say', aboutItself(finding('2', 'wild'))],
    ['on its own, being more severe', resting(finding('2', 'wild', { severity: 'CRITICAL' }), 'b')],
    ['on its own, in another place', resting(finding('2', 'wild', { region: 'eu-west-1' }), 'b')],
    ['on its own, being of another rule', resting(finding('2', 'other'), 'b')],
  ])('does not speak for what rests %s', (_, other) => {
    expect(absorbedBeside(other)).toEqual(new Map());
  });

  it('speaks for nothing where it does not say what it rests on', () => {
    const wild = resting(finding('2', 'wild'), 'b');
    for (const evidence of [{}, { ways: 'b' }, { ways: ['b'] }, { statements: named('b') }]) {
      const silent = aboutItself(finding('1', 'ways', { evidence }));
      expect(absorbOffences([silent, wild], byStatements).absorbed).toEqual(new Map());
    }
  });

  it('speaks for what the other would have spoken for', () => {
    const chain = new Map([...byStatements, rule('wild', 'weak')]);
    const offences = [ways, resting(finding('2', 'wild'), 'b'), aboutItself(finding('3', 'weak'))];
    expect(absorbOffences(offences, chain).absorbed).toEqual(
      new Map([
        ['2', '1'],
        ['3', '1'],
      ]),
    );
  });

  it('leaves both to a rule that absorbs both', () => {
    const admin = aboutItself(finding('0', 'admin'));
    const wild = resting(finding('2', 'wild'), 'b');
    expect(absorbedBeside(wild, admin)).toEqual(
      new Map([
        ['1', '0'],
        ['2', '0'],
      ]),
    );
  });
});

describe('a grant that is not the subject', () => {
  const offence = (content: FindingContent, grant: string): Offence => ({ content, grant });
  const statement = finding('1', 'strong', { subject: 'role#Web' });
  const role = finding('2', 'weak', { subject: 'role' });

  it('lets the finding of a trust statement speak for that of its role', () => {
    const { absorbed } = absorbOffences([offence(statement, 'role'), offence(role, 'role')], rules);
    expect(absorbed).toEqual(new Map([['2', '1']]));
  });

  it('is told apart from another grant of the same subject', () => {
    const same = { ...role, subject: statement.subject };
    const offences = [offence(statement, 'role'), offence(same, 'other')];
    expect(absorbOffences(offences, rules).absorbed).toEqual(new Map());
  });
});
