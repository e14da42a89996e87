import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createEstate,
  type FactMap,
  factOf,
  membersOf,
  mergeFacts,
  pruneFacts,
} from '../../../shared/model/estate.ts';
import { absent, type Fact, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';

const account = { accountId: '012345678901', partition: 'aws' };
const prod = { region: 'eu-west-1', name: 'prod' };
const entries = factKeys.accessEntries(prod);
const ciArn = 'arn:aws:iam::012345678901:role/ci';
const opsArn = 'arn:aws:iam::012345678901:role/ops';
const ci = factKeys.accessEntry(prod, ciArn);
const ciPolicies = factKeys.accessPolicies(prod, ciArn);

function estate(facts: Readonly<Record<string, Fact<unknown>>>) {
  return createEstate(account, new Map(Object.entries(facts)));
}

describe('what is known of one thing', () => {
  it('is its own fact', () => {
    expect(factOf(estate({ [ci]: present('entry', 5) }), ci)).toEqual(present('entry', 5));
  });

  it('is unread when nothing was ever asked', () => {
    expect(factOf(estate({}), ci)).toEqual(unread('not read yet', 0));
  });

  it('is absent when a newer list does not name it, whatever was read before', () => {
    const known = estate({ [entries]: present([opsArn], 9), [ci]: present('entry', 5) });
    expect(factOf(known, ci)).toEqual(absent(9));
  });

  it('is absent when the list of the same moment does not name it', () => {
    const known = estate({ [entries]: present([opsArn], 5), [ci]: present('entry', 5) });
    expect(factOf(known, ci)).toEqual(absent(5));
  });

  it('stands when it was read after the list that does not name it', () => {
    const known = estate({ [entries]: present([opsArn], 5), [ci]: present('entry', 9) });
    expect(factOf(known, ci)).toEqual(present('entry', 9));
  });

  it('is unread, not absent, when the list names it and it was never read itself', () => {
    const known = estate({ [entries]: present([ciArn], 5) });
    expect(factOf(known, ci)).toEqual(unread('not read yet', 0));
  });

  it('goes with its item: policies of an entry that a newer list does not name are absent', () => {
    const known = estate({ [entries]: present([], 9), [ciPolicies]: present([], 5) });
    expect(factOf(known, ciPolicies)).toEqual(absent(9));
  });

  it('is not touched by an unread list', () => {
    const known = estate({ [entries]: unread('denied', 9), [ci]: present('entry', 5) });
    expect(factOf(known, ci)).toEqual(present('entry', 5));
  });

  it('of an item that is newer than the list is unread where only the item was read', () => {
    const known = estate({ [entries]: present([], 5), [ci]: present('entry', 6) });
    expect(factOf(known, ciPolicies)).toEqual(unread('not read yet', 0));
    const older = estate({ [entries]: present([], 5), [ci]: present('entry', 5) });
    expect(factOf(older, ciPolicies)).toEqual(absent(5));
    const gone = estate({ [entries]: present([], 5), [ci]: absent(6) });
    expect(factOf(gone, ciPolicies)).toEqual(absent(5));
  });

  it('is absent when the list itself does not exist', () => {
    const known = estate({ [entries]: absent(9), [ci]: present('entry', 5) });
    expect(factOf(known, ci)).toEqual(absent(9));
  });
});

describe('the members of a list', () => {
  it('are those it names, sorted', () => {
    const known = estate({ [entries]: present([opsArn, ciArn], 5) });
    expect(membersOf(known, entries)).toEqual(present([ciArn, opsArn], 5));
  });

  it('leave out what was found gone since', () => {
    const known = estate({ [entries]: present([ciArn, opsArn], 5), [ci]: absent(6) });
    expect(membersOf(known, entries)).toEqual(present([opsArn], 5));
  });

  it('keep what was gone before the list named it again', () => {
    const known = estate({ [entries]: present([ciArn], 5), [ci]: present('entry', 4) });
    expect(membersOf(known, entries)).toEqual(present([ciArn], 5));
  });

  it('add what was found since', () => {
    const known = estate({ [entries]: present([opsArn], 5), [ci]: present('entry', 6) });
    expect(membersOf(known, entries)).toEqual(present([ciArn, opsArn], 5));
  });

  it('add what could not be read since: it may exist', () => {
    const known = estate({ [entries]: present([opsArn], 5), [ci]: unread('denied', 6) });
    expect(membersOf(known, entries)).toEqual(present([ciArn, opsArn], 5));
  });

  it('do not add what only depends on an item', () => {
    const known = estate({ [entries]: present([opsArn], 5), [ciPolicies]: present([], 6) });
    expect(membersOf(known, entries)).toEqual(present([opsArn], 5));
  });

  it('of an unread list are unread, with the items known from their own facts', () => {
    const known = estate({ [entries]: unread('denied', 9), [ci]: present('entry', 5) });
    expect(membersOf(known, entries)).toEqual(unread('denied', 9, present([ciArn], 0)));
  });

  it('of a list never asked for are unread', () => {
    expect(membersOf(estate({}), entries)).toEqual(unread('not read yet', 0, present([], 0)));
  });

  it('of a list that does not exist are absent', () => {
    expect(membersOf(estate({ [entries]: absent(3) }), entries)).toEqual(absent(3));
  });
});

describe('pruning', () => {
  const hour = 3_600_000;
  const regions = ['eu-west-1'];

  it('drops what a newer list does not name', () => {
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      [entries, present([opsArn], 9)],
      [ci, present('entry', 5)],
    ]);
    expect([...pruneFacts(facts, 10, regions).keys()]).toEqual([entries]);
  });

  it('keeps what a newer list names, and what is newer than the list', () => {
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      [entries, present([ciArn], 9)],
      [ci, present('entry', 5)],
      [factKeys.accessEntry(prod, opsArn), present('entry', 10)],
    ]);
    expect(pruneFacts(facts, 10, regions)).toEqual(facts);
  });

  it('drops what a list of the same moment does not name, and so the entries of its clusters', () => {
    const clusters = factKeys.clusters('eu-west-1');
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      [clusters, present(['dev'], 9)],
      [entries, present([], 9)],
      [factKeys.cluster(prod), present('prod', 9)],
    ]);
    expect([...pruneFacts(facts, 10, regions).keys()]).toEqual([clusters]);
  });

  it('drops what belonged to a cluster that a newer list does not name', () => {
    const clusters = factKeys.clusters('eu-west-1');
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      [clusters, present(['dev'], 9)],
      [entries, present([ciArn], 5)],
      [ci, present('entry', 5)],
      [ciPolicies, present([], 10)],
    ]);
    expect([...pruneFacts(facts, 10, regions).keys()]).toEqual([clusters, ciPolicies]);
  });

  it('drops what lies in a Region that is no longer watched, and nothing of IAM or the trails', () => {
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      [entries, present([], 5)],
      [factKeys.roles(), present([], 5)],
      [factKeys.trails(), present([], 5)],
    ]);
    expect(pruneFacts(facts, 10, ['eu-west-1'])).toEqual(facts);
    expect([...pruneFacts(facts, 10, ['us-east-1']).keys()]).toEqual([
      factKeys.roles(),
      factKeys.trails(),
    ]);
  });

  it('keeps an absence for as long as a list still names the item', () => {
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      [entries, present([ciArn], 9)],
      [ci, absent(10)],
    ]);
    expect(pruneFacts(facts, 10 + 2 * hour, regions)).toEqual(facts);
  });

  it('keeps an absence for an hour', () => {
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([[ci, absent(1_000)]]);
    expect(pruneFacts(facts, 1_000 + hour, regions)).toEqual(facts);
    expect(pruneFacts(facts, 1_001 + hour, regions)).toEqual(new Map());
  });

  it('changes nothing that can be asked of a listed item, nor the members of a list', () => {
    fc.assert(
      fc.property(factMap, (facts) => {
        const before = createEstate(account, facts);
        const after = createEstate(account, pruneFacts(facts, 5 + hour, regions));
        expect(membersOf(after, entries)).toEqual(membersOf(before, entries));
        const members = membersOf(before, entries);
        const known = members.read && 'value' in members ? members.value : [];
        for (const arn of known) {
          const key = factKeys.accessEntry(prod, arn);
          expect(factOf(after, key)).toEqual(factOf(before, key));
        }
      }),
    );
  });
});

