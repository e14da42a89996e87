import { type Severity, severities, severityOf } from '../../shared/model/severity.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { formatOf, only, readArguments, refuseMore, type Values } from './arguments.ts';
import { type DoctorCommand, doctorArguments } from './doctor-arguments.ts';
import { type ExplainCommand, explainArguments } from './explain-arguments.ts';
import { type MigrateCommand, migrateArguments } from './migrate-arguments.ts';
import { type PreviewCommand, previewArguments } from './preview-arguments.ts';
import {
  type AccessCommand,
  accessArguments,
  type WhoCanCommand,
  whoCanArguments,
} from './question-arguments.ts';
import { type ReplayCommand, replayArguments } from './replay-arguments.ts';
import { type WaiveCommand, waiveArguments } from './waive-arguments.ts';

const formats = ['table', 'json', 'markdown', 'html', 'sarif', 'ocsf'] as const;
type Format = (typeof formats)[number];

/** What was asked for on the command line. */
export type Command =
  | { readonly name: 'sample' }
  | { readonly name: 'help'; readonly of?: string }
  | { readonly name: 'rules'; readonly ruleId?: string }
  | {
      readonly name: 'snapshot';
      readonly out: string;
      readonly config?: string;
      readonly noKubernetes?: true;
    }
  | AccessCommand
  | DoctorCommand
  | ExplainCommand
  | MigrateCommand
  | PreviewCommand
  | ReplayCommand
  | SweepCommand
  | WaiveCommand
  | WhoCanCommand;

export interface SweepCommand {
  readonly name: 'sweep';
  readonly from: { readonly snapshot: string } | 'live';
  readonly format: Format;
  readonly failOn: Severity;
  readonly out?: string;
  readonly config?: string;
  readonly state?: string;
  readonly allowUnread?: string;
  readonly noKubernetes?: true;
}

/** In the order of the help. */
const commandNames = [
  'sweep',
  'snapshot',
  'replay',
  'explain',
  'preview-alert',
  'waive',
  'who-can',
  'access',
  'migrate-aws-auth',
  'doctor',
  'rules',
] as const;

/** Throws a UsageError that says what to change. */
export function readCommand(args: readonly string[]): Command {
  if (args.length === 0) return { name: 'sample' };
  const { values, positionals } = readArguments(args);
  const [name, ...rest] = positionals;
  if (values.help === true || name === 'help' || name === undefined) {
    const of = name === 'help' ? rest[0] : name;
    return of === undefined ? { name: 'help' } : { name: 'help', of };
  }
  return commandOf(name, rest, values);
}

function commandOf(name: string, rest: readonly string[], values: Values): Command {
  switch (name) {
    case 'sweep':
      return refuseMore(rest, sweepCommand(values));
    case 'snapshot':
      return refuseMore(rest, snapshotCommand(values));
    case 'replay':
      return replayArguments(rest, values);
    case 'rules':
      return rulesCommand(rest, values);
    case 'explain':
      return explainArguments(rest, values);
    case 'doctor':
      return doctorArguments(rest, values);
    case 'preview-alert':
      return previewArguments(rest, values);
    case 'waive':
      return waiveArguments(rest, values);
    case 'who-can':
      return whoCanArguments(rest, values);
    case 'access':
      return accessArguments(rest, values);
    case 'migrate-aws-auth':
      return migrateArguments(rest, values);
    default:
      throw new UsageError(`"${name}" is no command; commands are ${commandNames.join(', ')}`);
  }
}

const ofSnapshots = [
  'snapshot',
  'live',
  'format',
  'out',
  'config',
  'state',
  'fail-on',
  'allow-unread',
] as const;
const taken = [...ofSnapshots, 'no-kubernetes'] as const;

function sweepCommand(values: Values): SweepCommand {
  only(values, taken, 'sweep');
  const { snapshot, live, out, config, state } = values;
  if ((snapshot === undefined) === (live !== true)) {
    throw new UsageError('sweep needs one of --snapshot DIR and --live');
  }
  if (snapshot !== undefined) only(values, ofSnapshots, 'sweep --snapshot');
  return {
    name: 'sweep',
    from: snapshot === undefined ? 'live' : { snapshot },
    format: formatOf(values.format ?? 'table', formats),
    failOn: failOnOf(values['fail-on'] ?? 'MEDIUM'),
    ...(out === undefined ? {} : { out }),
    ...(config === undefined ? {} : { config }),
    ...(state === undefined ? {} : { state }),
    ...allowed(values['allow-unread']),
    ...withoutKubernetes(values),
  };
}

function snapshotCommand(values: Values): Command {
  only(values, ['out', 'config', 'no-kubernetes'], 'snapshot');
  const { out, config } = values;
  if (out === undefined) throw new UsageError('snapshot needs --out DIR, a new folder');
  return {
    ...{ name: 'snapshot', out },
    ...(config === undefined ? {} : { config }),
    ...withoutKubernetes(values),
  };
}

function rulesCommand(rest: readonly string[], values: Values): Command {
  only(values, [], 'rules');
  const [ruleId, ...more] = rest;
  return refuseMore(more, ruleId === undefined ? { name: 'rules' } : { name: 'rules', ruleId });
}

function failOnOf(text: string): Severity {
  const label = text.toUpperCase();
  if (severities.some((severity) => severity === label)) return severityOf(label);
  throw new UsageError(`--fail-on ${text}: severities are ${severities.join(', ')}`);
}

function withoutKubernetes(values: Values): { readonly noKubernetes?: true } {
  return values['no-kubernetes'] === true ? { noKubernetes: true } : {};
}

function allowed(reason: string | undefined) {
  if (reason === undefined) return {};
  if (reason.trim() === '') throw new UsageError('--allow-unread needs a reason');
  return { allowUnread: reason };
}
