import type { Severity } from '../model/severity.ts';

/** What a section is about: channels pick by it. */
export type SectionKind =
  | 'what'
  | 'earlier'
  | 'where'
  | 'resource'
  | 'principal'
  | 'grant'
  | 'power'
  | 'who'
  | 'touched'
  | 'before'
  | 'after'
  | 'undo'
  | 'why'
  | 'evidence'
  | 'fix'
  | 'console'
  | 'rule'
  | 'id';

/** One thing that an alert says, without any channel's markup. */
export interface Section {
  readonly kind: SectionKind;
  readonly label: string;
  /** A paragraph each, with everything that is not shown as itself spelled out. Never empty. */
  readonly texts: readonly string[];
  /** To be copied, each whole or not there at all. */
  readonly commands?: readonly string[];
}

/** One finding or observation as every channel tells it. */
export interface Entry {
  /** Of the finding or observation: what is said of it later has the same. */
  readonly id: string;
  readonly severity: Severity;
  /** The step as people say it: `OPENED`, `CHANGED (was LOW)`. */
  readonly step: string;
  readonly headline: string;
  readonly sections: readonly Section[];
}

/** None where there is nothing to say. */
export function section(
  kind: SectionKind,
  label: string,
  texts: readonly string[],
  commands?: readonly string[],
): readonly Section[] {
  if (texts.length === 0) return [];
  return [{ kind, label, texts, ...(commands !== undefined && { commands }) }];
}
