import { grantEvidence, powersOf } from '../access/access-policy-grants.ts';
import { type Facts, unread } from '../access/facts.ts';
import { disassociateAccessPolicy } from '../access/remedy-commands.ts';
import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import { isServiceLinkedRole } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable } from './rule.ts';

export const accessEntryPolicyKnown = defineRule({
  id: 'access-entry-policy-known',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'Access entry holds a policy of unknown power',
  requires:
    'Every access policy of an access entry is one that Gatewatch has a row for. Which policies EKS offers today tells a policy that is newer than this release from one that nobody offers.',
  because:
    'No other rule can judge a policy that it does not know, so whatever it allows would pass for harmless.',
  remedy:
    'Look the policy up in the documentation, and take it from the entry if it allows more than it should. A newer release of Gatewatch may know it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_ListAccessPolicies.html',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, entry: { principalArn } }, facts) {
    if (isServiceLinkedRole(principalArn)) return notApplicable('AWS keeps service-linked roles');
    const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
    for (const policy of policies) {
      if (powersOf(policy) === undefined) {
        yield violationOf(cluster, principalArn, policy, isOffered(facts, cluster, policy));
      }
    }
    return undefined;
  },
});

type Offered = 'offered' | 'not offered' | 'unread';

/** It is not known either way, so that the list may go unread. */
function isOffered(
  facts: Facts,
  { region }: ClusterRef,
  { policyArn }: AssociatedAccessPolicy,
): Offered {
  const offered = facts.ifRead(() => facts.get(factKeys.offeredAccessPolicies(region)));
  if (offered === unread || offered === undefined) return 'unread';
  return offered.includes(policyArn) ? 'offered' : 'not offered';
}

function violationOf(
  cluster: ClusterRef,
  principalArn: string,
  policy: AssociatedAccessPolicy,
  offered: Offered,
): Violation {
  const { policyArn } = policy;
  const grant = grantEvidence(principalArn, policy);
  return {
    message: `${principalArn} holds ${accessPolicyName(policyArn) ?? policyArn} in ${cluster.name} in ${cluster.region}, ${offeredText[offered]}.`,
    evidence: { ...grant, offered },
    fingerprint: grant,
    key: policyArn,
    command: disassociateAccessPolicy(cluster, principalArn, policyArn),
  };
}

const offeredText: Readonly<Record<Offered, string>> = {
  offered: 'which EKS offers, but whose powers are not known here',
  'not offered': 'which is none of the access policies that EKS offers',
  unread: 'whose powers are not known here',
};
