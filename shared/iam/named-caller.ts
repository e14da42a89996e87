import { parseArn } from '../model/arn.ts';
import type { PrincipalElement } from '../model/policy-document.ts';
import type { Caller } from './decision.ts';
import type { Truth } from './truth.ts';

/**
 * How a statement comes to be about a caller: by its own session, user, provider, service or as one of everybody;
 * by its role; or by its account, which leaves it to the account's own policies.
 */
export type Naming = 'itself' | 'role' | 'account';

export interface Named {
  readonly by: Naming;
  readonly truth: Truth;
  /** What an unknown truth turns on, in words. */
  readonly assumes?: string;
}

type AwsCaller = Extract<Caller, { type: 'AWS' }>;

/**
 * The ways in which `Principal` or `NotPrincipal` names a caller, none where it does not. Wildcards inside an ARN name nobody.
 * `partition` is that of the role, where a bare account id belongs.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function namedCaller(
  element: PrincipalElement | undefined,
  caller: Caller,
  partition: string,
): readonly Named[] {
  if (element === undefined) return [];
  if (element.negated) return notNamed(element, caller, partition);
  if (isEverybody(element)) return [{ by: 'itself', truth: true }];
  if (caller.type !== 'AWS')
    return namesOther(element, caller) ? [{ by: 'itself', truth: true }] : [];
  return awsNames(element, caller, partition);
}

/** `{ "AWS": "*" }` means the same as `"*"`. */
function isEverybody({ everyone, byType }: PrincipalElement): boolean {
  return everyone || (byType['AWS'] ?? []).includes('*');
}

/** Whether IAM takes `{ "Federated": "*" }` is UNVERIFIED; it is judged as every provider. */
function namesOther(
  { byType }: PrincipalElement,
  caller: Exclude<Caller, { type: 'AWS' }>,
): boolean {
  if (caller.type === 'Service') return (byType['Service'] ?? []).includes(caller.service);
  const providers = byType['Federated'] ?? [];
  return providers.includes(caller.provider) || providers.includes('*');
}

function awsNames(
  { byType }: PrincipalElement,
  caller: AwsCaller,
  partition: string,
): readonly Named[] {
  return (byType['AWS'] ?? []).flatMap((value) => awsName(value, caller.arn, partition) ?? []);
}

function awsName(value: string, arn: string, partition: string): Named | undefined {
  if (isAccountOf(value, arn, partition)) return { by: 'account', truth: true };
  const asking = roleOf(arn);
  if (value === arn) return { by: isRoleItself(asking) ? 'role' : 'itself', truth: true };
  const named = roleOf(value);
  return named === undefined || named.key !== asking?.key
    ? undefined
    : sameRole(value, isRoleItself(named), isRoleItself(asking));
}

/** A session has the role's grants; the role may or may not be under way as the session that is named. */
function sameRole(value: string, namesRole: boolean, asksRole: boolean): Named | undefined {
  if (namesRole) return { by: 'role', truth: true };
  return asksRole
    ? { by: 'itself', truth: 'unknown', assumes: `the session is ${value}` }
    : undefined;
}

function isRoleItself(role: RoleOrSession | undefined): boolean {
  return role !== undefined && role.session === undefined;
}

function isAccountOf(value: string, arn: string, partition: string): boolean {
  const caller = parseArn(arn);
  if (caller === undefined) return false;
  if (value === caller.accountId) return caller.partition === partition;
  return value === `arn:${caller.partition}:iam::${caller.accountId}:root`;
}

interface RoleOrSession {
  /** The name of a role is unique in its account whatever its path, which the ARNs of sessions leave out. */
  readonly key: string;
  readonly session?: string;
}

function roleOf(arn: string): RoleOrSession | undefined {
  const parsed = parseArn(arn);
  const [kind, ...names] = parsed?.resource.split('/') ?? [];
  const owner = `${parsed?.partition}:${parsed?.accountId}`;
  if (parsed?.service === 'iam' && kind === 'role') return { key: `${owner}:${names.at(-1)}` };
  const [name, session] = names;
  if (parsed?.service !== 'sts' || kind !== 'assumed-role' || session === undefined)
    return undefined;
  return { key: `${owner}:${name}`, session };
}

/**
 * NotPrincipal leaves an AWS caller out for certain only if it lists its account, its role and its session, or its
 * account and its user: IAM may look at any of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function notNamed(element: PrincipalElement, caller: Caller, partition: string): readonly Named[] {
  if (isEverybody(element)) return [];
  if (caller.type !== 'AWS')
    return namesOther(element, caller) ? [] : [{ by: 'itself', truth: true }];
  const listed = awsNames(element, caller, partition);
  if (listed.length === 0) return [{ by: 'itself', truth: true }];
  const ways = new Set(listed.filter(({ truth }) => truth === true).map(({ by }) => by));
  const needed: readonly Naming[] =
    roleOf(caller.arn) === undefined ? ['account', 'itself'] : ['account', 'role', 'itself'];
  if (needed.every((way) => ways.has(way))) return [];
  const assumes = `NotPrincipal, which lists part of its account, role and session, is about ${caller.arn}`;
  return [{ by: 'itself', truth: 'unknown', assumes }];
}
