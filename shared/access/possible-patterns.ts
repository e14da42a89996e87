import {
  type AllowedResourcePattern,
  allowedResourcePatterns,
} from '../iam/allowed-resource-patterns.ts';
import { contextOf } from '../iam/context.ts';
import { decide } from '../iam/decide.ts';
import { witnessOf } from '../iam/witness.ts';
import type { Holder } from './holder.ts';

/**
 * What somebody may do an action on, as statements write it, but for what a Deny or a boundary takes away for certain. A
 * condition that nobody can decide counts as met.
 */
export function possiblePatterns(
  holder: Holder,
  action: string,
): readonly AllowedResourcePattern[] {
  const context = contextOf(holder.keys);
  return allowedResourcePatterns(holder.compiled, action).filter(({ pattern }) => {
    const resource = witnessOf(pattern, holder.stranger());
    return decide(holder.compiled, { action, resource, context }).outcome !== 'denied';
  });
}
