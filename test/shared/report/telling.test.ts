import { describe, expect, it, test } from 'vitest';
import { transitionTypes } from '../../../shared/model/finding.ts';
import {
  headlineOf,
  isWorthTelling,
  stillOpen,
  tellingOf,
  tellings,
  verbOf,
} from '../../../shared/report/telling.ts';
import { access, finding, owed, step, takenAt, terraform } from './sample.ts';

const of = finding();
const someone = { ...terraform, name: 'user/zoe' };

describe('tellingOf', () => {
  it('has nothing to tell where nothing is owed', () => {
    expect(tellingOf({ finding: of, owed: [] })).toBeUndefined();
    expect(tellings([{ finding: of, owed: [] }])).toEqual([]);
  });

  it('tells a single step as it is', () => {
    expect(tellingOf(owed('OPENED', {}, { actor: terraform }))).toEqual({
      finding: of,
      type: 'OPENED',
      at: takenAt,
      severity: 'HIGH',
      message: of.message,
      cause: 'change',
      actor: terraform,
      earlier: [],
      dropped: 0,
    });
  });

  it('keeps the severity before and the note', () => {
    const { previousSeverity, note } =
      tellingOf(owed('RETIRED', {}, { previousSeverity: 'LOW', note: 'The rule is gone.' })) ?? {};
    expect([previousSeverity, note]).toEqual(['LOW', 'The rule is gone.']);
  });

  it('keeps what the step changed of access, and not what others did', () => {
    const opened = step('OPENED', of, { at: 1, access });
    const changed = step('CHANGED', of, { at: 2 });
    expect(tellingOf({ finding: of, owed: [opened] })?.access).toBe(access);
    expect(tellingOf({ finding: of, owed: [opened, changed] })).not.toHaveProperty('access');
  });

  it('tells the newest step and remembers those before', () => {
    const opened = step('OPENED', of, { at: 1, severity: 'LOW' });
    const changed = step('CHANGED', of, { at: 2 });
    const told = tellingOf({ finding: of, owed: [changed, opened] });
    expect(told).toMatchObject({ type: 'CHANGED', at: 2, earlier: [opened] });
  });

  it('counts the steps before that were not kept', () => {
    const steps = [step('OPENED', of, { at: 1, dropped: 40 }), step('RESOLVED', of, { at: 2 })];
    expect(tellingOf({ finding: of, owed: steps })?.dropped).toBe(40);
  });

  it('takes the actor that became known later for the step itself', () => {
    const opened = step('OPENED', of, { at: 1 });
    const known = step('ACTOR_KNOWN', of, { at: 2, actor: terraform });
    expect(tellingOf({ finding: of, owed: [opened, known] })).toMatchObject({
      type: 'OPENED',
      actor: terraform,
      earlier: [],
    });
  });

  it('never blames who opened it for what came after', () => {
    const opened = step('OPENED', of, { at: 1, actor: someone });
    const known = step('ACTOR_KNOWN', of, { at: 2, actor: someone });
    const resolved = step('RESOLVED', of, { at: 3 });
    const told = tellingOf({
      finding: finding({ actor: someone }),
      owed: [opened, known, resolved],
    });
    expect(told).not.toHaveProperty('actor');
    expect(told?.earlier).toEqual([opened]);
  });

  it('tells that the actor is known when that is all', () => {
    const known = step('ACTOR_KNOWN', of);
    expect(tellingOf({ finding: finding({ actor: someone }), owed: [known] })).toMatchObject({
      type: 'ACTOR_KNOWN',
      actor: someone,
    });
    expect(tellingOf({ finding: of, owed: [{ ...known, actor: terraform }] })).toMatchObject({
      actor: terraform,
    });
    expect(tellingOf({ finding: of, owed: [known] })).not.toHaveProperty('actor');
  });
});

test('stillOpen tells an open finding with the actor it has', () => {
  expect(stillOpen(finding({ actor: terraform }))).toEqual({
    finding: finding({ actor: terraform }),
    type: 'OPEN',
    at: of.firstSeen,
    severity: 'HIGH',
    message: of.message,
    actor: terraform,
    earlier: [],
    dropped: 0,
  });
  expect(stillOpen(of)).not.toHaveProperty('actor');
});

