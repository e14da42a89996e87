/** What a document says, or one sentence about what is wrong with it. */
export type Parsed<T> = { readonly ok: T } | { readonly error: string };
