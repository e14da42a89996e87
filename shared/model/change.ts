import type { FactKey } from './fact-key.ts';

/** Who did it, as CloudTrail's `userIdentity` tells. All text is theirs: escape it. */
export interface Actor {
  /** In human words: `role/ci (session deploy-42)`, `root`, `eks-nodegroup.amazonaws.com`. */
  readonly name: string;
  readonly arn?: string;
  readonly sourceIpAddress?: string;
  readonly userAgent?: string;
  readonly eventId: string;
  readonly eventName: string;
  /** Milliseconds since the epoch. */
  readonly eventTime: number;
  readonly region: string;
}

/** An event in our words: whose doing it was, and the facts whose new values it explains. */
export interface Change {
  readonly actor: Actor;
  readonly explains: readonly FactKey<unknown>[];
}
