import type { Reach } from '../model/power.ts';
import type { Link, WayToDo, WhoCan } from '../model/who-can.ts';
import { jsonText } from './json.ts';
import { count, plain, shown, wrap } from './text.ts';

/** What was asked, and what came of it. */
export interface WhoCanReport {
  /** The question as it was put. */
  readonly asked: string;
  readonly clusters: readonly WhoCan[];
  /** Lists of clusters that could not be read, and why. */
  readonly unread: readonly string[];
}

/** Who can do something in each cluster: everybody once, with each chain that lets them. */
export function renderWhoCan({ asked, clusters, unread }: WhoCanReport, width: number): string {
  const page = Math.min(Math.max(width, 60), 120);
  const texts = clusters.map((answer) => `${answerLines(asked, answer, page).join('\n')}\n`);
  const rest = gapLines('Unread', unread, page).slice(1);
  return [...texts, ...(rest.length === 0 ? [] : [`${rest.join('\n')}\n`])].join('\n');
}

/** The answers as JSON, a line break at the end. */
export function renderWhoCanJson(report: WhoCanReport): string {
  return `${jsonText(report, 2)}\n`;
}

function answerLines(asked: string, { cluster, ways, gaps }: WhoCan, width: number) {
  const everybody = Map.groupBy(ways, ({ who }) => who);
  const { region, name } = cluster;
  const lines = [
    ...wrap(`${shown(asked, 400)} in ${plain(name)} in ${plain(region)}`, width),
    '',
    ...[...everybody].flatMap(([who, theirs]) => [
      ...wrap(whoText(who), width),
      ...theirs.flatMap((way) => wrap(wayText(way), width, '    ')),
    ]),
    ...(ways.length === 0 ? ['Nobody, as far as was read'] : []),
    '',
    count(everybody.size, 'name'),
  ];
  return [
    ...lines,
    ...gapLines('Unread', gaps.unread, width),
    ...gapLines('Not known', gaps.unknown, width),
  ];
}

/** What the answer leaves out, under a heading. */
export function gapLines(
  heading: string,
  gaps: readonly string[],
  width: number,
): readonly string[] {
  if (gaps.length === 0) return [];
  return ['', heading, ...gaps.flatMap((gap) => wrap(shown(gap, 600), width, '  '))];
}

/**
 * Groups that nobody is put into by name.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
const everyone: ReadonlyMap<string, string> = new Map([
  ['group:system:authenticated', 'everybody who is let in'],
  ['group:system:unauthenticated', 'everybody who is not'],
  ['group:system:serviceaccounts', 'every service account'],
]);

function whoText(who: string): string {
  const means = everyone.get(who);
  return means === undefined ? shown(who, 400) : `${plain(who)} (${means})`;
}

function wayText({ chain, reach, names }: WayToDo): string {
  const only = names === undefined ? '' : `, only ${shown(names.join(', '), 300)}`;
  return `${reachText(reach)}${only}: ${chainText(chain)}`;
}

export function chainText(chain: readonly Link[]): string {
  return chain.map(({ kind, name }) => linkText(kind, shown(name, 400))).join(' → ');
}

/** Names of bindings, roles and rules say themselves what they are. */
export function linkText(kind: Link['kind'], name: string): string {
  return kind === 'binding' || kind === 'role' || kind === 'rule' ? name : `${kind} ${name}`;
}

export function reachText(reach: Reach): string {
  if (reach.kind === 'cluster') return 'everywhere';
  return `in ${shown(reach.namespaces.join(', '), 300)}`;
}
