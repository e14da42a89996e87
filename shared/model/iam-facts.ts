import type { PolicyDocument } from './policy-document.ts';

/** What we use of `iam:GetAccountSummary`. */
export interface AccountSummary {
  /** The longest trust policy that IAM takes in this account, in characters. */
  readonly assumeRolePolicySizeQuota: number;
}

/** What we use of `iam:GetOpenIDConnectProvider`. */
export interface OidcProvider {
  readonly arn: string;
  /** Host and path, without scheme and trailing slash, the host in lower case: what stands before `:sub` in a condition key. */
  readonly issuer: string;
  readonly clientIds: readonly string[];
}

/** SCPs and RCPs that apply to the account, where a snapshot brings them. */
export interface OrganizationPolicy {
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  /** Where it is attached, as `r-ab12/ou-ab12-11111111/111122223333`: the levels from the root down. */
  readonly targetPath: string;
  readonly name: string;
  readonly policy: { readonly document: PolicyDocument } | { readonly fault: string };
}
