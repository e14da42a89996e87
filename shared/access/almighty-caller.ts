import type { Caller } from '../iam/decision.ts';

/**
 * A principal whose own policies allow everything, so that the trust policy alone decides about it: what the policies of
 * some account say today, somebody there may change tomorrow.
 */
export function almightyCaller(arn: string): Extract<Caller, { type: 'AWS' }> {
  const all = { negated: false, values: ['*'] };
  const statements = [{ effect: 'Allow' as const, actions: all, resources: all, conditions: [] }];
  const identity = [{ name: 'everything', document: { statements } }];
  return { type: 'AWS', arn, permissions: { principalArn: arn, identity } };
}

/** A name that nobody has: longer than names may be, and of letters that they cannot have. */
export const nobodysName = '\u4e00'.repeat(300);
