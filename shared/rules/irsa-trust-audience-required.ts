import type { Facts } from '../access/facts.ts';
import { unread } from '../access/facts.ts';
import {
  confirm,
  irsaTrustOf,
  isAboutEverybody,
  issuersOf,
  offenceOf,
  outcomeOf,
  trustViolation,
} from '../access/irsa-trust.ts';
import { stsAudience } from '../iam/web-identity.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Severity } from '../model/severity.ts';
import { defineRule, notApplicable } from './rule.ts';

export const irsaTrustAudienceRequired = defineRule({
  id: 'irsa-trust-audience-required',
  subject: 'trustStatement',
  severity: 'MEDIUM',
  title: 'IAM role takes tokens that were made for somebody else',
  requires:
    'A trust statement for an EKS OIDC provider names the audience of its tokens. LOW where the provider knows sts.amazonaws.com alone, since IAM refuses the others anyway.',
  because:
    'A token that a pod sends to some other service for which the provider has a client ID could be used there to assume the role.',
  remedy: 'Add StringEquals on the aud of the issuer with sts.amazonaws.com.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1528'] },

  *check(subject, facts) {
    const trust = irsaTrustOf(facts, subject);
    if (isAboutEverybody(trust)) return notApplicable('it is about everybody and names no cluster');
    const offences = trust.reaches.flatMap((reach) =>
      reach.anyAudience === undefined
        ? []
        : [offenceOf(reach, severityFor(facts, reach.provider), reach.anyAudience)],
    );
    if (offences.length > 0) {
      confirm(facts, trust);
      yield trustViolation(trust, offences, {
        message: `${trust.role.arn} takes tokens of ${issuersOf(offences)} for any audience`,
        hold: 'audience',
      });
    }
    // Asked again without ifRead: where a provider is unread, the severity above is provisional.
    for (const { arn } of offences) facts.get(factKeys.oidcProvider(arn));
    return outcomeOf(trust);
  },
});

/** Nobody comes in by a provider that does not exist. */
function severityFor(facts: Facts, providerArn: string): Severity {
  const provider = facts.ifRead(() => facts.get(factKeys.oidcProvider(providerArn)));
  if (provider === unread) return 'MEDIUM';
  return (provider?.clientIds ?? []).every((id) => id === stsAudience) ? 'LOW' : 'MEDIUM';
}
