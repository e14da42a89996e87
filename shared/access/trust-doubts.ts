import type { Decision } from '../iam/decision.ts';
import { conditionText } from '../iam/evidence.ts';
import type { Condition } from '../model/policy-document.ts';

/** What a decision about a token turns on, in words, each once and sorted; empty where nothing was left open. */
export function doubtsOf(decisions: readonly Decision[]): readonly string[] {
  const doubts = decisions.flatMap(({ conditions, assumes = [] }) => [
    ...conditions.map(conditionText),
    ...assumes,
  ]);
  return [...new Set(doubts)].toSorted();
}

/**
 * Doubts that may keep a service account out. Conditions on where a request comes from, and on what its sender writes into
 * it, say nothing of whose token it is: what one pod of a cluster meets, so can all.
 */
export function seriousDoubtsOf(decisions: readonly Decision[]): readonly string[] {
  return doubtsOf(
    decisions.map((decision) => ({
      ...decision,
      conditions: decision.conditions.filter((condition) => !isMetByAnyPod(condition)),
    })),
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function isMetByAnyPod({ key, values }: Condition): boolean {
  return keysOfRequests.has(key.toLowerCase()) && !values.some((value) => value.includes('${'));
}

const keysOfRequests: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:referer',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:useragent',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'aws:vpcsourceip',
  'sts:durationseconds',
  'sts:rolesessionname',
]);
