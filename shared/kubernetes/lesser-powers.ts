import { isAsStrong, type PowerLevel } from '../model/power.ts';
import type { Held } from './holdings.ts';
import { onceEach } from './once-each.ts';
import { isOpen, lesserWays, waysToNamespace } from './power-way.ts';
import { type Reason, type ReasonedPower, reason } from './reason.ts';
import { openWays, type Reached, type Standing } from './standing.ts';

/** The powers of somebody who is not as good as cluster admin. */
export function lesserPowers(standing: Standing): readonly ReasonedPower[] {
  const wide = strongest(standing.cluster, lesserWays);
  const local = inNamespaces(standing).filter(({ level }) => !isAsStrong(wide.level, level));
  const byLevel = [...Map.groupBy(local, ({ level }) => level)];
  const strongestFirst = byLevel.toSorted(([a], [b]) => (isAsStrong(a, b) ? -1 : 1));
  return [
    ...(wide.level === 'none' ? [] : [{ ...wide, reach: { kind: 'cluster' } as const }]),
    ...strongestFirst.map(([level, each]) => over(level, each)),
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

interface InNamespace extends Strongest {
  readonly namespace: string;
}

function inNamespaces(standing: Standing): readonly InNamespace[] {
  const { namespaces, shared } = standing;
  const own = inOwnNamespaces(standing);
  if (shared === undefined) return own;
  return [...own, ...inNamespaces(shared).filter(({ namespace }) => !namespaces.has(namespace))];
}

const inOwnNamespaces = onceEach(({ namespaces }: Standing): readonly InNamespace[] =>
  [...namespaces].map(([namespace, reached]) => ({
    ...{ namespace, ...strongest(reached, namespaceWays) },
  })),
);

/** The same way in many namespaces is one reason. */
function over(level: PowerLevel, local: readonly InNamespace[]): ReasonedPower {
  const reasons = local.flatMap((each) => each.reasons);
  const byWay = Map.groupBy(reasons, ({ way, needs }) => `${way} ${needs}`);
  return {
    level,
    reach: { kind: 'namespaces', namespaces: local.map(({ namespace }) => namespace).sort() },
    reasons: [...byWay.values()].flatMap(merged),
  };
}

function merged(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length === 1) return reasons;
  const held = [...new Set<Held>(reasons.flatMap(({ reached }) => reached.held))];
  return reasons.slice(0, 1).map(({ namespace: _, reached, ...anywhere }) => ({
    ...anywhere,
    reached: { ...reached, held },
  }));
}
