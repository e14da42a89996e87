import { globalRegion } from '../model/account.ts';
import { parseArn } from '../model/arn.ts';
import type { Waiver } from '../model/config.ts';
import type { FindingContent } from '../model/finding.ts';
import { matchesWaiver } from './waivers.ts';

/** What else a waiver of a finding covers: one subject may offend a rule in several ways. */
export function alsoCovered<F extends FindingContent>(
  findings: readonly F[],
  waiver: Waiver,
  { id }: FindingContent,
): readonly F[] {
  return findings.filter((other) => other.id !== id && matchesWaiver(waiver, other));
}

/** The narrowest waiver of a finding: its cluster, and its Region unless the subject's ARN names that already. */
export function exactWaiver(
  { ruleId, subject, clusterName, region }: FindingContent,
  given: Pick<Waiver, 'reason' | 'owner' | 'expires'>,
): Waiver {
  const isNamed = region === globalRegion || parseArn(subject)?.region === region;
  return {
    rule: ruleId,
    subject,
    ...(clusterName === undefined ? {} : { cluster: clusterName }),
    ...(isNamed ? {} : { region }),
    ...given,
  };
}
