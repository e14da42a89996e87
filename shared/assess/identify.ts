import { findingId, fingerprintOf } from '../findings/identity.ts';
import { type Account, globalRegion } from '../model/account.ts';
import { clusterArn } from '../model/cluster.ts';
import type { Config } from '../model/config.ts';
import type { FindingContent } from '../model/finding.ts';
import type { Violation } from '../model/violation.ts';
import type { RuleMeta } from '../rules/rule.ts';
import type { Verdict } from './verdict.ts';

/** A violation with an identity. */
export interface Offence {
  readonly content: FindingContent;
  /** Offences of one grant absorb one another: a subject in its place, or what the violation says it is about. */
  readonly grant: string;
}

/** A verdict's violations as findings: each with its identity, and the severity that config may have set. */
export function identify(
  account: Account,
  config: Config,
  rule: RuleMeta,
  verdict: Verdict,
): readonly Offence[] {
  const offences = new Map<string, Offence>();
  for (const violation of verdict.violations) {
    const content = contentOf(account, config, rule, verdict, violation);
    if (offences.has(content.id)) continue;
    offences.set(content.id, { content, grant: grantOf(content, violation) });
  }
  return [...offences.values()];
}

/** What a violation names is a principal of the account, whose own findings have no cluster. */
function grantOf(
  { region, clusterName = '', subject }: FindingContent,
  { grant }: Violation,
): string {
  return grant === undefined ? `${region} ${clusterName} ${subject}` : `${globalRegion}  ${grant}`;
}

function contentOf(
  account: Account,
  config: Config,
  rule: RuleMeta,
  { place, subject, resource }: Verdict,
  violation: Violation,
): FindingContent {
  const { region, clusterName } = place;
  const { message, evidence, key = '', command } = violation;
  const cluster =
    clusterName === undefined ? '' : clusterArn(account, { region, name: clusterName });
  return {
    id: findingId({
      ...account,
      region,
      clusterArn: cluster,
      ruleId: rule.id,
      subject,
      key,
    }),
    ruleId: rule.id,
    severity: config.rules[rule.id]?.severity ?? violation.severity ?? rule.severity,
    title: rule.title,
    message,
    accountId: account.accountId,
    region,
    ...(clusterName === undefined ? {} : { clusterName }),
    resource,
    subject,
    evidence,
    because: rule.because,
    remedy: rule.remedy,
    ...(command === undefined ? {} : { command }),
    fingerprint: fingerprintOf(violation.fingerprint ?? evidence),
  };
}
