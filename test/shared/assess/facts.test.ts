import { describe, expect, it } from 'vitest';
import { type Facts, unread } from '../../../shared/access/facts.ts';
import { knownOf, recordingFacts, UnreadFact } from '../../../shared/assess/facts.ts';
import { createQuestions } from '../../../shared/assess/questions.ts';
import { factsAmong, factsBehind, gather } from '../../../shared/assess/touched.ts';
import type { Asked, Touched, Verdict } from '../../../shared/assess/verdict.ts';
import { createEstate, type Estate } from '../../../shared/model/estate.ts';
import { absent, type Fact, present, unread as unreadFact } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';

import { plainConfig } from '../../support/config.ts';
import { prodRef, roleArn, sampleAccount } from '../../support/estate.ts';

const ci = roleArn('ci');
const trail = 'arn:aws:cloudtrail:eu-west-1:012345678901:trail/main';

function estateOf(...facts: readonly (readonly [FactKey<unknown>, Fact<unknown>])[]) {
  return createEstate(sampleAccount, new Map(facts));
}

/** Whether an assessment of that estate would answer all of it as before. */
function stillHolds(asked: readonly Asked[], estate: Estate): boolean {
  return createQuestions(estate, '2026-11-22', { asked, works: new Map(), facts: new Map() }).stand(
    asked,
  );
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
  it('give the value of a key, or nothing where there is none, or end the check', () => {
    const key = factKeys.role(ci);
    const value = { name: 'ci' };
    const read = asking([key, present(value, 1)]);
    expect(read.facts.get(key)).toEqual(value);
    expect([...read.asked()]).toEqual([{ ask: 'fact', key, answer: present(value, 1) }]);
    expect(asking([key, absent(1)]).facts.get(key)).toBeUndefined();
    expect(() => asking([key, unreadFact('denied', 1)]).facts.get(key)).toThrow(
      new UnreadFact(`${key}: denied`),
    );
    expect(read.incomplete()).toBeUndefined();
  });

  it('go on without what is unread, and remember the first of it', () => {
    const [key, other] = [factKeys.role(ci), factKeys.user(ci)];
    const { facts, incomplete } = asking([key, unreadFact('denied', 1)]);
    expect(facts.orIncomplete(() => 7)).toBe(7);
    expect(incomplete()).toBeUndefined();
    expect(facts.orIncomplete(() => facts.get(key))).toBe(unread);
    expect(facts.orIncomplete(() => facts.get(other))).toBe(unread);
    expect(incomplete()).toBe(`${key}: denied`);
    expect(() =>
      facts.orIncomplete(() => {
        throw new TypeError('no');
      }),
    ).toThrow(new TypeError('no'));
  });

  it('note a part that was not understood, which stands as long as what it is part of', () => {
    const recording = asking();
    recording.facts.markUnread('inline-policy iam x', 'not JSON');
    recording.facts.markUnread('inline-policy iam y', 'not JSON');
    expect(recording.incomplete()).toBe('inline-policy iam x: not JSON');
    expect([...recording.asked()][0]).toEqual({
      ask: 'derived',
      key: 'inline-policy iam x',
      answer: unreadFact('not JSON', 0),
    });
    expect(stillHolds([...recording.asked()], estateOf())).toBe(true);
  });

  it('give what nobody has to bring, or nothing', () => {
    const key = factKeys.organizationPolicies();
    const without = asking();
    expect(without.facts.optional(key)).toBeUndefined();
    expect(without.incomplete()).toBeUndefined();
    expect([...without.asked()]).toEqual([
      { ask: 'optional', key, answer: unreadFact('not read yet', 0) },
    ]);
    expect(asking([key, present([], 1)]).facts.optional(key)).toEqual([]);
    expect(stillHolds([...without.asked()], estateOf([key, present([], 1)]))).toBe(false);
  });

  it('tell what nobody tried to read from what could not be read', () => {
    const key = factKeys.namespaces(prodRef);
    const untried = asking();
    expect(untried.facts.ifTried(key)).toBeUndefined();
    expect([...untried.asked()]).toEqual([
      { ask: 'optional', key, answer: unreadFact('not read yet', 0) },
    ]);
    expect(asking([key, present([], 1)]).facts.ifTried(key)).toEqual([]);
    const denied = asking([key, unreadFact('denied', 1)]);
    expect(() => denied.facts.ifTried(key)).toThrow(new UnreadFact(`${key}: denied`));
  });

  it('remember that the day was asked for', () => {
    const { facts, asked } = asking();
    expect(facts.today()).toBe('2026-11-22');
    expect([...asked()]).toEqual([{ ask: 'day', day: '2026-11-22' }]);
    expect(stillHolds([...asked()], estateOf())).toBe(true);
    expect(stillHolds([{ ask: 'day', day: '2026-11-21' }], estateOf())).toBe(false);
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
    expect([whole.facts.list(factKeys.trails()), whole.facts.known(factKeys.trails())]).toEqual([
      [trail],
      [trail],
    ]);
    expect([...whole.asked()][0]).toEqual({
      ask: 'members',
      key: factKeys.trails(),
      answer: present([trail], 1),
    });
    const part = asking(
      [factKeys.trails(), unreadFact('denied', 2)],
      [factKeys.trail(trail), present({}, 1)],
    );
    expect(part.facts.known(factKeys.trails())).toEqual([trail]);
    expect(() => part.facts.list(factKeys.trails())).toThrow(
      new UnreadFact('trails cloudtrail: denied'),
    );
  });

  it('say unread instead of ending the check when asked to, and hide no other fault', () => {
    const { facts } = asking([factKeys.role(ci), unreadFact('denied', 1)]);
    expect(facts.ifRead(() => facts.get(factKeys.role(ci)))).toBe(unread);
    expect(facts.ifRead(() => 7)).toBe(7);
    expect(() =>
      facts.ifRead(() => {
        throw new TypeError('no');
      }),
    ).toThrow(new TypeError('no'));
  });
});

