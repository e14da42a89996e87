import type { RbacSubject } from '../model/kubernetes.ts';
import type { KubernetesCluster } from '../model/kubernetes-cluster.ts';
import { callerOf, isAccountsGroup, serviceAccountOf, subjectKey } from './caller.ts';
import {
  footholdsOf,
  membersSomewhere,
  namedFootholdsOf,
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
  const [admins, others] = split([...parties], ([standing]) => isAdmin(standing));
  const watches = others.flatMap(([standing, party]) =>
    footingOf(standing).map((target) => ({ target, party })),
  );
  const turned = spread(
    admins.map(([, party]) => party),
    Map.groupBy(watches, ({ target }) => target),
    (subject) => targetsFor(subject, existing),
  );
  return { through: (target) => turned.get(target), adminNamespaces: adminNamespaces(turned) };
}

/** Subjects who hold the same, and so turn together. */
type Party = readonly RbacSubject[];

type Watch = { readonly target: Target; readonly party: Party };

/**
 * Somebody who becomes an admin may let others become one: a party is looked at when the first of what it has a foothold
 * on turns, so the work grows with the number of footholds. Answers who was the first that each target stands for.
 */
function spread(
  admins: readonly Party[],
  watches: ReadonlyMap<Target, readonly Watch[]>,
  targetsOf: (subject: RbacSubject) => readonly Target[],
): ReadonlyMap<Target, RbacSubject> {
  const first = new Map<Target, RbacSubject>();
  const turned = new Set(admins);
  const tell = (target: Target, subject: RbacSubject) => {
    if (first.has(target)) return;
    first.set(target, subject);
    for (const { party } of watches.get(target) ?? []) turned.add(party);
  };
  // A set is walked in the order of insertion, whatever is added on the way included.
  for (const party of turned) {
    for (const subject of party) {
      for (const target of targetsOf(subject)) tell(target, subject);
    }
  }
  return first;
}

function footingOf(standing: Standing): readonly Target[] {
  return [...footholdsOf(standing), ...namedFootholdsOf(standing)].flatMap(
    (foothold) => foothold.targets,
  );
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
