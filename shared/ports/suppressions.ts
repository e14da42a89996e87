/** What people have suppressed in Security Hub. */
export interface Suppressions {
  read(): Promise<Suppressed>;
}

/** The ids of findings of ours, or why they could not be read. */
export type Suppressed = { readonly ids: ReadonlySet<string> } | { readonly unread: string };
