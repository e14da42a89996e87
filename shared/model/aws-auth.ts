/**
 * What the authenticator takes from the ConfigMap kube-system/aws-auth, in the order of the text; entries that it drops are
 * among the faults only.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
export interface AwsAuthMappings {
  readonly roles: readonly AwsAuthRole[];
  readonly users: readonly AwsAuthUser[];
  /** Accounts whose principals may log in without any groups. */
  readonly accounts: readonly string[];
  readonly faults: readonly AwsAuthFault[];
}

interface MappedTo {
  /** Place among the entries of its key, from 0, those that were dropped included. */
  readonly place: number;
  /** May hold templates, as groups may. Empty where none is given. */
  readonly username: string;
  readonly groups: readonly string[];
}

/** An entry of `mapRoles`: by ARN, or by permission set of IAM Identity Center. */
export type AwsAuthRole = MappedTo &
  ({ readonly roleArn: string } | { readonly sso: PermissionSetMatch });

export interface PermissionSetMatch {
  readonly permissionSetName: string;
  readonly accountId: string;
  /** Empty for `aws`. */
  readonly partition: string;
}

export interface AwsAuthUser extends MappedTo {
  readonly userArn: string;
}

/** A line of either key. The ARN tells who is let in, not the key: the authenticator takes a user in `mapRoles` too. */
export type AwsAuthMapping =
  | { readonly kind: 'role'; readonly mapping: AwsAuthRole }
  | { readonly kind: 'user'; readonly mapping: AwsAuthUser };

/** Something in aws-auth that is read otherwise than whoever wrote it must have thought. */
export interface AwsAuthFault {
  /** The key of the ConfigMap. */
  readonly key: string;
  /** Place of the entry, from 0; absent where it is all of the key. */
  readonly place?: number;
  readonly message: string;
}
