import type { MonitorPart } from '../model/monitor.ts';

/** Stacks of which nothing at all is there, as far as it was read; such as a forwarder that was deleted, or never deployed. */
export function missingStacks(parts: readonly MonitorPart[]): readonly string[] {
  const deployed = parts.flatMap((part) => ('expected' in part ? [part] : []));
  const byStack = Map.groupBy(deployed, ({ expected }) => expected.stack);
  return [...byStack].flatMap(([stack, theirs]) =>
    theirs.every(({ found }) => found === undefined) ? [stack] : [],
  );
}
