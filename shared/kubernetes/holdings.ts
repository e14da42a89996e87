import type { RbacRole } from '../model/kubernetes.ts';
import { clusterOnly } from './ability.ts';
import { type NamedTargets, namedTargets } from './named-targets.ts';
import type { BoundRole, RbacIndex } from './rbac-index.ts';
import { abilitiesOf } from './rule-abilities.ts';

/** What a role gives, or several together. */
interface Given {
  readonly abilities: number;
  readonly named: readonly NamedTargets[];
}

/** What roles give over one reach, taken together. */
export interface Held extends Given {
  readonly bound: readonly BoundRole[];
}

/** What a subject is bound to, by reach. */
export interface Holding {
  readonly cluster: Held;
  readonly namespaces: ReadonlyMap<string, Held>;
}

export interface Holdings {
  /** Undefined for a key that nothing is bound to. */
  of(key: string): Holding | undefined;
  ofRole(role: RbacRole): Given;
}

export const nothingHeld: Held = { abilities: 0, named: [], bound: [] };

export function holdingsOf(index: RbacIndex): Holdings {
  const roles = roleReader(index);
  const known = new Map<string, Holding>();
  for (const [key, bound] of index.bound) known.set(key, holdingOf(bound, roles));
  return {
    of: (key) => known.get(key),
    ofRole: roles,
  };
}

function roleReader(index: RbacIndex): (role: RbacRole) => Given {
  const known = new Map<RbacRole, Given>();
  return (role) => {
    const same = known.get(role);
    if (same !== undefined) return same;
    const rules = index.rulesIn(role).map(({ rule }) => rule);
    const abilities = rules.reduce((all, rule) => all | abilitiesOf(rule), 0);
    const fresh = { abilities, named: rules.flatMap(namedTargets) };
    known.set(role, fresh);
    return fresh;
  };
}

function holdingOf(bound: readonly BoundRole[], roles: (role: RbacRole) => Given): Holding {
  const byReach = Map.groupBy(bound, ({ namespace }) => namespace);
  const held = [...byReach].map(([namespace, within]) => {
    const each = within.map(({ role }) => roles(role));
    const abilities = each.reduce((all, { abilities: bits }) => all | bits, 0);
    return [
      namespace,
      {
        abilities: namespace === undefined ? abilities : abilities & ~clusterOnly,
        named: each.flatMap(({ named }) => named),
        bound: within,
      },
    ] as const;
  });
  return {
    cluster: held.find(([namespace]) => namespace === undefined)?.[1] ?? nothingHeld,
    namespaces: new Map(
      held.flatMap(([namespace, of]) =>
        namespace === undefined ? [] : [[namespace, of] as const],
      ),
    ),
  };
}
