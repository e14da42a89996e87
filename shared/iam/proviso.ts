import type { Decision } from './decision.ts';
import { conditionText } from './evidence.ts';

/** What a conditional answer turns on, as the end of a sentence; empty where it turns on nothing. */
export function provisoText({ conditions, assumes = [] }: Decision): string {
  const all = [...conditions.map(conditionText), ...assumes];
  return all.length === 0 ? '' : `, if ${all.join(' and ')} allows it`;
}
