import { describe, expect, test } from 'vitest';
import { judge } from '../../shared/assess/judge.ts';
import { canonicalJson } from '../../shared/model/json.ts';
import type { Violation } from '../../shared/model/violation.ts';
import type { RuleFor, SubjectKind, Subjects } from '../../shared/rules/rule.ts';
import { factsFrom, type Known } from './facts.ts';

export interface Given<K extends SubjectKind> {
  readonly subject: Subjects[K];
  readonly known: Known;
}

type Some<T> = readonly [T, ...T[]];

export interface RuleCases<K extends SubjectKind> {
  readonly compliant: Readonly<Record<string, Given<K>>>;
  readonly nonCompliant: Readonly<
    Record<string, { readonly given: Given<K>; readonly reports: Some<Violation> }>
  >;
  readonly notApplicable?: Readonly<
    Record<string, { readonly given: Given<K>; readonly because: string }>
  >;
  /** Where something was unread or undecided; `reports` is what was proven all the same. */
  readonly insufficientData?: Readonly<
    Record<
      string,
      {
        readonly given: Given<K>;
        readonly because: string;
        readonly reports?: Some<Violation>;
      }
    >
  >;
}

/** A rule's specification: named cases on both sides of the line, compared whole. */
export function testRule<K extends SubjectKind>(rule: RuleFor<K>, cases: RuleCases<K>): void {
  const { compliant, nonCompliant, notApplicable = {}, insufficientData = {} } = cases;
  describe(rule.id, () => {
    test.each(Object.entries(compliant))('accepts %s', (_, given) => {
      expect(run(rule, given)).toStrictEqual({
        verdict: 'COMPLIANT',
        violations: [],
        complete: true,
      });
    });
    test.each(Object.entries(nonCompliant))('reports %s', (_, { given, reports }) => {
      expect(run(rule, given)).toStrictEqual({
        verdict: 'NON_COMPLIANT',
        violations: reports,
        complete: true,
      });
    });
    test.each(Object.entries(notApplicable))('does not concern %s', (_, { given, because }) => {
      expect(run(rule, given)).toStrictEqual({
        verdict: 'NOT_APPLICABLE',
        violations: [],
        reason: because,
        complete: true,
      });
    });
    test.each(Object.entries(insufficientData))(
      'cannot clear %s',
      (_, { given, because, reports }) => {
        expect(run(rule, given)).toStrictEqual({
          verdict: reports === undefined ? 'INSUFFICIENT_DATA' : 'NON_COMPLIANT',
          violations: reports ?? [],
          reason: because,
          complete: false,
          doubt: expect.stringMatching(/^(unread|undecided)$/),
        });
      },
    );
    test('is specified on both sides, each case once', () => {
      const undecided = [notApplicable, insufficientData, nonCompliant].flatMap(Object.values);
      const inputs = [...Object.values(compliant), ...undecided.map(({ given }) => given)];
      expect(Object.keys(compliant)).not.toEqual([]);
      expect(Object.keys(nonCompliant)).not.toEqual([]);
      expect(new Set(inputs.map(canonicalJson)).size).toBe(inputs.length);
    });
  });
}

function run<K extends SubjectKind>(rule: RuleFor<K>, { subject, known }: Given<K>) {
  return judge(rule, subject, factsFrom(known));
}
