import type { Json } from './json.ts';
import type { Severity } from './severity.ts';

/** One offence of one subject against one rule. */
export interface Violation {
  /** One plain sentence: who can do what, where. */
  readonly message: string;
  /**
   * The exact statement, scope or binding. Without times and positions. The IAM statements that give it are under
   * `statements`, here or in each of its `ways`.
   */
  readonly evidence: Readonly<Record<string, Json>>;
  /** Tells several offences of one subject apart; part of the finding's identity. */
  readonly key?: string;
  /**
   * The principal of the account that it is about, where that is not the subject: its findings and those of the principal
   * itself absorb one another, wherever they are. No part of the finding's identity.
   */
  readonly grant?: string;
  /** Where context raises or lowers the rule's own. */
  readonly severity?: Severity;
  /** What counts as a change of this offence; the evidence when not given. */
  readonly fingerprint?: Json;
  /** The command or policy text that mends this very offence. */
  readonly command?: string;
}
