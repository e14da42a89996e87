import type { FactKey } from './fact-key.ts';

/** Who did it, as CloudTrail's `userIdentity` or the audit log of a cluster tells. All text is theirs: escape it. */
export interface Actor {
  /** In human words: `role/ci (session deploy-42)`, `root`, `eks-nodegroup.amazonaws.com`. */
  readonly name: string;
  readonly arn?: string;
  /** Of IAM Identity Center: the user behind a session of an `AWSReservedSSO_` role. */
  readonly identityCenterUser?: string;
  /** The AWS service that made the call for somebody, such as `cloudformation.amazonaws.com`. */
  readonly invokedBy?: string;
  /** How it was called, in human words: `console`, `CloudFormation`, `AWS CLI`, `Terraform`. */
  readonly via?: string;
  /** Whether the session was begun with a second factor; absent where CloudTrail does not say. */
  readonly mfa?: boolean;
  readonly sourceIpAddress?: string;
  readonly userAgent?: string;
  readonly eventId: string;
  readonly eventName: string;
  /** Milliseconds since the epoch. */
  readonly eventTime: number;
  readonly region: string;
  /** The cluster whose audit log has the event; absent where CloudTrail has it. */
  readonly clusterName?: string;
}

/** An event in our words: whose doing it was, and which values it accounts for. */
export interface Change {
  readonly actor: Actor;
  readonly claims: readonly Claim[];
}

/**
 * A value that an event documents to have written. Kept as a hash, because it is compared and never shown,
 * and a policy document may have 100 KB.
 */
export interface Claim {
  readonly key: FactKey<unknown>;
  readonly path: string;
  /** Of key, path and value: see `claimOf`. */
  readonly id: string;
}
