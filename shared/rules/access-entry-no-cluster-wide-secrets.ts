import { grantEvidence, powersOf, whyReachIsUnknown } from '../access/access-policy-grants.ts';
import type { AccessPolicyPowers } from '../access/access-policy-powers.ts';
import { isForBackupAlone } from '../access/backup-role.ts';
import { isDeclared } from '../access/declared.ts';
import { reachOf } from '../access/power.ts';
import { disassociateAccessPolicy } from '../access/remedy-commands.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, undecided } from './rule.ts';

export const accessEntryNoClusterWideSecrets = defineRule({
  id: 'access-entry-no-cluster-wide-secrets',
  subject: 'accessEntry',
  severity: 'MEDIUM',
  title: 'Access entry can read every Secret of the cluster',
  requires:
    'No access entry holds an access policy that reads Secrets in all namespaces (AdminView, SecretReader, SecretAdmin, the Backup policies), unless its principal is declared in clusterAdmins.',
  because:
    'Secrets hold the passwords and tokens of every workload, service account tokens among them, so reading them all is a way to become any of them.',
  remedy:
    'Associate AmazonEKSViewPolicy, which leaves Secrets out, or scope the policy to the namespaces that need it. Backup policies belong on a role that only backup.amazonaws.com may assume.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html'],
  controls: { cis: ['4.1.2'], owasp: ['K03', 'K08'], mitre: ['T1552.007'] },
  absorbs: ['access-entry-namespaces-narrow'],

  *check({ cluster, entry: { principalArn } }, facts) {
    if (isDeclared(facts.config().clusterAdmins, principalArn, facts.account)) return undefined;
    const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
    const held = policies.flatMap((policy) => {
      const powers = powersOf(policy);
      return powers !== undefined && isAboutSecrets(powers) ? [{ policy, ...powers }] : [];
    });
    const wide = held.filter(({ policy }) => reachOf(policy.accessScope)?.kind === 'cluster');
    for (const { policy, name, madeFor } of wide) {
      const mild = madeFor === 'backup' && isForBackupAlone(facts, principalArn);
      yield {
        message: `${principalArn} can read every Secret of ${cluster.name} in ${cluster.region} through ${name}.`,
        evidence: grantEvidence(principalArn, policy),
        key: name,
        ...(mild && { severity: 'LOW' as const }),
        command: disassociateAccessPolicy(cluster, principalArn, policy.policyArn),
      };
    }
    const unknown = whyReachIsUnknown(held.map(({ policy }) => policy));
    return unknown === undefined ? undefined : undecided(unknown);
  },
});

/** Stronger policies read Secrets too, but that is the least of it: other rules report them. */
function isAboutSecrets({ readsSecrets, cluster, madeFor }: AccessPolicyPowers): boolean {
  return readsSecrets && (cluster === 'secrets' || madeFor === 'backup');
}