test('tellings put what needs attention first, then the most severe, then by id', () => {
  const told = tellings([
    owed('RESOLVED', { id: 'a', severity: 'CRITICAL' }),
    owed('WAIVED', { id: 'b', severity: 'HIGH' }),
    owed('ACTOR_KNOWN', { id: 'c', severity: 'MEDIUM' }),
    owed('RETIRED', { id: 'd', severity: 'LOW' }),
    owed('UNWAIVED', { id: 'f', severity: 'LOW' }),
    owed('WAIVER_EXPIRED', { id: 'e', severity: 'LOW' }),
    owed('CHANGED', { id: 'g', severity: 'HIGH' }),
    owed('SETTLED', { id: 'i', severity: 'MEDIUM', status: 'resolved' }),
    owed('SETTLED', { id: 'j', severity: 'MEDIUM' }),
    owed('FLAPPING', { id: 'k', severity: 'CRITICAL' }),
    owed('REOPENED', { id: 'h', severity: 'CRITICAL' }),
  ]);
  expect(told.map(({ finding: { id } }) => id).join('')).toBe('hkgjefabcid');
});

describe('isWorthTelling', () => {
  const told = (severity: 'LOW' | 'HIGH', previousSeverity: 'LOW' | 'HIGH' = severity) => ({
    ...stillOpen(finding({ severity })),
    previousSeverity,
  });

  it('goes by the severity now or before', () => {
    expect(isWorthTelling(told('HIGH'), 'HIGH')).toBe(true);
    expect(isWorthTelling(told('LOW'), 'MEDIUM')).toBe(false);
    expect(isWorthTelling(told('LOW', 'HIGH'), 'MEDIUM')).toBe(true);
    expect(isWorthTelling(told('HIGH', 'LOW'), 'MEDIUM')).toBe(true);
    expect(isWorthTelling(stillOpen(finding({ severity: 'LOW' })), 'MEDIUM')).toBe(false);
  });
});

describe('verbOf', () => {
  it('has words for every step', () => {
    const verbs = transitionTypes.map((type) => verbOf({ ...stillOpen(of), type }));
    expect([...verbs, verbOf(stillOpen(of))]).toEqual([
      'OPENED',
      'CHANGED',
      'REOPENED',
      'RESOLVED',
      'WAIVED',
      'WAIVER REMOVED',
      'WAIVER EXPIRED',
      'ACTOR KNOWN',
      'RETIRED',
      'FLAPPING',
      'SETTLED',
      'STILL OPEN',
    ]);
  });

  it('does not call what was there at first sight opened', () => {
    const opened = { ...stillOpen(of), type: 'OPENED' as const };
    expect(verbOf({ ...opened, cause: 'baseline' })).toBe('FOUND');
    expect(verbOf({ ...opened, cause: 'catalogue' })).toBe('OPENED');
    expect(verbOf({ ...opened, type: 'WAIVED', cause: 'baseline' })).toBe('WAIVED');
  });

  it('names the severity before where it differs', () => {
    const changed = { ...stillOpen(of), type: 'CHANGED' as const };
    expect(verbOf({ ...changed, previousSeverity: 'LOW' })).toBe('CHANGED (was LOW)');
    expect(verbOf({ ...changed, previousSeverity: 'HIGH' })).toBe('CHANGED');
    expect(verbOf({ ...changed, type: 'REOPENED', previousSeverity: 'LOW' })).toBe('REOPENED');
  });
});

describe('headlineOf', () => {
  const headline = (message: string) => headlineOf(stillOpen(finding({ message })));

  it('drops the full stop and what every principal of the account begins with', () => {
    expect(headline('arn:aws:iam::011122223333:role/ci is admin.')).toBe('role/ci is admin');
  });

  it('keeps full stops inside and other accounts whole', () => {
    expect(headline('eks.amazonaws.com and arn:aws:iam::999922223333:role/ci are')).toBe(
      'eks.amazonaws.com and arn:aws:iam::999922223333:role/ci are',
    );
  });
});
