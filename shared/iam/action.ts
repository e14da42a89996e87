import type { ListElement } from '../model/policy-document.ts';
import { matchesWildcard } from './wildcard.ts';

/**
 * Whether an `Action` or `NotAction` element covers the action, given as `service:Name`.
 * Action names are matched without regard to case, with `*` and `?`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function coversAction(actions: ListElement | undefined, action: string): boolean {
  if (actions === undefined) return false;
  const named = actions.values.some((pattern) =>
    matchesWildcard(pattern.toLowerCase(), action.toLowerCase()),
  );
  return named !== actions.negated;
}
