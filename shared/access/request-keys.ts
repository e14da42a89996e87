import { actionFacts } from '../iam/action-facts.ts';
import type { Context } from '../iam/decision.ts';

/**
 * A request as the service really makes it: of the service's own condition keys it has those of the action alone, so a
 * condition on another one finds nothing.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function withKeysOf(action: string, context: Context): Context {
  const facts = keysOf(action);
  if (facts === undefined) return context;
  const isMissing = (key: string) => key.startsWith(facts.service) && !facts.has(key);
  return { value: (key) => (isMissing(key) ? [] : context.value(key)) };
}

interface RequestKeys {
  /** As in `eks:`. */
  readonly service: string;
  /** `key` is in lower case. */
  has(key: string): boolean;
}

const known = new Map<string, RequestKeys | undefined>();

/** Undefined for an action, or for keys of one, that our table does not know. */
function keysOf(action: string): RequestKeys | undefined {
  if (!known.has(action)) known.set(action, readKeys(action));
  return known.get(action);
}

function readKeys(action: string): RequestKeys | undefined {
  const keys = actionFacts(action)?.conditionKeys?.map((key) => key.toLowerCase());
  if (keys === undefined) return undefined;
  const names = new Set(keys);
  const starts = keys.flatMap((key) => /^(.+?)\$\{/.exec(key)?.[1] ?? []);
  return {
    service: action.slice(0, action.indexOf(':') + 1).toLowerCase(),
    has: (key) => names.has(key) || starts.some((start) => key.startsWith(start)),
  };
}
