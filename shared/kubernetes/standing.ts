import { ability, clusterOnly } from './ability.ts';
import { type Caller, callerKeys } from './caller.ts';
import { type Held, type Holding, type Holdings, nothingHeld } from './holdings.ts';
import { isOpen, type Way } from './power-way.ts';
import { masters } from './rbac.ts';
import type { RbacIndex } from './rbac-index.ts';

/** All that somebody holds, through themselves and their groups. */
export interface Standing {
  readonly isMaster: boolean;
  readonly cluster: Reached;
  /** Namespaces where something is bound; what reaches the whole cluster counts there too. */
  readonly namespaces: ReadonlyMap<string, Reached>;
  /** What holds in all other namespaces: that of the groups which they have in common with others, who hold it once together. */
  readonly shared?: Standing;
  /** The cluster, and whom they may impersonate in any namespace. */
  readonly impersonating: Reached;
}

/** What somebody may do over one reach. */
export interface Reached {
  /** With what they may bind to themselves. */
  readonly abilities: number;
  /** Without. */
  readonly ownAbilities: number;
  readonly held: readonly Held[];
  /** What of it is bound over this very reach. */
  readonly own: readonly Held[];
  /** Absent for the whole cluster. */
  readonly namespace?: string;
}

export interface Standings {
  /** The same object for callers who hold the same. */
  of(caller: Caller): Standing;
}

export function standingsOf(index: RbacIndex, holdings: Holdings): Standings {
  const known = new Map<string, Standing>();
  const lend = (own: Own, namespace?: string) => lent(own, namespace, index, holdings);
  const withKeys = (keys: readonly string[], isMaster: boolean): Standing => {
    // A name of somebody may hold any character, so that no character tells keys apart.
    const name = JSON.stringify([isMaster, ...keys.toSorted()]);
    const same = known.get(name);
    if (same !== undefined) return same;
    const held = keys.map((key) => holdings.of(key)).filter((holding) => holding !== undefined);
    const [first] = held;
    const fresh =
      first !== undefined && held.length > 1 && isLocal(first)
        ? upon(withKeys(keys.slice(1), isMaster), first, lend)
        : { isMaster, ...reachesOf(held, lend, index) };
    known.set(name, fresh);
    return fresh;
  };
  return {
    of(caller) {
      const keys = callerKeys(caller).filter((key) => holdings.of(key) !== undefined);
      return withKeys(keys, caller.groups.includes(masters));
    },
  };
}

/** Whether what a key holds changes nothing outside of the namespaces where it is bound. */
function isLocal({ cluster, namespaces }: Holding): boolean {
  return (
    cluster === nothingHeld &&
    [...namespaces.values()].every(({ abilities }) => (abilities & somebody) === 0)
  );
}

/** What one key adds in its own namespaces, so that a group bound in a thousand is not reckoned for every member. */
function upon(shared: Standing, { namespaces }: Holding, lend: Lend): Standing {
  const { cluster } = shared;
  const reaches = [...namespaces].map(([namespace, held]): [string, Reached] => {
    const others = boundIn(shared, namespace)?.own ?? [];
    return [namespace, reachIn(namespace, cluster, [held, ...others], lend)];
  });
  return { ...shared, namespaces: new Map(reaches), shared };
}

function boundIn({ namespaces, shared }: Standing, namespace: string): Reached | undefined {
  return namespaces.get(namespace) ?? (shared && boundIn(shared, namespace));
}

/** What somebody may do in one namespace. */
export function reachedIn(standing: Standing, namespace: string): Reached {
  return boundIn(standing, namespace) ?? standing.cluster;
}

/** Doing everything says it all, so that no other way is told beside it; of what may be bound one way is enough. */
export function openWays(
  ways: readonly Way[],
  { abilities, ownAbilities }: Reached,
): readonly Way[] {
  const own = ways.filter((way) => isOpen(way, ownAbilities));
  const everything = own.find(({ way }) => way === 'does-everything');
  if (everything !== undefined) return [everything];
  const bindable = ways.find((way) => !own.includes(way) && isOpen(way, abilities));
  return bindable === undefined ? own : [...own, bindable];
}

