import type { MappedGrant, PowerRow } from '../model/access-map.ts';
import { compareText } from '../model/json.ts';
import { isAsStrong, type Power, type PowerLevel, type Reach } from '../model/power.ts';
import { isInScope } from './let-in.ts';

/** The namespaces, and the patterns of grants that none of them has, which stand for themselves. Sorted. */
export function placesIn(
  grants: readonly MappedGrant[],
  namespaces: readonly string[],
): readonly string[] {
  const patterns = grants
    .flatMap(({ power }) => (power === undefined ? [] : namesIn(power.reach)))
    .filter((pattern) => !namespaces.some((namespace) => isInScope([pattern], namespace)));
  return [...new Set([...namespaces, ...patterns])].toSorted(compareText);
}

/** A row for each principal, in the order of the grants. */
export function powerRows(
  grants: readonly MappedGrant[],
  places: readonly string[],
): readonly PowerRow[] {
  return [...Map.groupBy(grants, ({ who }) => who)].map(([who, own]) => {
    const powers = own.flatMap(({ power }) => power ?? []);
    const overCluster = strongest(powers.filter(({ reach }) => reach.kind === 'cluster'));
    const local = places
      .map((place) => [place, strongest(powers.filter((power) => isOver(power, place)))] as const)
      .filter(([, level]) => !isAsStrong(overCluster, level));
    return {
      ...{ who, overCluster, inNamespaces: new Map(local) },
      isPartlyKnown: powers.length < own.length,
    };
  });
}

function isOver({ reach }: Power, place: string): boolean {
  const named = namesIn(reach);
  return named.includes(place) || isInScope(named, place);
}

function namesIn(reach: Reach): readonly string[] {
  return reach.kind === 'namespaces' ? reach.namespaces : [];
}

function strongest(powers: readonly Power[]): PowerLevel {
  return powers.reduce<PowerLevel>(
    (best, { level }) => (isAsStrong(best, level) ? best : level),
    'none',
  );
}
