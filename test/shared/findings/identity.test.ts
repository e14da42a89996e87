import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentHash,
  deliveryId,
  type FindingIdentity,
  findingId,
  fingerprintOf,
  transitionId,
  unreadListId,
} from '../../../shared/findings/identity.ts';
import golden from './golden-ids.json' with { type: 'json' };

const base: FindingIdentity = {
  partition: 'aws',
  accountId: '012345678901',
  region: 'eu-west-1',
  clusterArn: 'arn:aws:eks:eu-west-1:012345678901:cluster/prod',
  ruleId: 'access-entry-no-cluster-admin',
  subject: 'arn:aws:iam::012345678901:role/ci',
  key: '',
};

describe('the identity of a finding', () => {
  it.each(golden as readonly (FindingIdentity & { id: string })[])(
    'is $id for ever: $ruleId of $subject $key in $region $clusterArn',
    ({ id, ...identity }) => {
      expect(findingId(identity)).toBe(id);
    },
  );

  it('has at least fifty examples, all of them different', () => {
    expect(golden.length).toBeGreaterThanOrEqual(50);
    expect(new Set(golden.map(({ id }) => id)).size).toBe(golden.length);
  });

  it.each([
    ['partition', { partition: 'aws-cn' }],
    ['account', { accountId: '12345678901' }],
    ['Region', { region: 'us-east-1' }],
    ['cluster', { clusterArn: 'arn:aws:eks:eu-west-1:012345678901:cluster/dev' }],
    ['rule', { ruleId: 'access-entry-principal-exists' }],
    ['subject', { subject: 'arn:aws:iam::012345678901:role/CI' }],
    ['key', { key: 'recreated' }],
  ])('differs with the %s', (_, other) => {
    expect(findingId({ ...base, ...other })).not.toBe(findingId(base));
  });

  it('cannot be made to collide by moving text from one member to the next', () => {
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        const same = JSON.stringify(members(a)) === JSON.stringify(members(b));
        expect(findingId(a) === findingId(b)).toBe(same);
      }),
    );
  });

  it('does not depend on the order in which its members were written', () => {
    const reversed = Object.fromEntries(Object.entries(base).reverse());
    expect(findingId(reversed as unknown as FindingIdentity)).toBe(findingId(base));
  });
});

describe('the id of a transition', () => {
  it('is the finding and how often it has moved', () => {
    expect(transitionId('bc81bf1c88c6865450e9', 3)).toBe('bc81bf1c88c6865450e9-3');
  });
});

describe('the id of a delivery', () => {
  it('is the same for the same transitions in any order, and another for others', () => {
    expect(deliveryId(['b-1', 'a-2'])).toBe(deliveryId(['a-2', 'b-1']));
    expect(deliveryId(['a-2'])).not.toBe(deliveryId(['a-2', 'b-1']));
    expect(deliveryId(['a-2'])).toMatch(/^[0-9a-f]{20}$/);
  });
});

describe('the id of a list of unread facts', () => {
  const note = { fact: 'trails', place: 'cloudtrail', reason: 'denied', expected: false };
  const list = { unread: { count: 1, expected: 0 }, factsUnread: [note] };

  it('is the same for the same facts, reasons and number', () => {
    expect(unreadListId({ ...list, factsUnread: [{ ...note }] })).toBe(unreadListId(list));
    expect(unreadListId(list)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['reason', { ...list, factsUnread: [{ ...note, reason: 'timeout' }] }],
    ['number beyond those named', { ...list, unread: { count: 2, expected: 0 } }],
  ])('is another for another %s', (_, other) => {
    expect(unreadListId(other)).not.toBe(unreadListId(list));
  });
});

describe('the hash of a content', () => {
  it('is the SHA-256 of its canonical text', () => {
    const of = '{"a":1,"b":2}';
    expect(contentHash({ b: 2, a: 1 })).toBe(
      '43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777',
    );
    expect(of).toBe('{"a":1,"b":2}');
  });
});

function members(of: FindingIdentity) {
  const { partition, accountId, region, clusterArn, ruleId, subject, key } = of;
  return [partition, accountId, region, clusterArn, ruleId, subject, key];
}

const text = fc.constantFrom('', 'a', 'b', 'ab', '"', '","', '\\', 'é');
const identity = fc.record({
  partition: text,
  accountId: text,
  region: text,
  clusterArn: text,
  ruleId: text,
  subject: text,
  key: text,
});

describe('a fingerprint', () => {
  it('is the text itself, in one order, as long as that is short', () => {
    expect(fingerprintOf({ b: 1, a: 'x'.repeat(1_984) })).toBe(
      `{"a":"${'x'.repeat(1_984)}","b":1}`,
    );
  });

  it('is a hash of what is longer, and tells apart what differs', () => {
    const long = fingerprintOf({ a: 'x'.repeat(1_993) });
    expect(long).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf({ a: `${'x'.repeat(1_992)}y` })).not.toBe(long);
  });
});