type Own = Pick<Reached, 'ownAbilities' | 'held'>;

/** The abilities that somebody may bind to themselves, who has these. */
type Lend = (own: Own, namespace?: string) => number;

function reachesOf(
  holdings: readonly Holding[],
  lend: Lend,
  index: RbacIndex,
): Omit<Standing, 'isMaster'> {
  const wide = holdings.map(({ cluster }) => cluster);
  const wideAbilities = abilitiesOf(wide);
  const cluster = {
    abilities: wideAbilities | lend({ ownAbilities: wideAbilities, held: wide }),
    ownAbilities: wideAbilities,
    held: wide,
    own: wide,
  };
  const local = Map.groupBy(
    holdings.flatMap(({ namespaces }) => [...namespaces]),
    ([namespace]) => namespace,
  );
  const reach = new Set([...local.keys(), ...namespacesToBindIn(cluster, index)]);
  const namespaces = [...reach].map((namespace): [string, Reached] => {
    const own = (local.get(namespace) ?? []).map(([, held]) => held);
    return [namespace, reachIn(namespace, cluster, own, lend)];
  });
  return {
    cluster,
    namespaces: new Map(namespaces),
    impersonating: impersonatingIn(
      cluster,
      namespaces.map(([, reached]) => reached),
    ),
  };
}

function reachIn(namespace: string, cluster: Reached, own: readonly Held[], lend: Lend): Reached {
  const held = [...cluster.own, ...own];
  const ownAbilities = cluster.ownAbilities | abilitiesOf(own);
  const abilities = ownAbilities | cluster.abilities | lend({ ownAbilities, held }, namespace);
  return { abilities, ownAbilities, held, own, namespace };
}

/** Where somebody finds a Role that a rule for all namespaces lets them bind by name. */
function namespacesToBindIn({ held }: Own, index: RbacIndex): readonly string[] {
  return held
    .flatMap(({ named }) => named)
    .filter(({ kind }) => kind === 'Role')
    .flatMap(({ names }) => names.flatMap(index.namespacesWithRole));
}

function impersonatingIn(cluster: Reached, namespaces: readonly Reached[]): Reached {
  const anywhere = namespaces.filter(({ own }) => (abilitiesOf(own) & somebody) !== 0);
  if (anywhere.length === 0) return cluster;
  return {
    ...cluster,
    abilities: cluster.abilities | somebody,
    ownAbilities: cluster.ownAbilities | somebody,
    held: [...cluster.held, ...anywhere.flatMap(({ own }) => own)],
  };
}

const somebody = ability.impersonateSomeAccount;

function abilitiesOf(held: readonly Held[]): number {
  return held.reduce((all, { abilities }) => all | abilities, 0);
}

/** A role that somebody may bind, because a rule names it, counts as theirs where they may write bindings. */
function lent(
  { ownAbilities, held }: Own,
  namespace: string | undefined,
  index: RbacIndex,
  holdings: Holdings,
): number {
  const everywhere = namespace === undefined && (ownAbilities & ability.writeClusterBindings) !== 0;
  if (!everywhere && (ownAbilities & ability.writeBindings) === 0) return 0;
  const bindable = held
    .flatMap(({ named }) => named)
    .filter(({ how }) => how === 'bind')
    .flatMap(({ kind, names }) =>
      names.map((name) => ({ kind: kind === 'Role' ? kind : 'ClusterRole', name }) as const),
    )
    .map((roleRef) => index.roleOf({ roleRef, ...(namespace === undefined ? {} : { namespace }) }))
    .filter((role) => role !== undefined)
    .reduce((bits, role) => bits | holdings.ofRole(role).abilities, 0);
  return everywhere ? bindable : bindable & ~clusterOnly;
}
