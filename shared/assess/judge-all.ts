import type { Rule, RuleFor, SubjectKind } from '../rules/rule.ts';
import { type Grounds, type Recording, recordingFacts } from './facts.ts';
import { type Judgement, judge, stopped } from './judge.ts';
import type { Questions } from './questions.ts';
import type { Recall } from './recall.ts';
import { type SubjectList, subjectsOf } from './subjects.ts';
import { type Asked, type Verdict, verdictKey } from './verdict.ts';
import type { Candidate } from './walk.ts';

/** What a set of rules says of an estate. */
export interface Judged {
  /** By rule, in the order of the list of its subjects. */
  readonly verdicts: ReadonlyMap<string, readonly Verdict[]>;
  readonly lists: ReadonlyMap<SubjectKind, SubjectList>;
}

/** Judges every subject by every rule, and takes from an earlier assessment the verdicts that still stand. */
export function judgeAll(
  rules: readonly Rule[],
  grounds: Grounds,
  questions: Questions,
  before?: Recall,
): Judged {
  const recording = recordingFacts(grounds, questions);
  const lists = new Map<SubjectKind, SubjectList>();
  const verdicts = new Map<string, readonly Verdict[]>();
  for (const [kind, ofKind] of Map.groupBy(rules, ({ subject }) => subject)) {
    const earlier = before?.lists.get(kind);
    const list = stillStands(earlier, questions) ? earlier : subjectsOf(grounds, kind, questions);
    lists.set(kind, list);
    const places = placesBefore(list, earlier);
    const shared = sharedQuestions();
    for (const rule of ofKind) {
      const known = before?.verdicts.get(rule.id) ?? [];
      const judged = list.candidates.map((candidate, index) => {
        const verdict = known[places[index] ?? -1];
        if (verdict !== undefined && questions.stand(verdict.touched)) return verdict;
        const judgement = judgeCandidate(rule, candidate, recording);
        return verdictOf(rule, candidate, judgement, shared(index, recording.asked()));
      });
      verdicts.set(rule.id, judged);
    }
  }
  return { lists, verdicts };
}

function stillStands(list: SubjectList | undefined, questions: Questions): list is SubjectList {
  if (list === undefined || !questions.stand(list.touched)) return false;
  return list.candidates.every(({ touched }) => questions.stand(touched));
}

/** Where each candidate stood in the list before, if it rests on the same facts. */
function placesBefore(
  { candidates }: SubjectList,
  before: SubjectList | undefined,
): readonly (number | undefined)[] {
  if (before === undefined) return [];
  if (before.candidates === candidates) return candidates.map((_, index) => index);
  const places = new Map(before.candidates.map((candidate, index) => [keyOf(candidate), index]));
  return candidates.map((candidate) => {
    const place = places.get(keyOf(candidate));
    const then = place === undefined ? undefined : before.candidates[place];
    return then !== undefined && sameItems(then.touched, candidate.touched) ? place : undefined;
  });
}

function keyOf({ place, subjectId }: Candidate): string {
  return verdictKey({ ruleId: '', ...place, subject: subjectId });
}

function sameItems(before: readonly Asked[], now: readonly Asked[]): boolean {
  return before.length === now.length && before.every((question, index) => question === now[index]);
}

/** Rules that ask the same about a candidate share one list of what was asked: there are many more verdicts than facts. */
function sharedQuestions() {
  const known: (readonly Asked[])[][] = [];
  return (index: number, asked: ReadonlySet<Asked>): readonly Asked[] => {
    if (asked.size === 0) return nothing;
    known[index] ??= [];
    const same = known[index].find((list) => hasExactly(asked, list));
    if (same !== undefined) return same;
    const list = [...asked];
    known[index].push(list);
    return list;
  };
}

const nothing: readonly Asked[] = [];

function hasExactly(asked: ReadonlySet<Asked>, list: readonly Asked[]): boolean {
  return list.length === asked.size && list.every((question) => asked.has(question));
}

function judgeCandidate(
  rule: RuleFor<SubjectKind>,
  candidate: Candidate,
  recording: Recording,
): Judgement {
  recording.restart();
  try {
    return judge(rule, candidate.subject(), recording);
  } catch (error) {
    return stopped(error);
  }
}

function verdictOf(
  { id: ruleId }: RuleFor<SubjectKind>,
  { subjectId: subject, place, resource, touched: restsOn }: Candidate,
  { verdict, violations, complete, reason, doubt }: Judgement,
  touched: readonly Asked[],
): Verdict {
  const of = { ruleId, subject, place, resource, verdict, violations, complete, restsOn, touched };
  return reason === undefined ? of : { ...of, reason, ...(doubt !== undefined && { doubt }) };
}
