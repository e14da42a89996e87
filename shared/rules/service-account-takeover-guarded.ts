import { accountPrizes } from '../access/account-prizes.ts';
import { accountTakers, takerEvidence } from '../access/account-takers.ts';
import { clusterPowers } from '../access/cluster-powers.ts';
import { subjectName } from '../model/kubernetes.ts';
import { defineRule } from './rule.ts';

export const serviceAccountTakeoverGuarded = defineRule({
  id: 'service-account-takeover-guarded',
  subject: 'serviceAccount',
  severity: 'HIGH',
  title: 'Others can become a service account that owns clusters',
  requires:
    'Nobody short of cluster admin can become a service account whose IAM role may do anything in the account, is cluster admin or grants access to clusters: by running or entering pods of its namespace, minting its tokens or impersonating it. Whoever can become one that is cluster admin by RBAC, binding-no-cluster-admin reports.',
  because:
    'A role bound in one namespace looks harmless, but the service accounts of the namespace come with it, and their IAM roles with them.',
  remedy:
    'Move the service account to a namespace of its own, where nobody else runs pods, or narrow its IAM role to what it does.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1610'] },

  *check({ cluster, serviceAccount }, facts) {
    const prizes = accountPrizes(facts, cluster, serviceAccount);
    if (prizes.length === 0) return;
    const takers = accountTakers(clusterPowers(facts, cluster), serviceAccount);
    if (takers.length === 0) return;
    const path = `${serviceAccount.namespace}/${serviceAccount.name}`;
    const names = takers.slice(0, shown).map(({ subject }) => subjectName(subject));
    const more = takers.length - names.length;
    const who = [...names, ...(more > 0 ? [`${more} more`] : [])].join(' and ');
    const roles = prizes.map(({ roleArn, why }) => `${roleArn}, which ${why}`).join(', and ');
    yield {
      message: `${who} can become service account ${path} of ${cluster.name} in ${cluster.region}, and with it ${roles}.`,
      evidence: {
        serviceAccount: path,
        roles: prizes.map(({ roleArn, why }) => ({ roleArn, why })),
        takers: takers.map(takerEvidence),
      },
    };
  },
});

const shown = 3;
