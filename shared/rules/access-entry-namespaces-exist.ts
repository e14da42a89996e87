import { scopeAccessPolicy } from '../access/access-entry-commands.ts';
import { grantEvidence, whyReachIsUnknown } from '../access/access-policy-grants.ts';
import { notLookedInto } from '../access/read-inside.ts';
import { disassociateAccessPolicy } from '../access/remedy-commands.ts';
import { matchesWildcard } from '../iam/wildcard.ts';
import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryNamespacesExist = defineRule({
  id: 'access-entry-namespaces-exist',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'Access policy is scoped to a namespace that is not there',
  requires:
    'Every namespace that an access policy is scoped to exists, and every pattern matches at least one.',
  because:
    'EKS does not check the names. One that is free gives power over whatever somebody makes under it later, and a misspelt one hides that its principal has no access.',
  remedy: 'Scope the policy to the namespaces that exist, or disassociate it.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html'],
  controls: { owasp: ['K03'] },

  *check({ cluster, entry: { principalArn } }, facts) {
    const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
    const unknown = whyReachIsUnknown(policies);
    const scoped = policies.filter(({ accessScope }) => accessScope.type === 'namespace');
    if (scoped.length > 0) {
      const namespaces = facts.ifTried(factKeys.namespaces(cluster));
      if (namespaces === undefined) return notApplicable(notLookedInto(cluster));
      const names = namespaces.map(({ name }) => name);
      for (const policy of scoped) yield* missingIn(cluster, principalArn, policy, names);
    }
    return unknown === undefined ? undefined : undecided(unknown);
  },
});

function* missingIn(
  cluster: ClusterRef,
  principalArn: string,
  policy: AssociatedAccessPolicy,
  existing: readonly string[],
): Iterable<Violation> {
  const { policyArn, accessScope } = policy;
  const isThere = (pattern: string) => existing.some((name) => matchesWildcard(pattern, name));
  const rest = accessScope.namespaces.filter(isThere).toSorted();
  const missing = accessScope.namespaces.filter((pattern) => !isThere(pattern)).toSorted();
  if (missing.length === 0) return;
  const name = accessPolicyName(policyArn) ?? policyArn;
  yield {
    message: `${principalArn} holds ${name} over ${missing.join(', ')} of ${cluster.name} in ${cluster.region}, which no namespace there is called.`,
    evidence: { ...grantEvidence(principalArn, policy), missing },
    key: name,
    command:
      rest.length === 0
        ? disassociateAccessPolicy(cluster, principalArn, policyArn)
        : scopeAccessPolicy(cluster, principalArn, policyArn, rest),
  };
}
