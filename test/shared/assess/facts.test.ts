import { describe, expect, it } from 'vitest';
import { knownOf, recordingFacts, UnreadFact } from '../../../shared/assess/facts.ts';
import { stillHolds } from '../../../shared/assess/touched.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { absent, type Fact, present, unread as unreadFact } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import { unread } from '../../../shared/rules/rule.ts';
import { plainConfig } from '../../support/config.ts';
import { prodRef, roleArn, sampleAccount } from '../../support/estate.ts';

const ci = roleArn('ci');
const trail = 'arn:aws:cloudtrail:eu-west-1:012345678901:trail/main';

function estateOf(...facts: readonly (readonly [FactKey<unknown>, Fact<unknown>])[]) {
  return createEstate(sampleAccount, new Map(facts));
}

function asking(...facts: readonly (readonly [FactKey<unknown>, Fact<unknown>])[]) {
  return recordingFacts({
    estate: estateOf(...facts),
    config: plainConfig,
    today: '2026-11-22',
    waiverMatches: () => 3,
  });
}

describe('the facts of a rule', () => {
  it.each([
    ['a role', factKeys.role(ci), (facts) => facts.role(ci)],
    ['a user', factKeys.user(ci), (facts) => facts.user(ci)],
    [
      'access policies',
      factKeys.accessPolicies(prodRef, ci),
      (facts) => facts.accessPolicies(prodRef, ci),
    ],
    ['a trail', factKeys.trail(trail), (facts) => facts.trail(trail)],
    ['the status of a trail', factKeys.trailStatus(trail), (facts) => facts.trailStatus(trail)],
    ['event selectors', factKeys.eventSelectors(trail), (facts) => facts.eventSelectors(trail)],
  ] as readonly [
    string,
    FactKey<unknown>,
    (facts: ReturnType<typeof asking>['facts']) => unknown,
  ][])('give %s, or nothing where there is none, or end the check', (_, key, ask) => {
    const read = asking([key, present(['value'], 1)]);
    expect(ask(read.facts)).toEqual(['value']);
    expect(read.touched).toEqual([{ ask: 'fact', key, answer: present(['value'], 1) }]);
    expect(ask(asking([key, absent(1)]).facts) ?? []).toEqual([]);
    expect(() => ask(asking([key, unreadFact('denied', 1)]).facts)).toThrow(
      new UnreadFact(`${key}: denied`),
    );
  });

  it('give the statements of a trust policy', () => {
    const key = factKeys.trustPolicy(ci);
    expect(asking([key, present({ statements: ['s'] }, 1)]).facts.trustPolicy(ci)).toEqual(['s']);
    expect(asking([key, absent(1)]).facts.trustPolicy(ci)).toBeUndefined();
  });

  it('give account, config, day and matches of a waiver', () => {
    const { facts } = asking();
    expect(facts.account).toEqual(sampleAccount);
    expect(facts.config()).toBe(plainConfig);
    expect(facts.today()).toBe('2026-11-22');
    expect(facts.waiverMatches({ rule: '', subject: '', reason: '', owner: '', expires: '' })).toBe(
      3,
    );
  });

  it('give all trails, or only those known where the list is unread', () => {
    const whole = asking([factKeys.trails(), present([trail], 1)]);
    expect([whole.facts.trails(), whole.facts.knownTrails()]).toEqual([[trail], [trail]]);
    expect(whole.touched[0]).toEqual({
      ask: 'members',
      key: factKeys.trails(),
      answer: present([trail], 1),
    });
    const part = asking(
      [factKeys.trails(), unreadFact('denied', 2)],
      [factKeys.trail(trail), present({}, 1)],
    );
    expect(part.facts.knownTrails()).toEqual([trail]);
    expect(() => part.facts.trails()).toThrow(new UnreadFact('trails cloudtrail: denied'));
  });

  it('say unread instead of ending the check when asked to, and hide no other fault', () => {
    const { facts } = asking([factKeys.role(ci), unreadFact('denied', 1)]);
    expect(facts.ifRead(() => facts.role(ci))).toBe(unread);
    expect(facts.ifRead(() => 7)).toBe(7);
    expect(() =>
      facts.ifRead(() => {
        throw new TypeError('no');
      }),
    ).toThrow(new TypeError('no'));
  });
});

describe('the known items of a list', () => {
  it('are none where there is no list', () => {
    expect(knownOf(absent(1))).toEqual([]);
    expect(knownOf(unreadFact('denied', 1))).toEqual([]);
  });
});

describe('a verdict still holds', () => {
  const key = factKeys.role(ci);
  const holds = (before: Fact<unknown>, now: Fact<unknown>) =>
    stillHolds([{ ask: 'fact', key, answer: before }], estateOf([key, now]));

  it.each([
    ['the same value was read again', present({ a: 1 }, 1), present({ a: 1 }, 2), true],
    ['the value is another', present({ a: 1 }, 1), present({ a: 2 }, 2), false],
    ['it is gone', present({ a: 1 }, 1), absent(2), false],
    ['it is gone still', absent(1), absent(2), true],
    ['it can no longer be read', present(1, 1), unreadFact('denied', 2), false],
    ['it cannot be read, for another reason', unreadFact('a', 1), unreadFact('b', 2), false],
    ['it cannot be read, for the same reason', unreadFact('a', 1), unreadFact('a', 2), true],
    [
      'what was last known is another',
      unreadFact('a', 2, present(1, 1)),
      unreadFact('a', 2, present(2, 1)),
      false,
    ],
  ])('when %s', (_, before, now, expected) => {
    expect(holds(before, now)).toBe(expected);
  });

  it('when the members of a list are the same, and not when one has come', () => {
    const list = factKeys.trails();
    const touched = [{ ask: 'members' as const, key: list, answer: present([trail], 1) }];
    expect(stillHolds(touched, estateOf([list, present([trail], 2)]))).toBe(true);
    const another = [factKeys.trail('arn:b'), present({}, 3)] as const;
    expect(stillHolds(touched, estateOf([list, present([trail], 2)], another))).toBe(false);
  });
});
