import { UsageError } from '../adapters/usage-error.ts';
import { formatOf, only, refuseMore, type Values, type Where, whereOf } from './arguments.ts';

const formats = ['table', 'json'] as const;

/** What questions about clusters have in common. */
interface Asking {
  readonly from: Where;
  readonly format: (typeof formats)[number];
  /** `region/name` or the name alone; without it, every cluster. */
  readonly cluster?: string;
  readonly config?: string;
}

export interface WhoCanCommand extends Asking {
  readonly name: 'who-can';
  readonly verb: string;
  /** `pods`, `pods/NAME`, `pods/exec`, `/metrics`. */
  readonly target: string;
  readonly namespace?: string;
}

export interface AccessCommand extends Asking {
  readonly name: 'access';
  /** An ARN, or a subject as `group:…`, `user:…` or `system:serviceaccount:…`. */
  readonly who: string;
}

/** Without a place it is the sample estate, as with `explain`. */
export function whoCanArguments(rest: readonly string[], values: Values): WhoCanCommand {
  only(values, [...asked, 'namespace'], 'who-can');
  const [verb, target, ...more] = rest;
  if (verb === undefined || target === undefined) {
    throw new UsageError('who-can needs a verb and a resource, as in: who-can get secrets');
  }
  const { namespace } = values;
  if (namespace === '') throw new UsageError('--namespace needs a name');
  return refuseMore(more, {
    name: 'who-can',
    verb,
    target,
    ...asking(values, 'who-can'),
    ...(namespace === undefined ? {} : { namespace }),
  });
}

export function accessArguments(rest: readonly string[], values: Values): AccessCommand {
  const [who, ...more] = rest;
  only(values, asked, 'access');
  if (who === undefined) {
    throw new UsageError('access needs an ARN, or a subject such as group:developers');
  }
  return refuseMore(more, { name: 'access', who, ...asking(values, 'access') });
}

function asking(values: Values, command: string): Asking {
  const { format, cluster, config } = values;
  return {
    from: whereOf(values, command),
    format: formatOf(format ?? 'table', formats),
    ...(cluster === undefined ? {} : { cluster }),
    ...(config === undefined ? {} : { config }),
  };
}

const asked = ['snapshot', 'live', 'format', 'cluster', 'config'] as const;
