import type { FactMap } from '../model/estate.ts';
import type { SubjectKind } from '../rules/rule.ts';
import type { Offence } from './identify.ts';
import type { Works } from './questions.ts';
import type { SubjectList } from './subjects.ts';
import type { Asked, Assessment, Verdict } from './verdict.ts';

/** What an assessment leaves for the next one of the same catalogue and config, beside what it says. */
export interface Recall {
  /** All that its verdicts and its lists of subjects rest on: the parts of shared work stand before the work. */
  readonly asked: ReadonlySet<Asked>;
  readonly works: Works;
  readonly facts: FactMap;
  readonly lists: ReadonlyMap<SubjectKind, SubjectList>;
  /** By rule, in the order of the list of its subjects. */
  readonly verdicts: ReadonlyMap<string, readonly Verdict[]>;
  readonly offences: ReadonlyMap<Verdict, readonly Offence[]>;
}

const recalls = new WeakMap<Assessment, Recall>();

export function remember(assessment: Assessment, recall: Recall): void {
  recalls.set(assessment, recall);
}

export function recallOf(assessment: Assessment | undefined): Recall | undefined {
  return assessment && recalls.get(assessment);
}
