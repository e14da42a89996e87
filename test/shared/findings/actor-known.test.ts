import { describe, expect, it, test } from 'vitest';
import { accountedFor } from '../../../shared/findings/actor-known.ts';
import type { Actor, Change, Claim } from '../../../shared/model/change.ts';
import type { Awaiting } from '../../../shared/model/finding.ts';

const claim = (id: string): Claim => ({ key: 'trust-policy iam a', path: 'document', id });
const actor = (eventId: string, eventTime = 1_000_000): Actor => ({
  name: eventId,
  eventId,
  eventName: 'x',
  eventTime,
  region: 'eu-west-1',
});
const said = (by: Actor, ...ids: readonly string[]): Change => ({
  actor: by,
  claims: ids.map(claim),
});
const awaiting: Awaiting = {
  claims: [claim('a'), claim('b')],
  since: 1_000_000,
  until: 1_001_000,
};

describe('events about what a finding awaits', () => {
  it('account for nothing where they tell of something else, or there are none', () => {
    expect(accountedFor(awaiting, [])).toBeUndefined();
    expect(accountedFor(awaiting, [said(actor('x'), 'c')])).toBeUndefined();
    const partly = { ...awaiting, actor: actor('known') };
    expect(accountedFor(partly, [said(actor('x'), 'c')])).toBeUndefined();
  });

  it('name the last of those who account for all of it', () => {
    const [early, late] = [actor('early', 1_000_000), actor('late', 1_000_500)];
    const stranger = said(actor('stranger', 1_000_900), 'c');
    const changes = [said(late, 'b', 'c'), stranger, said(early, 'a')];
    expect(accountedFor(awaiting, changes)).toEqual({ actor: late });
    expect(accountedFor(awaiting, changes.toReversed())).toEqual({ actor: late });
  });

  it('name the first at hand of two of one second', () => {
    const changes = [said(actor('one'), 'a'), said(actor('two'), 'b')];
    expect(accountedFor(awaiting, changes)?.actor.eventId).toBe('one');
  });

  it('leave what they do not account for, and remember who did the rest', () => {
    expect(accountedFor(awaiting, [said(actor('x'), 'b')])).toEqual({
      actor: actor('x'),
      awaiting: { ...awaiting, claims: [claim('a')], actor: actor('x') },
    });
  });

  it('name who was known before where that came later', () => {
    const known = actor('known', 1_000_900);
    const rest = { ...awaiting, claims: [claim('a')], actor: known };
    expect(accountedFor(rest, [said(actor('x'), 'a')])).toEqual({ actor: known });
  });

  test.each([
    ['five minutes before it was read last', 700_000, true],
    ['longer before', 699_999, false],
    ['five minutes after it was read', 1_301_000, true],
    ['longer after', 1_301_001, false],
  ])('count when they are of %s', (_, time, counts) => {
    const found = accountedFor(awaiting, [said(actor('x', time), 'a', 'b')]);
    expect(found !== undefined).toBe(counts);
  });
});
