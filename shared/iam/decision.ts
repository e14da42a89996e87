import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';

/** One policy document and where it came from. */
export interface NamedPolicy {
  /** As evidence names it: `AdministratorAccess`, `inline ReadSecrets`, `trust policy`. */
  readonly name: string;
  /** Of a managed policy: names can be chosen, ARNs cannot. */
  readonly arn?: string;
  readonly document: PolicyDocument;
}

/**
 * All policies that say together what one principal may do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Permissions {
  readonly principalArn: string;
  /** Attached, inline and inherited from groups: an Allow in any of them counts. */
  readonly identity: readonly NamedPolicy[];
  /** The permissions boundary: without an Allow in it nothing is allowed. */
  readonly boundary?: NamedPolicy;
  /** Session policies, such as the one of a Pod Identity association: they narrow likewise, all of them together. */
  readonly session?: readonly NamedPolicy[];
  /** SCPs by level from the root of the organization down: every level has to allow. */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[];
  /** RCPs by level, likewise. */
  readonly resourceControl?: readonly (readonly NamedPolicy[])[];
}

/** What is known of one condition key of a request: its values, none when the request has no such key, or nothing. */
export type ContextValue = readonly string[] | 'unknown';

export interface Context {
  /** `key` is in lower case. */
  value(key: string): ContextValue;
}

export interface Request {
  /** `service:Name`, in any case. */
  readonly action: string;
  /** The ARN of the resource, or `*` for an action that has none. */
  readonly resource: string;
  readonly context: Context;
}

/** A statement that decided, and the policy it stands in. */
export interface DecidingStatement {
  readonly policy: string;
  /** Its Sid, else `statement N`, counted from 1. */
  readonly statement: string;
  readonly source: Statement;
}

/**
 * `allowed` and `denied` hold whatever the unknown keys are; `conditional` turns on the conditions quoted.
 * Denied without a deciding statement is IAM's implicit deny.
 */
export interface Decision {
  readonly outcome: 'allowed' | 'denied' | 'conditional';
  /**
   * The Allow statements that made it `allowed` or `conditional`, those of boundaries and other limits left out; the
   * Deny statements that made it `denied`.
   */
  readonly deciding: readonly DecidingStatement[];
  /** What could not be decided, of Allow and Deny statements alike, each once and sorted; empty unless `conditional`. */
  readonly conditions: readonly Condition[];
  /**
   * What else a `conditional` answer turns on, in words: a policy variable in Resource, policies of a caller that
   * were not read, a session name. Never an empty list.
   */
  readonly assumes?: readonly string[];
}

/** Who asks to assume a role, as a trust policy sees them. */
export type Caller =
  /** A role, user or session by its ARN; `permissions` are its own policies where they were read. */
  | { readonly type: 'AWS'; readonly arn: string; readonly permissions?: Permissions }
  /** An AWS service, by its principal such as `pods.eks.amazonaws.com`. */
  | { readonly type: 'Service'; readonly service: string }
  /** A token of an OIDC or SAML provider, by the provider's ARN; its claims are in the context. */
  | { readonly type: 'Federated'; readonly provider: string };
