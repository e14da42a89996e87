import { parseArn, parseIamArn } from '../model/arn.ts';
import type { Named } from './naming.ts';

/**
 * How one value of `AWS` names a role, user or session; undefined where it does not. Wildcards inside an ARN name
 * nobody. `partition` is that of the policy's account, where a bare account id belongs.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function namesAwsCaller(
  value: string,
  arn: string,
  partition: string | undefined,
): Named | undefined {
  if (isAccountOf(value, arn, partition)) return { by: 'account', truth: true };
  const asking = roleOf(arn);
  if (value === arn) return { by: isRoleItself(asking) ? 'role' : 'itself', truth: true };
  const named = roleOf(value);
  if (named === undefined || named.key !== asking?.key) return undefined;
  return sameRole(value, isRoleItself(named), isRoleItself(asking));
}

/** Whether it is a role or a session of one, rather than a user or a federated user. */
export function isOfRole(arn: string): boolean {
  return roleOf(arn) !== undefined;
}

/** A session has the role's grants; the role may or may not be under way as the session that is named. */
function sameRole(value: string, namesRole: boolean, asksRole: boolean): Named | undefined {
  if (namesRole) return { by: 'role', truth: true };
  if (!asksRole) return undefined;
  return { by: 'itself', truth: 'unknown', assumes: `the session is ${value}` };
}

function isAccountOf(value: string, arn: string, partition: string | undefined): boolean {
  const caller = parseArn(arn);
  if (caller === undefined) return false;
  if (value === caller.accountId) return caller.partition === partition;
  return value === `arn:${caller.partition}:iam::${caller.accountId}:root`;
}

interface RoleOrSession {
  /** The name of a role is unique in its account whatever its path, which the ARNs of sessions leave out. */
  readonly key: string;
  readonly isSession: boolean;
}

function roleOf(arn: string): RoleOrSession | undefined {
  const parsed = parseArn(arn);
  if (parsed === undefined) return undefined;
  const [, ofSession] = /^assumed-role\/([^/]+)\/./s.exec(parsed.resource) ?? [];
  const owner = `${parsed.partition}:${parsed.accountId}`;
  if (ofSession !== undefined) return { key: `${owner}:${ofSession}`, isSession: true };
  const iam = parseIamArn(arn);
  return iam?.kind === 'role' ? { key: `${owner}:${iam.name}`, isSession: false } : undefined;
}

function isRoleItself(role: RoleOrSession | undefined): boolean {
  return role?.isSession === false;
}
