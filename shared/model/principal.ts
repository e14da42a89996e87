import type { PolicyDocument } from './policy-document.ts';

/**
 * What we use of a role in `iam:GetAccountAuthorizationDetails` or `iam:GetRole`; its trust policy, its policies and
 * when it was last used are facts of their own, because they change apart.
 */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** AROA…: EKS binds an access entry to it, so a recreated role is another principal. */
  readonly roleId: string;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly createDate: number;
  /** In seconds; absent where it was not asked for: account authorization details leave it out. */
  readonly maxSessionDuration?: number;
  /** By key, which IAM matches without regard to case. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * When a role was last used, as far as IAM remembers: 400 days, or since the Region tracks it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html
 */
export interface RoleLastUsed {
  /** Milliseconds since the epoch; absent for never. */
  readonly lastUsedDate?: number;
}

export interface User {
  readonly arn: string;
  readonly name: string;
  readonly userId: string;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly createDate: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Group {
  readonly arn: string;
  readonly name: string;
}

/** The policies of one role, user or group. */
export interface PrincipalPolicies {
  readonly inline: readonly InlinePolicy[];
  /** ARNs of managed policies, sorted. */
  readonly attached: readonly string[];
  /** ARN of the managed policy that bounds it; groups have none. */
  readonly boundary?: string;
  /** Names of the groups of a user, sorted; empty for roles and groups. */
  readonly groups: readonly string[];
}

/** A document that could not be understood is unread by itself; the principal's other documents still count. */
export type InlinePolicy =
  | { readonly name: string; readonly document: PolicyDocument }
  | { readonly name: string; readonly fault: string };

/** The default version of a managed policy, of the account's own or of AWS. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly document: PolicyDocument;
}
