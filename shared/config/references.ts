import type { ConfigProblem } from './config.ts';
import { unknownName } from './fields.ts';

/** Rules that there are not, wherever one is named. */
export function unknownRules(
  input: unknown,
  known: readonly string[] | undefined,
): ConfigProblem[] {
  if (known === undefined) return [];
  const { rules, waivers } = mappingOf(input);
  const inRules = Object.keys(mappingOf(rules)).map((rule) => ({ rule, path: ['rules', rule] }));
  const inWaivers = listOf(waivers).map((waiver, index) => ({
    rule: mappingOf(waiver).rule,
    path: ['waivers', index, 'rule'],
  }));
  const inRoutes = routesOf(input).flatMap(({ rules: named }, index) =>
    listOf(named).map((rule, at) => ({ rule, path: ['alerts', 'routes', index, 'rules', at] })),
  );
  return [...inRules, ...inWaivers, ...inRoutes].flatMap(({ rule, path }) =>
    typeof rule !== 'string' || known.includes(rule)
      ? []
      : [{ path, message: unknownName('rule', rule, known) }],
  );
}

/** Routes to channels that there are not, tenants that nobody is, and channels that nothing is sent to or named as ours. */
export function unknownTargets(input: unknown): ConfigProblem[] {
  const channels = Object.keys(mappingOf(mappingOf(mappingOf(input).alerts).channels));
  const tenants = Object.keys(mappingOf(mappingOf(input).tenants));
  const routes = routesOf(input);
  const inRoutes = routes.flatMap(({ to, tenants: named }, index) => [
    ...unknownAmong('channel', channels, to, ['alerts', 'routes', index, 'to']),
    ...listOf(named).flatMap((tenant, at) =>
      unknownAmong('tenant', tenants, tenant, ['alerts', 'routes', index, 'tenants', at]),
    ),
  ]);
  const idle = channels.filter((name) => !routes.some(({ to }) => to === name));
  return [
    ...inRoutes,
    ...channels.filter(isOurs).map((name) => ({
      path: ['alerts', 'channels', name],
      message: `${name} is the name of what every deployment has: call the channel otherwise`,
    })),
    ...idle.map((name) => ({
      path: ['alerts', 'channels', name],
      message: `nothing is sent to it: no route in alerts.routes names ${name}`,
    })),
  ];
}

/** What `doctor --test-message` calls our own topics, and everything. */
function isOurs(name: string): boolean {
  return name === 'findings' || name === 'operations' || name === 'all';
}

function unknownAmong(
  kind: string,
  known: readonly string[],
  name: unknown,
  path: ConfigProblem['path'],
): readonly ConfigProblem[] {
  if (typeof name !== 'string' || known.includes(name)) return [];
  return [{ path, message: unknownName(kind, name, known) }];
}

function routesOf(input: unknown) {
  return listOf(mappingOf(mappingOf(input).alerts).routes).map(mappingOf);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A mapping of a config that may be wrong: empty where something else stands, which has been told already.
 * By hand, because z.catch would bring all of zod's utilities into every bundle.
 */
function mappingOf(value: unknown): {
  readonly rule?: unknown;
  readonly rules?: unknown;
  readonly waivers?: unknown;
  readonly alerts?: unknown;
  readonly channels?: unknown;
  readonly routes?: unknown;
  readonly tenants?: unknown;
  readonly to?: unknown;
} {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
