import { parseArgs } from 'node:util';
import { type Severity, severities, severityOf } from '../../shared/model/severity.ts';
import { UsageError } from '../adapters/usage-error.ts';

const formats = ['table', 'json', 'markdown'] as const;
type Format = (typeof formats)[number];

/** What was asked for on the command line. */
export type Command =
  | { readonly name: 'sample' }
  | { readonly name: 'help'; readonly of?: string }
  | { readonly name: 'rules'; readonly ruleId?: string }
  | { readonly name: 'snapshot'; readonly out: string; readonly config?: string }
  | ExplainCommand
  | SweepCommand;

export interface ExplainCommand {
  readonly name: 'explain';
  readonly what:
    | { readonly findingId: string }
    | { readonly ruleId: string; readonly subject: string };
  readonly from: { readonly snapshot: string } | 'live' | 'sample';
  readonly config?: string;
}

export interface SweepCommand {
  readonly name: 'sweep';
  readonly from: { readonly snapshot: string } | 'live';
  readonly format: Format;
  readonly failOn: Severity;
  readonly out?: string;
  readonly config?: string;
  readonly state?: string;
  readonly allowUnread?: string;
}

const options = {
  help: { type: 'boolean', short: 'h' },
  snapshot: { type: 'string' },
  live: { type: 'boolean' },
  format: { type: 'string' },
  out: { type: 'string' },
  config: { type: 'string' },
  state: { type: 'string' },
  'fail-on': { type: 'string' },
  'allow-unread': { type: 'string' },
} as const;

/** In the order of the help. */
const commandNames = ['sweep', 'snapshot', 'explain', 'rules'] as const;

type Values = ReturnType<typeof parsed>['values'];

/** Throws a UsageError that says what to change. */
export function readCommand(args: readonly string[]): Command {
  if (args.length === 0) return { name: 'sample' };
  const { values, positionals } = parsed(args);
  const [name, ...rest] = positionals;
  if (values.help === true || name === 'help' || name === undefined) {
    const of = name === 'help' ? rest[0] : name;
    return of === undefined ? { name: 'help' } : { name: 'help', of };
  }
  switch (name) {
    case 'sweep':
      return refuseMore(rest, sweepCommand(values));
    case 'snapshot':
      return refuseMore(rest, snapshotCommand(values));
    case 'rules':
      return rulesCommand(rest, values);
    case 'explain':
      return explainCommand(rest, values);
    default:
      throw new UsageError(`"${name}" is no command; commands are ${commandNames.join(', ')}`);
  }
}

function parsed(args: readonly string[]) {
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

function sweepCommand(values: Values): SweepCommand {
  const { snapshot, live, out, config, state } = values;
  if ((snapshot === undefined) === (live !== true)) {
    throw new UsageError('sweep needs one of --snapshot DIR and --live');
  }
  return {
    name: 'sweep',
    from: snapshot === undefined ? 'live' : { snapshot },
    format: formatOf(values.format ?? 'table'),
    failOn: failOnOf(values['fail-on'] ?? 'MEDIUM'),
    ...(out === undefined ? {} : { out }),
    ...(config === undefined ? {} : { config }),
    ...(state === undefined ? {} : { state }),
    ...allowed(values['allow-unread']),
  };
}

function snapshotCommand(values: Values): Command {
  refuse(values, ['snapshot', 'live', 'format', 'state', 'fail-on', 'allow-unread'], 'snapshot');
  const { out, config } = values;
  if (out === undefined) throw new UsageError('snapshot needs --out DIR, a new folder');
  return config === undefined ? { name: 'snapshot', out } : { name: 'snapshot', out, config };
}

function rulesCommand(rest: readonly string[], values: Values): Command {
  refuse(values, Object.keys(options), 'rules');
  const [ruleId, ...more] = rest;
  return refuseMore(more, ruleId === undefined ? { name: 'rules' } : { name: 'rules', ruleId });
}

/** Without a place it is the sample estate, whose findings "npm start" shows. */
function explainCommand(rest: readonly string[], values: Values): Command {
  refuse(values, ['out', 'format', 'state', 'fail-on', 'allow-unread'], 'explain');
  const [first, subject, ...more] = rest;
  if (first === undefined) throw new UsageError('explain needs a finding, or a rule and a subject');
  const { snapshot, live, config } = values;
  if (snapshot !== undefined && live === true) {
    throw new UsageError('explain takes one of --snapshot DIR and --live');
  }
  const stored = snapshot === undefined ? 'sample' : { snapshot };
  return refuseMore(more, {
    name: 'explain',
    what: subject === undefined ? { findingId: first } : { ruleId: first, subject },
    from: live === true ? 'live' : stored,
    ...(config === undefined ? {} : { config }),
  });
}

function refuseMore<C>(rest: readonly string[], command: C): C {
  if (rest.length === 0) return command;
  throw new UsageError(`unexpected ${rest.map((word) => `"${word}"`).join(', ')}`);
}

function refuse(values: Values, names: readonly string[], command: string): void {
  const given = Object.keys(values).filter((name) => names.includes(name));
  if (given.length === 0) return;
  throw new UsageError(`${command} takes no ${given.map((name) => `--${name}`).join(', ')}`);
}

function formatOf(text: string): Format {
  const format = formats.find((known) => known === text);
  if (format !== undefined) return format;
  throw new UsageError(`--format ${text}: formats are ${formats.join(', ')}`);
}

function failOnOf(text: string): Severity {
  const label = text.toUpperCase();
  if (severities.some((severity) => severity === label)) return severityOf(label);
  throw new UsageError(`--fail-on ${text}: severities are ${severities.join(', ')}`);
}

function allowed(reason: string | undefined) {
  if (reason === undefined) return {};
  if (reason.trim() === '') throw new UsageError('--allow-unread needs a reason');
  return { allowUnread: reason };
}
