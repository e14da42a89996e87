import { isDay } from '../../shared/config/times.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { only, refuseMore, type Values, type Where, whereOf } from './arguments.ts';

export interface WaiveCommand {
  readonly name: 'waive';
  readonly findingId: string;
  readonly reason: string;
  readonly owner: string;
  /** YYYY-MM-DD, UTC: the last day. */
  readonly expires: string;
  readonly from: Where;
  readonly config?: string;
  /** Whether the file is changed; the change is shown either way. */
  readonly write: boolean;
}

export function waiveArguments(rest: readonly string[], values: Values): WaiveCommand {
  only(values, ['snapshot', 'live', 'config', 'reason', 'owner', 'expires', 'write'], 'waive');
  const [findingId, ...more] = rest;
  if (findingId === undefined) throw new UsageError('waive needs the id of a finding');
  const { config, write = false } = values;
  const missing = needed.filter(([name]) => (values[name]?.trim() ?? '') === '');
  if (missing.length > 0) {
    throw new UsageError(`waive needs ${missing.map(([, what]) => what).join(', ')}`);
  }
  const from = whereOf(values, 'waive');
  if (write && from === 'sample' && config === undefined) {
    throw new UsageError(
      'waive --write needs --snapshot DIR, --live or --config FILE: the sample estate keeps its configuration',
    );
  }
  return refuseMore(more, {
    name: 'waive',
    findingId,
    reason: values.reason?.trim() ?? '',
    owner: values.owner?.trim() ?? '',
    expires: dayOf(values.expires?.trim() ?? ''),
    from,
    write,
    ...(config === undefined ? {} : { config }),
  });
}

const needed = [
  ['reason', '--reason TEXT'],
  ['owner', '--owner TEXT'],
  ['expires', '--expires YYYY-MM-DD'],
] as const;

function dayOf(text: string): string {
  if (isDay(text)) return text;
  throw new UsageError(`--expires ${text}: expected a day as YYYY-MM-DD`);
}
