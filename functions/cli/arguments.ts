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
} as const;

/** Options that no other command takes. */
export const doctorOptions: readonly string[] = ['region', 'test-message', 'uninstall'];

export const optionNames: readonly string[] = Object.keys(options);

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

export function refuse(values: Values, names: readonly string[], command: string): void {
  const given = Object.keys(values).filter((name) => names.includes(name));
  if (given.length === 0) return;
  throw new UsageError(`${command} takes no ${given.map((name) => `--${name}`).join(', ')}`);
}

export function formatOf<F extends string>(text: string, formats: readonly F[]): F {
  const format = formats.find((known) => known === text);
  if (format !== undefined) return format;
  throw new UsageError(`--format ${text}: formats are ${formats.join(', ')}`);
}
