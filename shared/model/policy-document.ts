/**
 * An IAM policy document in one shape: single values have become lists, operators and keys keep their spelling.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly version?: string;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principals?: PrincipalElement;
  readonly actions?: ListElement;
  readonly resources?: ListElement;
  readonly conditions: readonly Condition[];
}

/** `Principal` or `NotPrincipal`. A bare `"*"` is everyone. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly everyone: boolean;
  /** By type: AWS, Service, Federated, CanonicalUser. */
  readonly byType: Readonly<Record<string, readonly string[]>>;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface ListElement {
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** One operator on one key, such as `ForAllValues:StringLike` on `aws:TagKeys`. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
