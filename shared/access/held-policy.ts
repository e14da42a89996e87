import { parseIamArn } from '../model/arn.ts';
import type { InlinePolicy, PrincipalPolicies } from '../model/principal.ts';

/** One of the policies of a role, user or group, or the group that brings it some. */
export type HeldPolicy =
  | { readonly kind: 'attached' | 'boundary'; readonly policyArn: string }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'inline'; readonly policy: InlinePolicy };

/** What stands at a path of `valuesOf`; undefined where nothing does. */
export function heldPolicy(
  { attached, boundary, groups, inline }: PrincipalPolicies,
  path: string,
): HeldPolicy | undefined {
  if (path === 'boundary') {
    return boundary === undefined ? undefined : { kind: 'boundary', policyArn: boundary };
  }
  const policyArn = attached.find((arn) => path === `attached ${arn}`);
  if (policyArn !== undefined) return { kind: 'attached', policyArn };
  const name = groups.find((group) => path === `groups ${group}`);
  if (name !== undefined) return { kind: 'group', name };
  const policy = inline.find((one) => path === `inline ${one.name}`);
  return policy && { kind: 'inline', policy };
}

/** By its short name. A policy of the account may bear the name of one of AWS, so that is said. */
export function policyText(arn: string): string {
  const iam = parseIamArn(arn);
  if (iam === undefined) return arn;
  return iam.accountId === 'aws' ? `AWS policy ${iam.name}` : `policy ${iam.name}`;
}
