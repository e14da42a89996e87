import { parseIamArn } from '../model/arn.ts';
import type { Context } from './decision.ts';

/** Condition keys, in lower case, that follow from who asks. */
export type PrincipalKeys = ReadonlyMap<string, readonly string[]>;

/**
 * For a session of a role they speak of the role; only users have a name there. None for what is neither role nor user.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function principalKeys(principalArn: string): PrincipalKeys {
  const iam = parseIamArn(principalArn);
  if (iam?.kind !== 'role' && iam?.kind !== 'user') return new Map();
  return new Map([
    ['aws:principalarn', [principalArn]],
    ['aws:principalaccount', [iam.accountId]],
    ['aws:username', iam.kind === 'user' ? [iam.name] : []],
  ]);
}

/** What the context itself says goes first. */
export function withKeys(context: Context, keys: PrincipalKeys): Context {
  return {
    value(key) {
      const value = context.value(key);
      return value === 'unknown' ? (keys.get(key) ?? value) : value;
    },
  };
}
