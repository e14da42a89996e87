import { globalRegion, type Place } from '../model/account.ts';
import { type ClusterRef, honoursAccessEntries } from '../model/cluster.ts';
import { type Fact, isPresent } from '../model/fact.ts';
import { type FactKey, factKeys, type ListKey } from '../model/fact-key.ts';
import type { Resource } from '../model/finding.ts';
import type { SubjectKind, Subjects } from '../rules/rule.ts';
import { type Grounds, knownOf, UnreadFact } from './facts.ts';
import type { Questions } from './questions.ts';
import type { Gap, Touched } from './verdict.ts';

/** Something to judge. */
export interface Candidate<K extends SubjectKind = SubjectKind> {
  readonly subjectId: string;
  readonly place: Place;
  readonly resource: Resource;
  /** Throws `UnreadFact` when what is to be judged could not be read. */
  readonly subject: () => Subjects[K];
  /** What its existence and its own values rest on. */
  readonly touched: readonly Touched[];
}

type Where = Omit<Gap, 'kind' | 'key' | 'reason'>;

/** A way through an estate in search of subjects of one kind, which notes what it saw and where it could not look. */
export interface Walk {
  readonly grounds: Grounds;
  /** Asks without noting that it was on the way. */
  readonly questions: Questions;
  readonly gaps: readonly Gap[];
  /** The facts and lists that were walked. */
  readonly touched: readonly Touched[];
  /** The items of a list as far as they are known; an unread list leaves a gap. */
  list(key: ListKey, where: Where): readonly string[];
  /** One fact on the way; unread, it leaves a gap. */
  fact<V>(key: FactKey<V>, where: Where): V | undefined;
  /** A gap that is somewhere else than the fact that leaves it. */
  look<V>(key: FactKey<V>): Fact<V>;
  /** What nobody has to bring: it leaves a gap only where somebody tried to read it. */
  optional<V>(key: FactKey<V>, where: Where): V | undefined;
}

export function createWalk(grounds: Grounds, kind: SubjectKind, questions: Questions): Walk {
  const gaps: Gap[] = [];
  const touched: Touched[] = [];
  const look = <V>(key: FactKey<V>): Fact<V> => {
    const question = questions.fact(key);
    touched.push(question);
    return question.answer;
  };
  return {
    grounds,
    questions,
    gaps,
    touched,
    look,
    optional: (key, where) => {
      const question = questions.optional(key);
      const { answer } = question;
      touched.push(question);
      if (!answer.read && answer.readAt > 0) {
        gaps.push({ kind, ...where, key, reason: answer.reason });
      }
      return isPresent(answer) ? answer.value : undefined;
    },
    list: (key, where) => {
      const question = questions.members(key);
      const { answer } = question;
      touched.push(question);
      if (!answer.read) gaps.push({ kind, ...where, key, reason: answer.reason });
      return knownOf(answer);
    },
    fact: (key, where) => {
      const answer = look(key);
      if (!answer.read) gaps.push({ kind, ...where, key, reason: answer.reason });
      return isPresent(answer) ? answer.value : undefined;
    },
  };
}

export function* clusterRefs(walk: Walk, where?: Where): Iterable<ClusterRef> {
  for (const region of walk.grounds.config.regions) {
    const names = walk.list(factKeys.clusters(region), where ?? { region });
    for (const name of names) yield { region, name };
  }
}

/** The principals that have an access entry: none where the mode knows no entries. */
export function entryArns(walk: Walk, ref: ClusterRef, where: Where): readonly string[] {
  const cluster = walk.look(factKeys.cluster(ref));
  if (isPresent(cluster) && !honoursAccessEntries(cluster.value)) return [];
  return walk.list(factKeys.accessEntries(ref), where);
}

/** A subject that is one fact's value: unread, it is a subject that nothing can be said of. */
export function subjectFrom<V, S>(
  { questions }: Walk,
  key: FactKey<V>,
  of: (value: V) => S,
): { readonly subject: () => S; readonly touched: readonly Touched[] } {
  const question = questions.fact(key);
  const { answer } = question;
  return {
    subject: () => {
      if (isPresent(answer)) return of(answer.value);
      throw new UnreadFact(`${key}: ${answer.read ? 'gone' : answer.reason}`);
    },
    touched: [question],
  };
}

/** Where what belongs to the whole account is judged. */
export const everywhere = { region: globalRegion } as const;
