import type { Waiver } from '../model/config.ts';
import type { FindingContent } from '../model/finding.ts';

/** Exact, never by part of a name: an attacker chooses names. */
export function matchesWaiver(
  waiver: Waiver,
  finding: Pick<FindingContent, 'ruleId' | 'subject' | 'region' | 'clusterName'>,
): boolean {
  return (
    waiver.rule === finding.ruleId &&
    waiver.subject === finding.subject &&
    (waiver.cluster === undefined || waiver.cluster === finding.clusterName) &&
    (waiver.region === undefined || waiver.region === finding.region)
  );
}

/** What a waiver is about, and so where to look for it: nearly all findings are about something else. */
export function waiverTarget(rule: string, subject: string): string {
  return `${rule} ${subject}`;
}

/** A waiver holds through the whole of its last day. Both are YYYY-MM-DD, which compare as text. */
export function isExpired({ expires }: Waiver, today: string): boolean {
  return today > expires;
}

/** What tells one waiver from another in findings about waivers. */
export function waiverSubject({ rule, subject, cluster, region }: Waiver): string {
  return [rule, subject, cluster, region].filter((part) => part !== undefined).join(' ');
}
