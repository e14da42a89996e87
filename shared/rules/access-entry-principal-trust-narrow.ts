import { adminStanding } from '../access/admin-standing.ts';
import { weakestTrust } from '../access/trust-weaknesses.ts';
import { weakTrustViolation } from '../access/weak-trust-violation.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryPrincipalTrustNarrow = defineRule({
  id: 'access-entry-principal-trust-narrow',
  subject: 'accessEntry',
  severity: 'HIGH',
  title: 'Too many may assume the role of a cluster administrator',
  requires:
    'A role whose access policies make it namespace admin or more, or editor of a sensitive namespace, is trusted to nobody beyond those that its owner named: not to everybody, to a foreign account as a whole without an external id, aws:PrincipalArn or organization, to OIDC tokens without an exact subject, nor to compute services. Trust in its own account, in accounts of trustedAccounts and in SAML providers is not judged here.',
  because:
    'Whoever may assume the role administers the cluster, and its trust policy is the only list of who that is.',
  remedy:
    'Name the roles that may assume it, and hold tokens to exact subjects. Code that runs on AWS gets a role of its own with less power.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1199'] },
  absorbs: ['access-entry-principal-not-workload'],

  *check({ cluster, entry: { principalArn } }, facts) {
    const standing = adminStanding(facts, cluster, principalArn, 'namespace-admin');
    if ('outcome' in standing) return standing;
    const trust = facts.get(factKeys.trustPolicy(principalArn));
    if (trust === undefined) return notApplicable('the role does not exist');
    const found = weakestTrust(trust, principalArn, facts.config().trustedAccounts);
    if (found.weakness !== undefined) {
      if ('doubt' in standing) return undecided(standing.doubt);
      yield weakTrustViolation(
        { cluster, principalArn, power: standing.power, trust },
        found.weakness,
      );
    }
    return found.doubt === undefined ? undefined : undecided(found.doubt);
  },
});