describe('shared work', () => {
  const key = factKeys.role(ci);

  it('is done once for all who ask, and counts as asked by each', () => {
    let times = 0;
    const work = (facts: Facts) => {
      times += 1;
      return facts.get(key) === undefined ? 'gone' : 'there';
    };
    const { facts, asked, restart } = asking([key, absent(1)]);
    expect(facts.shared(work)).toBe('gone');
    const parts = [{ ask: 'fact', key, answer: absent(1) }];
    expect([...asked()]).toEqual([{ ask: 'shared', parts }]);
    restart();
    expect([...asked()]).toEqual([]);
    expect(facts.shared(work)).toBe('gone');
    expect([...asked()]).toEqual([{ ask: 'shared', parts }]);
    expect(times).toBe(1);
  });

  it('that met something unread ends the check of each', () => {
    const work = (facts: Facts) => facts.get(key);
    const { facts, incomplete } = asking([key, unreadFact('denied', 1)]);
    expect(() => facts.shared(work)).toThrow(new UnreadFact(`${key}: denied`));
    expect(() => facts.shared(work)).toThrow(new UnreadFact(`${key}: denied`));
    expect(facts.ifRead(() => facts.shared(work))).toBe(unread);
    expect(incomplete()).toBeUndefined();
  });

  it('that went on without something leaves each verdict incomplete', () => {
    const work = (facts: Facts) => facts.orIncomplete(() => facts.get(key));
    const { facts, incomplete, restart } = asking([key, unreadFact('denied', 1)]);
    facts.shared(work);
    expect(incomplete()).toBe(`${key}: denied`);
    restart();
    expect(incomplete()).toBeUndefined();
    facts.shared(work);
    expect(incomplete()).toBe(`${key}: denied`);
  });

  it('may share other work, whose parts are gathered before it, each once', () => {
    const inner = (facts: Facts) => facts.get(key);
    const outer = (facts: Facts) => facts.shared(inner);
    const { facts, asked } = asking([key, absent(1)]);
    facts.shared(outer);
    facts.shared(inner);
    const gathered = new Set<Asked>();
    gather(gathered, asked());
    const part = { ask: 'fact', key, answer: absent(1) };
    const work = { ask: 'shared', parts: [part] };
    expect([...gathered]).toEqual([part, work, { ask: 'shared', parts: [work] }]);
    expect([...factsAmong(gathered)]).toEqual([part]);
  });
});

describe('the facts behind a verdict', () => {
  it('are those of its subject, of its check and of shared work, each once', () => {
    const fact = (arn: string): Touched => ({
      ask: 'fact',
      key: factKeys.role(arn),
      answer: absent(1),
    });
    const [a, b] = [fact('a'), fact('b')];
    const verdict: Verdict = {
      ruleId: 'r',
      subject: 's',
      place: { region: 'global' },
      resource: { type: '', id: '' },
      verdict: 'COMPLIANT',
      violations: [],
      complete: true,
      restsOn: [a],
      touched: [
        { ask: 'day', day: '2026-11-22' },
        { ask: 'shared', parts: [a, b] },
      ],
    };
    expect([...factsBehind(verdict)]).toEqual([a, b]);
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
