import type { Facts } from '../access/facts.ts';
import { mappedRoles } from '../access/mapped-principals.ts';
import { namesPower } from '../access/names-power.ts';
import { weakestTrust } from '../access/trust-weaknesses.ts';
import { type TrustedAdmin, weakTrustViolation } from '../access/weak-trust-violation.ts';
import type { TrustWeakness } from '../iam/trust-weakness.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { isAsStrong, type Power } from '../model/power.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const awsAuthPrincipalTrustNarrow = defineRule({
  id: 'aws-auth-principal-trust-narrow',
  subject: 'awsAuthMapping',
  severity: 'HIGH',
  title: 'Too many may assume a mapped cluster administrator',
  requires:
    'A role that aws-auth and the bindings of the cluster make namespace admin or more is trusted to nobody beyond those that its owner named: not to everybody, to a foreign account as a whole without an external id, aws:PrincipalArn or organization, to OIDC tokens without an exact subject, nor to compute services. Trust in its own account, in accounts of trustedAccounts and in SAML providers is not judged here.',
  because:
    'Whoever may assume the role administers the cluster, and its trust policy is the only list of who that is.',
  remedy:
    'Name the roles that may assume it, and hold tokens to exact subjects. Code that runs on AWS gets a role of its own with less power.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1199'] },

  *check({ cluster, ...mapping }, facts) {
    const mapped = mappedRoles(facts, mapping);
    if ('outcome' in mapped) return mapped;
    const power = namesPower(facts, cluster, mapping.mapping);
    if (power === undefined || !isAsStrong(power.level, 'namespace-admin')) {
      return notApplicable('its groups and username give less than namespace-admin');
    }
    const admins = mapped.roles.map((principalArn) => adminOf(facts, cluster, principalArn, power));
    yield* admins.flatMap(({ admin, weakness }) =>
      weakness === undefined ? [] : [violationOf(admin, weakness)],
    );
    const doubt = admins.find((each) => each.doubt !== undefined)?.doubt;
    return doubt === undefined ? undefined : undecided(doubt);
  },
});

function adminOf(facts: Facts, cluster: ClusterRef, principalArn: string, power: Power) {
  const trust = facts.get(factKeys.trustPolicy(principalArn)) ?? { statements: [] };
  const admin = { cluster, principalArn, power, trust };
  return { admin, ...weakestTrust(trust, principalArn, facts.config().trustedAccounts) };
}

/** A pattern may stand for several roles. */
function violationOf(admin: TrustedAdmin, weakness: TrustWeakness): Violation {
  return { ...weakTrustViolation(admin, weakness), key: admin.principalArn };
}