describe('merging', () => {
  it('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(factMap, factMap, factMap, (a, b, c) => {
        expect(mergeFacts(a, b)).toEqual(mergeFacts(b, a));
        expect(mergeFacts(mergeFacts(a, b), c)).toEqual(mergeFacts(a, mergeFacts(b, c)));
        expect(mergeFacts(a, a)).toEqual(a);
      }),
    );
  });

  it('leaves both sides as they were', () => {
    const a: FactMap = new Map([[ci, present('entry', 1)]]);
    mergeFacts(a, new Map([[ci, present('entry', 2)]]));
    expect(a).toEqual(new Map([[ci, present('entry', 1)]]));
  });
});

const arns = [ciArn, opsArn];
const time = fc.integer({ min: 0, max: 4 });
const entryFact = fc.oneof(
  time.map((at) => present('entry', at)),
  time.map((at) => absent(at)),
  time.map((at) => unread('denied', at)),
);
const listFact = fc.oneof(
  fc.record({ of: fc.subarray(arns), at: time }).map(({ of, at }) => present(of, at)),
  time.map((at) => unread('denied', at)),
);
const factMap: fc.Arbitrary<FactMap> = fc
  .record({
    list: fc.option(listFact, { nil: undefined }),
    facts: fc.dictionary(fc.constantFrom(...arns), entryFact),
  })
  .map(({ list, facts }) => {
    const map = new Map<FactKey<unknown>, Fact<unknown>>(
      Object.entries(facts).map(([arn, fact]) => [factKeys.accessEntry(prod, arn), fact]),
    );
    return list === undefined ? map : map.set(entries, list);
  });
