import { scopeAccessPolicy } from '../access/access-entry-commands.ts';
import { grantEvidence, powersOf, whyReachIsUnknown } from '../access/access-policy-grants.ts';
import { isDeclared } from '../access/declared.ts';
import type { Facts } from '../access/facts.ts';
import { isCapabilityRole } from '../access/part-of-cluster.ts';
import { sensitiveIn } from '../access/sensitive-namespaces.ts';
import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import { isServiceLinkedRole } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryNamespacesNarrow = defineRule({
  id: 'access-entry-namespaces-narrow',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'Scope of an access policy takes in sensitive namespaces',
  requires:
    'No namespace scope of an access entry is *, or a pattern that can match a sensitive namespace; unless its principal is declared in clusterAdmins. A sensitive namespace by its own name is a decision, and not judged here.',
  because:
    'A pattern takes in namespaces that nobody thought of, those of later days included, and the workloads of a sensitive one decide over the cluster.',
  remedy:
    'Scope the policy to namespaces by name, or to a pattern that only the names of the team can match.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html'],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, entry: { principalArn } }, facts) {
    const { clusterAdmins, sensitiveNamespaces } = facts.config();
    if (isServiceLinkedRole(principalArn)) return notApplicable('AWS keeps service-linked roles');
    if (isDeclared(clusterAdmins, principalArn, facts.account)) return undefined;
    const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
    for (const policy of policies) {
      const wide = widePatterns(policy, sensitiveNamespaces);
      if (wide.length === 0 || isMadeByEks(facts, cluster, principalArn, policy)) continue;
      yield violationOf(cluster, principalArn, policy, wide, takenIn(wide, sensitiveNamespaces));
    }
    const unknown = whyReachIsUnknown(policies);
    return unknown === undefined ? undefined : undecided(unknown);
  },
});

function violationOf(
  cluster: ClusterRef,
  principalArn: string,
  policy: AssociatedAccessPolicy,
  wide: readonly string[],
  taken: string,
): Violation {
  const { policyArn, accessScope } = policy;
  const name = accessPolicyName(policyArn) ?? policyArn;
  const rest = accessScope.namespaces.filter((pattern) => !wide.includes(pattern)).toSorted();
  return {
    message: `${principalArn} holds ${name} over ${wide.join(', ')} of ${cluster.name} in ${cluster.region}, which takes in ${taken}.`,
    evidence: grantEvidence(principalArn, policy),
    key: name,
    command: scopeAccessPolicy(cluster, principalArn, policyArn, rest),
  };
}

function widePatterns(
  { accessScope: { type, namespaces } }: AssociatedAccessPolicy,
  sensitiveNamespaces: readonly string[],
): readonly string[] {
  if (type !== 'namespace') return [];
  return namespaces
    .filter((pattern) => /[*?]/.test(pattern))
    .filter((pattern) => isAll(pattern) || sensitiveIn([pattern], sensitiveNamespaces).length > 0)
    .toSorted();
}

function isAll(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

function takenIn(wide: readonly string[], sensitiveNamespaces: readonly string[]): string {
  if (wide.some(isAll)) return 'every namespace';
  return sensitiveIn(wide, sensitiveNamespaces).join(', ');
}

function isMadeByEks(
  facts: Facts,
  cluster: ClusterRef,
  principalArn: string,
  policy: AssociatedAccessPolicy,
): boolean {
  const forCapability = powersOf(policy)?.madeFor === 'capability';
  return forCapability && isCapabilityRole(facts, cluster, principalArn);
}
