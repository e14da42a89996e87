import { isAsStrong, type PowerLevel, powerLevels } from '../model/power.ts';
import type { Held } from './holdings.ts';
import { isOpen, lesserWays, waysToNamespace } from './power-way.ts';
import { type Reason, type ReasonedPower, reason } from './reason.ts';
import { openWays, type Reached, type Standing } from './standing.ts';

/** The powers of somebody who is not as good as cluster admin. */
export function lesserPowers({ cluster, namespaces }: Standing): readonly ReasonedPower[] {
  const wide = strongest(cluster, lesserWays);
  const local = [...namespaces.values()]
    .map((reached) => strongest(reached, namespaceWays))
    .filter(({ level }) => !isAsStrong(wide.level, level));
  const byLevel = Map.groupBy(local, ({ level }) => level);
  const levels = powerLevels.toReversed().filter((level) => byLevel.has(level));
  return [
    ...(wide.level === 'none' ? [] : [{ ...wide, reach: { kind: 'cluster' } as const }]),
    ...levels.map((level) => over(level, byLevel.get(level) ?? [])),
  ];
}

interface Strongest {
  readonly level: PowerLevel;
  readonly reasons: readonly Reason[];
}

const namespaceWays: typeof lesserWays = [
  ...waysToNamespace.map((way) => ({ level: 'namespace-admin' as const, way })),
  ...lesserWays,
];

function strongest(reached: Reached, ways: typeof lesserWays): Strongest {
  const level = ways.find(({ way }) => isOpen(way, reached.abilities))?.level ?? 'none';
  const toLevel = ways.filter((each) => each.level === level).map(({ way }) => way);
  const open = openWays(toLevel, reached);
  return { level, reasons: open.map((way) => reason(way, reached, reached.namespace)) };
}

/** The same way in many namespaces is one reason. */
function over(level: PowerLevel, local: readonly Strongest[]): ReasonedPower {
  const reasons = local.flatMap((each) => each.reasons);
  const namespaces = new Set(reasons.map(({ reached }) => reached.namespace ?? ''));
  const byWay = Map.groupBy(reasons, ({ way, needs }) => `${way} ${needs}`);
  return {
    level,
    reach: { kind: 'namespaces', namespaces: [...namespaces].sort() },
    reasons: [...byWay.values()].flatMap(merged),
  };
}

function merged([first, ...others]: readonly Reason[]): readonly Reason[] {
  if (first === undefined || others.length === 0) return first === undefined ? [] : [first];
  const held = new Set<Held>([first, ...others].flatMap(({ reached }) => reached.held));
  const { namespace: _, ...anywhere } = first;
  return [{ ...anywhere, reached: { ...first.reached, held: [...held] } }];
}
