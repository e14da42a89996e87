import { defineRule } from './rule.ts';

export const waiverInForce = defineRule({
  id: 'waiver-in-force',
  subject: 'waiver',
  severity: 'LOW',
  title: 'Waiver has expired or covers nothing',
  requires: 'Every waiver matches a finding and has not expired.',
  because:
    'A waiver that nobody needs waits to hide the next finding of that name, and an expired one hides nothing although its owner may think so.',
  remedy:
    'Remove the waiver from the configuration, correct its rule and subject, or give it a new date with a fresh reason.',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/finding-workflow-status.html',
  ],
  controls: {},

  *check(waiver, facts) {
    const { rule, subject, cluster, region, owner, expires } = waiver;
    const scope = { rule, subject, ...(cluster && { cluster }), ...(region && { region }) };
    const what = `The waiver of ${owner} for ${rule} on ${subject}`;
    if (facts.today() > expires) {
      yield {
        key: 'expired',
        message: `${what} expired on ${expires}.`,
        evidence: { ...scope, owner, expires },
      };
    }
    if (facts.waiverMatches(waiver) === 0) {
      yield {
        key: 'unmatched',
        message: `${what} matches no finding.`,
        evidence: { ...scope, owner },
      };
    }
  },
});
