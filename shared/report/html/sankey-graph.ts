import type { MappedGrant } from '../../model/access-map.ts';
import type { PowerLevel, Reach } from '../../model/power.ts';
import { isAsStrong } from '../../model/power.ts';
import { chainText } from '../who-can.ts';
import { principalName } from './principal-name.ts';

export interface SankeyNode {
  readonly id: string;
  readonly column: 0 | 1 | 2;
  readonly label: string;
  /** The whole name. */
  readonly title: string;
  readonly level: PowerLevel | undefined;
}

export interface SankeyFlow {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** Of the node that it comes from; it leads to the next. */
  readonly column: 0 | 1;
  readonly title: string;
  readonly value: number;
  readonly level: PowerLevel | undefined;
}

export interface SankeyGraph {
  readonly nodes: readonly SankeyNode[];
  readonly flows: readonly SankeyFlow[];
}

/** As many namespaces as can be told apart; the others flow together. */
const targetsShown = 14;

/**
 * Who has what by which grant, as columns from left to right. A grant is one node for all that have it with the same reach, so that no
 * flow leads from somebody to where they have nothing.
 */
export function sankeyGraph(grants: readonly MappedGrant[], accountId: string): SankeyGraph {
  const nodes = new Map<string, SankeyNode>();
  const flows = new Map<string, SankeyFlow>();
  const targetOf = targetNamer(grants);
  for (const grant of grants) {
    const { who, power } = grant;
    const level = power?.level;
    const source = `who ${who}`;
    const [principal, name] = [principalName(who, accountId), grantName(grant)];
    const through = `by ${name} ${JSON.stringify(power ?? null)}`;
    put(nodes, source, 0, principal, who, level);
    put(nodes, through, 1, name, chainText(grant.chain), level);
    flow(flows, {
      from: source,
      to: through,
      column: 0,
      title: `${principal} → ${name}`,
      value: 1,
      level,
    });
    const targets = [...new Set(targetsOf(power?.reach).map(targetOf))];
    const value = 1 / targets.length;
    for (const target of targets) {
      const to = `at ${target}`;
      put(nodes, to, 2, target, target, level);
      flow(flows, { from: through, to, column: 1, title: `${name} → ${target}`, value, level });
    }
  }
  return { nodes: [...nodes.values()], flows: [...flows.values()] };
}

function put(
  nodes: Map<string, SankeyNode>,
  id: string,
  column: SankeyNode['column'],
  label: string,
  title: string,
  level: PowerLevel | undefined,
): void {
  const before = nodes.get(id);
  if (before === undefined || isStronger(level, before.level)) {
    nodes.set(id, { id, column, label, title, level });
  }
}

function flow(flows: Map<string, SankeyFlow>, more: SankeyFlow): void {
  const id = JSON.stringify([more.from, more.to]);
  const before = flows.get(id);
  flows.set(id, before === undefined ? more : { ...before, value: before.value + more.value });
}

function isStronger(level: PowerLevel | undefined, other: PowerLevel | undefined): boolean {
  return level !== undefined && (other === undefined || !isAsStrong(other, level));
}

/** The last link tells most: an access policy, or a binding; members of system:masters have neither. */
function grantName({ chain }: MappedGrant): string {
  return chain
    .slice(-1)
    .map(({ name }) => name)
    .join('');
}

const wholeCluster = 'whole cluster';

function targetsOf(reach: Reach | undefined): readonly string[] {
  if (reach === undefined) return ['not known'];
  if (reach.kind === 'cluster') return [wholeCluster];
  return reach.namespaces.length === 0 ? ['no namespace'] : reach.namespaces;
}

/** The targets that most grants reach keep their names. */
function targetNamer(grants: readonly MappedGrant[]): (target: string) => string {
  const all = grants.flatMap(({ power }) => targetsOf(power?.reach));
  const counts = [...Map.groupBy(all, (target) => target)].map(
    ([target, same]) => [target, same.length] as const,
  );
  if (counts.length <= targetsShown) return (target) => target;
  const first = counts.toSorted(([, a], [, b]) => b - a).slice(0, targetsShown - 1);
  const kept = new Set([wholeCluster, ...first.map(([target]) => target)]);
  const others = `${counts.filter(([target]) => !kept.has(target)).length} other namespaces`;
  return (target) => (kept.has(target) ? target : others);
}
