import type { Facts } from '../access/facts.ts';
import { idleText, isLongBefore } from '../access/long-unused.ts';
import { isCapabilityRole, isNodeRole } from '../access/part-of-cluster.ts';
import { deleteAccessEntry } from '../access/remedy-commands.ts';
import { whyNoRole } from '../access/role-behind.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryPrincipalUsed = defineRule({
  id: 'access-entry-principal-used',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'Nobody uses the role of an access entry',
  requires:
    'The role of an access entry older than 90 days was used in the last 90 days, by whomever and for whatever. Roles of nodes, Fargate pods and capabilities of the cluster are left to EKS.',
  because:
    'Access that nobody needs is still there for whoever gets hold of the role, and nobody would notice.',
  remedy: 'Delete the entry, and the role if nothing else needs it.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, entry: { principalArn, createdAt } }, facts) {
    const none = whyNoRole(principalArn, facts.account);
    if (none !== undefined) return none;
    const today = facts.today();
    if (createdAt !== undefined && !isLongBefore(createdAt, today)) return undefined;
    const lastUsed = facts.get(factKeys.roleLastUsed(principalArn));
    if (lastUsed === undefined) return notApplicable('the role does not exist');
    const idle = idleText(lastUsed, today);
    if (idle === undefined || isKeptByEks(facts, cluster, principalArn)) return undefined;
    if (createdAt === undefined) return undecided('the entry does not say when it was created');
    yield {
      message: `${principalArn} may enter ${cluster.name} in ${cluster.region} and ${idle}.`,
      evidence: { principalArn },
      command: deleteAccessEntry(cluster, principalArn),
    };
    return undefined;
  },
});

function isKeptByEks(facts: Facts, cluster: ClusterRef, roleArn: string): boolean {
  return isCapabilityRole(facts, cluster, roleArn) || isNodeRole(facts, cluster, roleArn);
}
