import { UsageError } from '../adapters/usage-error.ts';
import { formatOf, only, type Values } from './arguments.ts';

const replayFormats = ['text', 'json'] as const;

export interface ReplayCommand {
  readonly name: 'replay';
  /** Files that hold recorded events. */
  readonly files: readonly string[];
  readonly from: { readonly snapshot: string } | 'sample';
  /** A snapshot of the state that is read again; without it, what the events are documented to write. */
  readonly after?: string;
  /** The one whose audit log has those records that do not say it: `region/name` or the name alone. */
  readonly cluster?: string;
  readonly format: (typeof replayFormats)[number];
  readonly config?: string;
}

export function replayArguments(files: readonly string[], values: Values): ReplayCommand {
  only(values, ['snapshot', 'after', 'cluster', 'format', 'config'], 'replay');
  if (files.length === 0) throw new UsageError('replay needs files that hold recorded events');
  const { snapshot, after, cluster, format, config } = values;
  return {
    name: 'replay',
    files,
    from: snapshot === undefined ? 'sample' : { snapshot },
    format: formatOf(format ?? 'text', replayFormats),
    ...(after === undefined ? {} : { after }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(config === undefined ? {} : { config }),
  };
}
