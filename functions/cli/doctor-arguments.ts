import { UsageError } from '../adapters/usage-error.ts';
import { formatOf, only, refuseMore, type Values } from './arguments.ts';

const formats = ['table', 'json'] as const;

export interface DoctorCommand {
  readonly name: 'doctor';
  readonly does: 'look' | 'uninstall' | { readonly testMessage: string };
  readonly format: (typeof formats)[number];
  /** Of the stack at home; without it, that of the environment. */
  readonly region?: string;
  readonly config?: string;
}

export function doctorArguments(rest: readonly string[], values: Values): DoctorCommand {
  only(values, ['region', 'test-message', 'uninstall', 'format', 'config'], 'doctor');
  const { region, format, config } = values;
  return refuseMore(rest, {
    name: 'doctor',
    does: whatOf(values),
    format: formatOf(format ?? 'table', formats),
    ...(region === undefined ? {} : { region }),
    ...(config === undefined ? {} : { config }),
  });
}

function whatOf({ uninstall, 'test-message': testMessage }: Values): DoctorCommand['does'] {
  if (uninstall === true && testMessage !== undefined) {
    throw new UsageError('doctor takes one of --uninstall and --test-message CHANNEL');
  }
  if (testMessage === '') throw new UsageError('--test-message needs a channel, or all');
  if (testMessage !== undefined) return { testMessage };
  return uninstall === true ? 'uninstall' : 'look';
}
