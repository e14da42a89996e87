import { serviceAccountOf } from '../iam/service-account-subject.ts';
import type { RbacSubject } from '../model/kubernetes.ts';
import type { KubernetesCluster } from '../model/kubernetes-cluster.ts';
import { callerOf, isAccountsGroup, subjectKey } from './caller.ts';
import {
  membersSomewhere,
  ownFootholds,
  ownNamedFootholds,
  type Target,
  targets,
} from './foothold.ts';
import { masters } from './rbac.ts';
import type { RbacIndex } from './rbac-index.ts';
import { type AwsAuthState, directReasons } from './reason.ts';
import type { Standing, Standings } from './standing.ts';

/** Who is as good as cluster admin, by themselves or by becoming somebody who is. */
export interface Takeovers {
  /** One whom the target stands for and who is as good as cluster admin. */
  through(target: Target): RbacSubject | undefined;
  /** Namespaces with a service account, which exists, that is as good as cluster admin, and one that is. */
  readonly adminNamespaces: ReadonlyMap<string, ServiceAccountSubject>;
}

export type ServiceAccountSubject = RbacSubject & { readonly kind: 'ServiceAccount' };

export function takeoversOf(
  cluster: KubernetesCluster,
  index: RbacIndex,
  standings: Standings,
  awsAuth: AwsAuthState,
): Takeovers {
  const accounts = cluster.serviceAccounts.map(asAccount);
  const existing = new Set(accounts.map(subjectKey));
  const parties = Map.groupBy(subjectsOf(accounts, index), (subject) =>
    standings.of(callerOf(subject)),
  );
  const isAdmin = (standing: Standing) =>
    standing.isMaster || directReasons(standing, awsAuth).length > 0;
  const [admins, others] = split([...parties.keys()], isAdmin);
  const turned = spread(admins, whatTurns(others), (standing) =>
    listAt(parties, standing).map((subject) => ({
      subject,
      targets: targetsFor(subject, existing),
    })),
  );
  return { through: (target) => turned.get(target), adminNamespaces: adminNamespaces(turned) };
}

/** What turns a standing into an admin's: a target that does, or another standing that it shares. */
type Cause = Target | Standing;

/** What each cause turns: whoever has a foothold on it by what is theirs alone, and whoever shares it. */
function whatTurns(standings: readonly Standing[]): ReadonlyMap<Cause, readonly Standing[]> {
  const all = new Set(standings);
  const effects: (readonly [Cause, Standing])[] = [];
  // A set is walked in the order of insertion, whatever is added on the way included.
  for (const standing of all) {
    const footing = [...ownFootholds(standing), ...ownNamedFootholds(standing)];
    for (const { targets: each } of footing) {
      for (const target of each) effects.push([target, standing]);
    }
    if (standing.shared === undefined) continue;
    effects.push([standing.shared, standing]);
    all.add(standing.shared);
  }
  const byCause = Map.groupBy(effects, ([cause]) => cause);
  return new Map([...byCause].map(([cause, same]) => [cause, same.map(([, turns]) => turns)]));
}

function listAt<K, V>(lists: ReadonlyMap<K, readonly V[]>, key: K): readonly V[] {
  return lists.get(key) ?? [];
}

interface Member {
  readonly subject: RbacSubject;
  readonly targets: readonly Target[];
}

/**
 * Somebody who becomes an admin may let others become one: a standing is looked at when the first of what it has a foothold
 * on turns, so the work grows with the number of footholds. Answers who was the first that each target stands for.
 */
function spread(
  admins: readonly Standing[],
  turns: ReadonlyMap<Cause, readonly Standing[]>,
  membersOf: (standing: Standing) => readonly Member[],
): ReadonlyMap<Target, RbacSubject> {
  const first = new Map<Target, RbacSubject>();
  const turned = new Set(admins);
  const turn = (cause: Cause) => {
    for (const standing of listAt(turns, cause)) turned.add(standing);
  };
  for (const standing of turned) {
    turn(standing);
    for (const { subject, targets: each } of membersOf(standing)) {
      for (const target of each.filter((one) => !first.has(one))) {
        first.set(target, subject);
        turn(target);
      }
    }
  }
  return first;
}

function targetsFor(subject: RbacSubject, existing: ReadonlySet<string>): readonly Target[] {
  const key = subjectKey(subject);
  if (subject.kind === 'User') return [targets.itself(key)];
  if (subject.kind === 'Group') {
    return [targets.itself(key), ...(isAccountsGroup(subject.name) ? [membersSomewhere] : [])];
  }
  const exists = existing.has(key);
  return [
    targets.itself(key, exists),
    targets.inNamespace(subject.namespace, exists),
    targets.ofName(subject.name, exists),
  ];
}

function adminNamespaces(
  turned: ReadonlyMap<Target, RbacSubject>,
): ReadonlyMap<string, ServiceAccountSubject> {
  return new Map(
    [...turned].flatMap(([target, subject]) =>
      subject.kind === 'ServiceAccount' && target === targets.inNamespace(subject.namespace)
        ? [[subject.namespace, subject]]
        : [],
    ),
  );
}

/** Whoever is bound, every service account, and the group that needs no binding; each once. */
function subjectsOf(
  accounts: readonly ServiceAccountSubject[],
  index: RbacIndex,
): Iterable<RbacSubject> {
  const everything: RbacSubject = { kind: 'Group', name: masters };
  const all = [...index.subjects.map(asAccountWhereItIsOne), ...accounts, everything];
  return new Map(all.map((subject) => [subjectKey(subject), subject])).values();
}

function asAccount(account: {
  readonly namespace: string;
  readonly name: string;
}): ServiceAccountSubject {
  return { kind: 'ServiceAccount', namespace: account.namespace, name: account.name };
}

/** A binding may name a service account as a user. */
function asAccountWhereItIsOne(subject: RbacSubject): RbacSubject {
  const account = subject.kind === 'User' ? serviceAccountOf(subject.name) : undefined;
  return account === undefined ? subject : asAccount(account);
}

function split<T>(
  all: readonly T[],
  isFirst: (one: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  const { yes = [], no = [] } = Object.groupBy(all, (one) => (isFirst(one) ? 'yes' : 'no'));
  return [yes, no];
}
