import { createHash } from 'node:crypto';
import type { Claim } from '../model/change.ts';
import { canonicalJson, type Json } from '../model/json.ts';
import type { RunSummary } from '../model/run.ts';
import type { ValueChange } from '../model/value-change.ts';

/** Everything that makes a finding itself, and nothing that changes while it is. */
export interface FindingIdentity {
  readonly partition: string;
  readonly accountId: string;
  /** `global` for IAM. */
  readonly region: string;
  /** Empty for a finding that belongs to no cluster. */
  readonly clusterArn: string;
  readonly ruleId: string;
  readonly subject: string;
  /** Empty for a rule's only offence by a subject. */
  readonly key: string;
}

/** Twenty hex digits: 80 bits, so that a million findings collide with odds below one in a trillion. */
export function findingId(identity: FindingIdentity): string {
  const { partition, accountId, region, clusterArn, ruleId, subject, key } = identity;
  const members = [partition, accountId, region, clusterArn, ruleId, subject, key];
  return contentHash(members).slice(0, 20);
}

/** The same step of the same finding has the same id, however often it is computed. */
export function transitionId(findingIdText: string, version: number): string {
  return `${findingIdText}-${version}`;
}

/** Collapses repeats of one message: the same transitions make the same id. */
export function deliveryId(transitionIds: readonly string[]): string {
  return contentHash([...transitionIds].sort()).slice(0, 20);
}

/** The same list of unread facts has the same id, whichever sweep could not read them. */
export function unreadListId({
  unread,
  factsUnread,
}: Pick<RunSummary, 'unread' | 'factsUnread'>): string {
  return contentHash([unread.count, factsUnread]);
}

/** So much of a fingerprint is kept as text, in characters; of a longer one its hash is. */
const longestFingerprint = 2_000;

/** What a finding rests on, to be compared and no more. */
export function fingerprintOf(value: Json): string {
  const text = canonicalJson(value);
  return text.length <= longestFingerprint ? text : contentHash(value);
}

/** A value that was written, as a hash: 64 bits, compared among the few values of one finding. */
export function claimOf({ key, path, value }: ValueChange): Claim {
  const written = value === undefined ? [] : [value];
  return { key, path, id: contentHash([key, path, ...written]).slice(0, 16) };
}

/** SHA-256 of the canonical text, in hex. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
