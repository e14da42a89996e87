/**
 * IAM's evaluation, read from the documentation in the plainest way and straight from the JSON of a policy: nothing of
 * shared/ is used. Everything is known in a world, so there are two answers. Where the documentation does not say what
 * IAM does, a coin is tossed: an answer of ours that claims to be sure has to hold however the coins fall.
 */
export interface World {
  /** The values of a condition key, given in lower case; none where the request lacks it. */
  value(key: string): readonly string[];
  coin(what: string): boolean;
}

export interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: RawPrincipal;
  readonly NotPrincipal?: RawPrincipal;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, RawValues>>>>;
}
export interface RawDocument {
  readonly Version?: string;
  readonly Statement: RawStatement | readonly RawStatement[];
}
type OneOrMore = string | readonly string[];
type RawPrincipal = '*' | Readonly<Record<string, OneOrMore>>;
type Scalar = string | number | boolean;
export type RawValues = Scalar | readonly Scalar[];

export interface RawPermissions {
  readonly identity: readonly RawDocument[];
  readonly boundary?: RawDocument;
  readonly session?: readonly RawDocument[];
  readonly levels?: readonly (readonly RawDocument[])[];
}

export interface RawRequest {
  readonly action: string;
  readonly resource: string;
}

export interface RawTrust {
  readonly trust: RawDocument;
  readonly roleArn: string;
  readonly caller:
    | { readonly type: 'AWS'; readonly arn: string; readonly permissions: RawPermissions }
    | { readonly type: 'Service' | 'Federated'; readonly name: string };
  readonly action: string;
}

export type Naming = 'itself' | 'role' | 'account';

export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
