import { isObject, type Json } from '../shared/model/json.ts';
import type { RuleTarget } from '../shared/model/monitor.ts';

/** A target as CDK has it, in the words of the API: members begin with a capital, but for the paths that are keys of their own. */
export function expectedTarget(target: Json): RuleTarget {
  const renamed = capitalised(target);
  return isObject(renamed) ? renamed : {};
}

function capitalised(value: Json): Json {
  if (Array.isArray(value)) return value.map(capitalised);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      name === 'inputPathsMap' ? of : capitalised(of),
    ]),
  );
}
