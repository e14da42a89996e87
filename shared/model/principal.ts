/** What we use of a role in `iam:GetAccountAuthorizationDetails` or `iam:GetRole`; its trust policy is a fact of its own. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** AROA…: EKS binds an access entry to it, so a recreated role is another principal. */
  readonly roleId: string;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly createDate: number;
}

export interface User {
  readonly arn: string;
  readonly name: string;
  readonly userId: string;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly createDate: number;
}
