import { contentHash } from '../findings/identity.ts';
import { statementKeys } from '../iam/statement-key.ts';
import { globalRegion, type Place } from '../model/account.ts';
import { type ClusterRef, clusterArn, honoursAccessEntries } from '../model/cluster.ts';
import { factOf, membersOf } from '../model/estate.ts';
import { type Fact, isPresent } from '../model/fact.ts';
import { type FactKey, factKeys, type ListKey } from '../model/fact-key.ts';
import type { Resource } from '../model/finding.ts';
import { watchedRegions } from '../model/watched-region.ts';
import type { SubjectKind, Subjects } from '../rules/rule.ts';
import { type Grounds, knownOf, UnreadFact } from './facts.ts';
import type { Gap, Touched } from './verdict.ts';
import { waiverSubject } from './waivers.ts';

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

export interface SubjectList<K extends SubjectKind = SubjectKind> {
  readonly candidates: readonly Candidate<K>[];
  readonly gaps: readonly Gap[];
  /** The lists that were walked. */
  readonly touched: readonly Touched[];
}

/** Every subject of a kind, and where more may be that could not be listed. */
export function subjectsOf(grounds: Grounds, kind: SubjectKind): SubjectList {
  const walk = createWalk(grounds, kind);
  const candidates = [...enumerations[kind](walk)];
  return { candidates, gaps: walk.gaps, touched: walk.touched };
}

interface Walk {
  readonly grounds: Grounds;
  readonly gaps: Gap[];
  readonly touched: Touched[];
  /** The items of a list as far as they are known; an unread list leaves a gap. */
  list(key: ListKey, where: Omit<Gap, 'kind' | 'key' | 'reason'>): readonly string[];
}

function createWalk(grounds: Grounds, kind: SubjectKind): Walk {
  const gaps: Gap[] = [];
  const touched: Touched[] = [];
  return {
    grounds,
    gaps,
    touched,
    list: (key, where) => {
      const answer = membersOf(grounds.estate, key);
      touched.push({ ask: 'members', key, answer });
      if (!answer.read) gaps.push({ kind, ...where, key, reason: answer.reason });
      return knownOf(answer);
    },
  };
}

const enumerations: { readonly [K in SubjectKind]: (walk: Walk) => Iterable<Candidate<K>> } = {
  watchedRegion: regions,
  cluster: clusters,
  accessEntry: accessEntries,
  trustStatement: trustStatements,
  waiver: waivers,
};

function* regions({ grounds }: Walk): Iterable<Candidate<'watchedRegion'>> {
  const { account } = grounds.estate;
  for (const subject of watchedRegions(grounds.config.regions, account.partition)) {
    yield {
      subjectId: subject.region,
      place: { region: subject.region },
      resource: { type: 'AWS::::Account', id: account.accountId },
      subject: () => subject,
      touched: [],
    };
  }
}

function* clusters(walk: Walk): Iterable<Candidate<'cluster'>> {
  const { account } = walk.grounds.estate;
  for (const ref of clusterRefs(walk)) {
    const arn = clusterArn(account, ref);
    yield {
      subjectId: arn,
      place: { region: ref.region, clusterName: ref.name },
      resource: { type: 'AWS::EKS::Cluster', id: arn },
      ...rest(walk.grounds, factKeys.cluster(ref), (cluster) => cluster),
    };
  }
}

function* accessEntries(walk: Walk): Iterable<Candidate<'accessEntry'>> {
  for (const ref of clusterRefs(walk)) {
    const cluster = factOf(walk.grounds.estate, factKeys.cluster(ref));
    walk.touched.push({ ask: 'fact', key: factKeys.cluster(ref), answer: cluster });
    if (isPresent(cluster) && !honoursAccessEntries(cluster.value)) continue;
    const place = { region: ref.region, clusterName: ref.name };
    for (const principalArn of walk.list(factKeys.accessEntries(ref), place)) {
      yield {
        subjectId: principalArn,
        place,
        resource: { type: 'AWS::EKS::AccessEntry', id: principalArn },
        ...rest(walk.grounds, factKeys.accessEntry(ref, principalArn), (entry) => ({
          cluster: ref,
          entry,
        })),
      };
    }
  }
}

function* trustStatements(walk: Walk): Iterable<Candidate<'trustStatement'>> {
  for (const roleArn of walk.list(factKeys.roles(), { region: globalRegion })) {
    const trust = trustOf(walk, roleArn);
    if (!isPresent(trust.answer)) continue;
    const { statements } = trust.answer.value;
    const keys = statementKeys(statements);
    for (const [index, statement] of statements.entries()) {
      const candidate = rest(walk.grounds, factKeys.role(roleArn), (role) => ({ role, statement }));
      yield {
        subjectId: `${roleArn}#${shortKey(keys[index] ?? '')}`,
        place: { region: globalRegion },
        resource: { type: 'AWS::IAM::Role', id: roleArn },
        ...candidate,
        // The statement comes from the trust policy: when that changes, the verdict is due again.
        touched: [...candidate.touched, trust],
      };
    }
  }
}

/** A role's trust policy; unread, it leaves a gap inside the role. */
function trustOf(walk: Walk, roleArn: string) {
  const key = factKeys.trustPolicy(roleArn);
  const answer = factOf(walk.grounds.estate, key);
  const trust = { ask: 'fact' as const, key, answer };
  walk.touched.push(trust);
  if (!answer.read) {
    const { reason } = answer;
    const where = { region: globalRegion, resourceId: roleArn };
    walk.gaps.push({ kind: 'trustStatement', ...where, key, reason });
  }
  return trust;
}

/** A Sid stays readable; a key made of the statement's text is hashed. */
function shortKey(key: string): string {
  return /^[A-Za-z0-9]+$/.test(key) ? key : contentHash(key).slice(0, 12);
}

function* waivers({ grounds }: Walk): Iterable<Candidate<'waiver'>> {
  for (const waiver of grounds.config.waivers) {
    const subjectId = waiverSubject(waiver);
    yield {
      subjectId,
      place: { region: globalRegion },
      resource: { type: 'Gatewatch::Waiver', id: subjectId },
      subject: () => waiver,
      touched: [],
    };
  }
}

function* clusterRefs(walk: Walk): Iterable<ClusterRef> {
  for (const region of walk.grounds.config.regions) {
    for (const name of walk.list(factKeys.clusters(region), { region })) yield { region, name };
  }
}

/** A subject that is one fact's value: unread, it is a subject that nothing can be said of. */
function rest<V, S>(
  { estate }: Grounds,
  key: FactKey<V>,
  subjectFrom: (value: V) => S,
): { readonly subject: () => S; readonly touched: readonly Touched[] } {
  const answer: Fact<V> = factOf(estate, key);
  return {
    subject: () => {
      if (isPresent(answer)) return subjectFrom(answer.value);
      throw new UnreadFact(`${key}: ${answer.read ? 'gone' : answer.reason}`);
    },
    touched: [{ ask: 'fact', key, answer }],
  };
}
