import type { Check } from '../model/check.ts';

/** One way in which people are told, as far as it can be tried. */
export interface ChannelCheck {
  /** As `doctor --test-message` takes it: `findings`, `operations`. */
  readonly name: string;
  /** Whether it would work; sends nothing. */
  check(): Promise<Check>;
  /** Sends one message that says that it is a test, and what came of it. */
  test(): Promise<Check>;
}
