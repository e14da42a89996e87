import { adminStanding } from '../access/admin-standing.ts';
import type { Facts } from '../access/facts.ts';
import { namesPower } from '../access/names-power.ts';
import { isRbacRead } from '../access/read-inside.ts';
import { whyNoRole } from '../access/role-behind.ts';
import { weakestTrust } from '../access/trust-weaknesses.ts';
import { weakTrustViolation } from '../access/weak-trust-violation.ts';
import { templatesIn } from '../kubernetes/name-template.ts';
import type { AccessEntry } from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { isAsStrong, type Power } from '../model/power.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryPrincipalTrustNarrow = defineRule({
  id: 'access-entry-principal-trust-narrow',
  subject: 'accessEntry',
  severity: 'HIGH',
  title: 'Too many may assume the role of a cluster administrator',
  requires:
    'A role whose access policies, groups or username make it namespace admin or more, or whose access policies make it editor of a sensitive namespace, is trusted to nobody beyond those that its owner named: not to everybody, to a foreign account as a whole without an external id, aws:PrincipalArn or organization, to OIDC tokens without an exact subject, nor to compute services. Trust in its own account, in accounts of trustedAccounts and in SAML providers is not judged here.',
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

  *check({ cluster, entry }, facts) {
    const { principalArn } = entry;
    const given = adminStanding(facts, cluster, principalArn, 'namespace-admin');
    const standing = 'power' in given ? given : (boundStanding(facts, cluster, entry) ?? given);
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

/** What bindings make of its groups and username; undefined where that is less, or nobody looked into the cluster. */
function boundStanding(
  facts: Facts,
  cluster: ClusterRef,
  { principalArn, username, kubernetesGroups: groups }: AccessEntry,
): { readonly power: Power } | undefined {
  if (whyNoRole(principalArn, facts.account) !== undefined) return undefined;
  const isNamed =
    groups.length > 0 || (username !== undefined && templatesIn(username).length === 0);
  if (!isNamed) return undefined;
  if (!isRbacRead(facts, cluster)) return undefined;
  const names = username === undefined ? { groups } : { username, groups };
  const power = namesPower(facts, cluster, names);
  return power !== undefined && isAsStrong(power.level, 'namespace-admin') ? { power } : undefined;
}
