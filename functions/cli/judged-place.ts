import type { Assessment } from '../../shared/assess/verdict.ts';
import { count } from '../../shared/report/text.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { clustersOf } from '../sweep/clusters-of.ts';
import { judgeOnly, readAccount } from '../sweep/steps.ts';
import type { Place } from './place.ts';
import { portsOf } from './sweep-command.ts';
import type { Terminal } from './terminal.ts';

/** Everything there is to read in a place, judged by every rule; nothing is written. */
export async function judgedPlace(terminal: Terminal, place: Place): Promise<Assessment> {
  const ports = portsOf(terminal, place, undefined);
  const account = await readAccount(ports, {});
  const { clusters } = clustersOf(account.estate, ports.config.regions, undefined);
  const { assessment } = await judgeOnly(ports, account, clusters);
  return assessment;
}

/**
 * The one of these whose id begins as was asked for. Throws a UsageError where there is none, or more than one;
 * `otherwise` says what else was looked for.
 */
export function oneOf<T extends { readonly id: string }>(
  found: readonly T[],
  asked: string,
  otherwise = '',
): T {
  const wanted = asked.toLowerCase();
  const [first, ...others] = found.filter(({ id }) => id.startsWith(wanted));
  if (first === undefined) {
    throw new UsageError(
      `no finding begins with ${asked}${otherwise}; "sweep --format json" has the ids`,
    );
  }
  if (others.length === 0) return first;
  throw new UsageError(
    `${count(others.length + 1, 'finding')} begin with ${asked}; give more of the id`,
  );
}
