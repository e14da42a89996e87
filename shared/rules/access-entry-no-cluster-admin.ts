import {
  grantEvidence,
  powerOf,
  powersOf,
  whyReachIsUnknown,
} from '../access/access-policy-grants.ts';
import { isDeclared } from '../access/declared.ts';
import { whyOutsideAdmin } from '../access/outside-admin.ts';
import { disassociateAccessPolicy } from '../access/remedy-commands.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, undecided } from './rule.ts';

export const accessEntryNoClusterAdmin = defineRule({
  id: 'access-entry-no-cluster-admin',
  subject: 'accessEntry',
  severity: 'HIGH',
  title: 'Access entry makes its principal cluster admin',
  requires:
    'No access entry holds AmazonEKSClusterAdminPolicy over the whole cluster, unless its principal is declared in clusterAdmins.',
  because:
    'Its holder reads every Secret, runs any pod and grants anybody anything, so one stolen session owns the cluster and the IAM roles of its workloads.',
  remedy:
    'Disassociate the policy and associate a narrower one, or scope it to namespaces; declare break-glass roles in clusterAdmins. An SCP on eks:policyArn and eks:accessScope keeps it from coming back.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
  ],
  controls: { cis: ['4.1.1'], owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },
  absorbs: [
    'access-entry-no-admin-equivalent',
    'access-entry-no-cluster-wide-secrets',
    'access-entry-namespaces-narrow',
  ],

  *check({ cluster, entry: { principalArn } }, facts) {
    if (isDeclared(facts.config().clusterAdmins, principalArn, facts.account)) return undefined;
    const policies = (facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? []).filter(
      (policy) => powersOf(policy)?.cluster === 'cluster-admin',
    );
    const why = whyOutsideAdmin(principalArn, facts.account);
    for (const policy of policies) {
      if (powerOf(policy)?.level !== 'cluster-admin') continue;
      yield {
        message: `${principalArn}${why ?? ''} is cluster admin of ${cluster.name} in ${cluster.region}.`,
        evidence: grantEvidence(principalArn, policy),
        ...(why !== undefined && { severity: 'CRITICAL' as const }),
        command: disassociateAccessPolicy(cluster, principalArn, policy.policyArn),
      };
    }
    const unknown = whyReachIsUnknown(policies);
    return unknown === undefined ? undefined : undecided(unknown);
  },
});
