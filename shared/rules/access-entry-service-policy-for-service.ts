import { grantEvidence, powersOf } from '../access/access-policy-grants.ts';
import { adminEquivalence } from '../access/admin-equivalence.ts';
import type { Facts } from '../access/facts.ts';
import { type Audience, audienceText, isOfAudience } from '../access/policy-audience.ts';
import { reachOf } from '../access/power.ts';
import { disassociateAccessPolicy } from '../access/remedy-commands.ts';
import { foreignAccount } from '../iam/foreign-account.ts';
import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import { isServiceLinkedRole, parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable } from './rule.ts';

export const accessEntryServicePolicyForService = defineRule({
  id: 'access-entry-service-policy-for-service',
  subject: 'accessEntry',
  severity: 'MEDIUM',
  title: 'Access policy of a service is held by somebody else',
  requires:
    'Access policies made for AWS services sit on roles that nobody but the service may assume: AWS Backup, EKS capabilities, service-linked roles, and the cluster role while Auto Mode is on. Which services the EMR, HyperPod, ARC, AIOps and DevOps Agent policies are for, and what they allow, is UNVERIFIED: on a role that anybody else may assume they are LOW.',
  because:
    'Such a policy allows what a service needs and no person was meant to have, such as writing every object of a controller that acts with its own IAM role.',
  remedy:
    'Disassociate the policy and give the service a role of its own that only it may assume; give people one of the policies made for them.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/capabilities-security.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, entry: { principalArn, type } }, facts) {
    const outside = whyOutside(principalArn, type, facts);
    if (outside !== undefined) return notApplicable(outside);
    const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
    for (const policy of policies) {
      const audience = powersOf(policy)?.madeFor ?? 'anyone';
      if (isReportedElsewhere(policy, facts)) continue;
      const fits = facts.orIncomplete(() => isOfAudience(facts, cluster, principalArn, audience));
      if (fits === false) yield violationOf(cluster, principalArn, policy, audience);
    }
    return undefined;
  },
});

function whyOutside(principalArn: string, type: string, facts: Facts): string | undefined {
  if (type !== 'STANDARD') return `entries of type ${type} are for nodes`;
  if (isServiceLinkedRole(principalArn)) return 'AWS keeps service-linked roles';
  const iam = parseIamArn(principalArn);
  const foreign = iam && foreignAccount(iam, facts.account);
  return foreign === undefined ? undefined : `account ${foreign} is not watched`;
}

/** Other rules speak of what amounts to cluster admin, and of what reads every Secret. */
function isReportedElsewhere(policy: AssociatedAccessPolicy, facts: Facts): boolean {
  if (adminEquivalence(policy, facts.config().sensitiveNamespaces) !== undefined) return true;
  const everywhere = reachOf(policy.accessScope)?.kind === 'cluster';
  return everywhere && powersOf(policy)?.cluster === 'secrets';
}

function violationOf(
  cluster: ClusterRef,
  principalArn: string,
  policy: AssociatedAccessPolicy,
  audience: Audience,
): Violation {
  const name = accessPolicyName(policy.policyArn) ?? policy.policyArn;
  return {
    message: `${principalArn} holds ${name} in ${cluster.name} in ${cluster.region}, which is for ${audienceText[audience]}.`,
    evidence: grantEvidence(principalArn, policy),
    key: name,
    ...(audience === 'service' && { severity: 'LOW' }),
    command: disassociateAccessPolicy(cluster, principalArn, policy.policyArn),
  };
}
