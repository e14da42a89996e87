import { parseArgs } from 'node:util';
import { UsageError } from '../adapters/usage-error.ts';

const options = {
  help: { type: 'boolean', short: 'h' },
  snapshot: { type: 'string' },
  after: { type: 'string' },
  cluster: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  live: { type: 'boolean' },
  format: { type: 'string' },
  out: { type: 'string' },
  config: { type: 'string' },
  state: { type: 'string' },
  'fail-on': { type: 'string' },
  'allow-unread': { type: 'string' },
  'no-kubernetes': { type: 'boolean' },
  region: { type: 'string' },
  'test-message': { type: 'string' },
  uninstall: { type: 'boolean' },
  reason: { type: 'string' },
  owner: { type: 'string' },
  expires: { type: 'string' },
  write: { type: 'boolean' },
} as const;

export type Values = ReturnType<typeof readArguments>['values'];

/** Options and words, of whatever command. Throws a UsageError for an option that none has. */
export function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(argumentFault(String(cause instanceof Error ? cause.message : cause)), {
      cause,
    });
  }
}

/** Node adds advice about its own conventions, some of it in further lines; what is wrong comes first. */
function argumentFault(message: string): string {
  const unknown = /^Unknown option '(\S+?)'(?:\.|$)/.exec(message)?.[1];
  return unknown === undefined ? message.replace(/\n.*/s, '') : `unknown option ${unknown}`;
}

export function refuseMore<C>(rest: readonly string[], command: C): C {
  if (rest.length === 0) return command;
  throw new UsageError(`unexpected ${rest.map((word) => `"${word}"`).join(', ')}`);
}

function refuse(values: Values, names: readonly string[], command: string): void {
  const given = Object.keys(values).filter((name) => names.includes(name));
  if (given.length === 0) return;
  throw new UsageError(`${command} takes no ${given.map((name) => `--${name}`).join(', ')}`);
}

/** Refuses every option but these, so that a new one is refused wherever nobody thought of it. */
export function only(
  values: Values,
  names: readonly (keyof typeof options)[],
  command: string,
): void {
  const known: readonly string[] = names;
  refuse(
    values,
    Object.keys(options).filter((name) => !known.includes(name)),
    command,
  );
}

/** Where the answer comes from; without a place it is the sample estate, whose findings "npm start" shows. */
export type Where = { readonly snapshot: string } | 'live' | 'sample';

export function whereOf({ snapshot, live }: Values, command: string): Where {
  if (snapshot !== undefined && live === true) {
    throw new UsageError(`${command} takes one of --snapshot DIR and --live`);
  }
  if (live === true) return 'live';
  return snapshot === undefined ? 'sample' : { snapshot };
}

export function formatOf<F extends string>(text: string, formats: readonly F[]): F {
  const format = formats.find((known) => known === text);
  if (format !== undefined) return format;
  throw new UsageError(`--format ${text}: formats are ${formats.join(', ')}`);
}
