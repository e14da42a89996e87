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
}

/** What somebody may do over one reach. */
export interface Reached {
  readonly abilities: number;
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
      const name = [`${isMaster}`, ...keys.toSorted()].join('\n');
      const same = known.get(name);
      if (same !== undefined) return same;
      const held = keys.map((key) => holdings.of(key)).filter((holding) => holding !== undefined);
      const fresh = { isMaster, ...reachesOf(held, index, holdings) };
      known.set(name, fresh);
      return fresh;
    },
  };
}

/** Doing everything says it all, so that no other way is told beside it. */
export function openWays(ways: readonly Way[], { abilities }: Reached): readonly Way[] {
  const open = ways.filter((way) => isOpen(way, abilities));
  const everything = open.find(({ way }) => way === 'does-everything');
  return everything === undefined ? open : [everything];
}

function reachesOf(
  holdings: readonly Holding[],
  index: RbacIndex,
  all: Holdings,
): Pick<Standing, 'cluster' | 'namespaces'> {
  const reached = (around: readonly Held[], own: readonly Held[], namespace?: string): Reached => {
    const held = [...around, ...own];
    const abilities = held.reduce((bits, each) => bits | each.abilities, 0);
    const reach = namespace === undefined ? {} : { namespace };
    const bindable = lent(held, abilities, namespace, index, all);
    return { abilities: abilities | bindable, held, own, ...reach };
  };
  const wide = holdings.map(({ cluster }) => cluster).filter((held) => held !== nothingHeld);
  const local = new Map<string, Held[]>();
  for (const [namespace, held] of holdings.flatMap(({ namespaces }) => [...namespaces])) {
    const known = local.get(namespace);
    if (known === undefined) local.set(namespace, [held]);
    else known.push(held);
  }
  return {
    cluster: reached([], wide),
    namespaces: new Map(
      [...local].map(([namespace, held]) => [namespace, reached(wide, held, namespace)]),
    ),
  };
}

/** What somebody may bind to themselves by name counts as theirs. */
function lent(
  held: readonly Held[],
  abilities: number,
  namespace: string | undefined,
  index: RbacIndex,
  holdings: Holdings,
): number {
  const everywhere = namespace === undefined && (abilities & ability.writeClusterBindings) !== 0;
  if (!everywhere && (abilities & ability.writeBindings) === 0) return 0;
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
