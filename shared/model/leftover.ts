/** Something of ours that is still in the account. */
export type Leftover = { readonly region: string } & (
  | { readonly kind: 'stack' | 'table' | 'bucket' | 'log group'; readonly name: string }
  /** `name` is its ARN. */
  | { readonly kind: 'key'; readonly name: string }
  /** `name` is that of the filter. */
  | { readonly kind: 'subscription filter'; readonly name: string; readonly logGroup: string }
  /** `name` is the ARN of the role that it is for. */
  | { readonly kind: 'access entry'; readonly name: string; readonly cluster: string }
);
