import { UsageError } from '../adapters/usage-error.ts';
import { formatOf, only, refuseMore, type Values } from './arguments.ts';

const formats = ['commands', 'cdk', 'terraform', 'json'] as const;

export interface MigrateCommand {
  readonly name: 'migrate-aws-auth';
  /** `region/name` or the name alone. */
  readonly cluster: string;
  readonly from: { readonly snapshot: string } | 'live';
  readonly format: (typeof formats)[number];
  readonly config?: string;
}

export function migrateArguments(rest: readonly string[], values: Values): MigrateCommand {
  only(values, ['snapshot', 'live', 'format', 'config'], 'migrate-aws-auth');
  const { snapshot, live, format, config } = values;
  const [cluster, ...more] = rest;
  if (cluster === undefined) throw new UsageError('migrate-aws-auth needs a cluster');
  if ((snapshot === undefined) === (live !== true)) {
    throw new UsageError('migrate-aws-auth needs one of --snapshot DIR and --live');
  }
  return refuseMore(more, {
    name: 'migrate-aws-auth',
    cluster,
    from: snapshot === undefined ? 'live' : { snapshot },
    format: formatOf(format ?? 'commands', formats),
    ...(config === undefined ? {} : { config }),
  });
}
