import { ability, clusterOnly } from './ability.ts';
import { type Caller, callerKeys } from './caller.ts';
import type { Held, Holding, Holdings } from './holdings.ts';
import { isOpen, type Way } from './power-way.ts';
import { masters } from './rbac.ts';
import type { RbacIndex } from './rbac-index.ts';

/** All that somebody holds, through themselves and their groups. */
export interface Standing {
  readonly isMaster: boolean;
  readonly cluster: Reached;
  /** Namespaces where something is bound; what reaches the whole cluster counts there too. */
  readonly namespaces: ReadonlyMap<string, Reached>;
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
  return {
    of(caller) {
      const keys = callerKeys(caller).filter((key) => holdings.of(key) !== undefined);
      const isMaster = caller.groups.includes(masters);
      // A name of somebody may hold any character, so that no character tells keys apart.
      const name = JSON.stringify([isMaster, ...keys.toSorted()]);
      const same = known.get(name);
      if (same !== undefined) return same;
      const held = keys.map((key) => holdings.of(key)).filter((holding) => holding !== undefined);
      const lend = (own: Own, namespace?: string) => lent(own, namespace, index, holdings);
      const fresh = { isMaster, ...reachesOf(held, lend, index) };
      known.set(name, fresh);
      return fresh;
    },
  };
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
    const held = [...wide, ...own];
    const ownAbilities = wideAbilities | abilitiesOf(own);
    const abilities = ownAbilities | cluster.abilities | lend({ ownAbilities, held }, namespace);
    return [namespace, { abilities, ownAbilities, held, own, namespace }];
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
