import type { MappedGrant, PowerRow } from '../model/access-map.ts';
import { compareText } from '../model/json.ts';
import { isAsStrong, type Power, type PowerLevel, type Reach } from '../model/power.ts';
import { isInScope } from './let-in.ts';

/** The namespaces, and the patterns of grants that none of them has, which stand for themselves. Sorted. */
export function placesIn(
  grants: readonly MappedGrant[],
  namespaces: readonly string[],
): readonly string[] {
  const named = grants.flatMap(({ power }) => (power === undefined ? [] : namesIn(power.reach)));
  const patterns = [...new Set(named)].filter(
    (pattern) => !namespaces.some((namespace) => isInScope([pattern], namespace)),
  );
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
    const local = powers.flatMap((power) =>
      placesOf(power.reach, places).map((place) => ({ place, power })),
    );
    const inNamespaces = [...Map.groupBy(local, ({ place }) => place)]
      .map(([place, same]) => [place, strongest(same.map(({ power }) => power))] as const)
      .filter(([, level]) => !isAsStrong(overCluster, level))
      .toSorted(([a], [b]) => compareText(a, b));
    return {
      ...{ who, overCluster, inNamespaces: new Map(inNamespaces) },
      isPartlyKnown: powers.length < own.length,
    };
  });
}

/** A name is a place by itself; a pattern is all that it takes in. */
function placesOf(reach: Reach, places: readonly string[]): readonly string[] {
  return namesIn(reach).flatMap((name) =>
    name.includes('*')
      ? places.filter((place) => place === name || isInScope([name], place))
      : [name],
  );
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
