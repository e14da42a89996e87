import type { OwedTransition, Transition } from '../../shared/model/finding.ts';

/** A transition as it is kept with its finding: what the finding's later states would overwrite comes along. */
export function owedTransition({ finding, ...transition }: Transition): OwedTransition {
  const { severity, message, actor } = finding;
  return { ...transition, severity, message, ...(actor === undefined ? {} : { actor }) };
}
