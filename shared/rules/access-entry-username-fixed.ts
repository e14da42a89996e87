import { setUsername } from '../access/access-entry-commands.ts';
import { chosenUsername, usersWithinReach } from '../access/chosen-username.ts';
import { defaultUsername } from '../access/default-username.ts';
import { type Facts, unread } from '../access/facts.ts';
import { isCapabilityRole } from '../access/part-of-cluster.ts';
import { isRbacRead } from '../access/read-inside.ts';
import { isIdentityCenterRole } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryUsernameFixed = defineRule({
  id: 'access-entry-username-fixed',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'Whoever assumes a role chooses its Kubernetes username',
  requires:
    'A custom username holds no {{SessionName}} or {{SessionNameRaw}}. HIGH where some binding names a user that it can become, as far as the bindings were read. Default usernames, those of capabilities and roles of IAM Identity Center, which names their sessions itself, are left alone.',
  because:
    'The caller of AssumeRole chooses the session name, so it chooses the username too, and may become whatever user a binding names.',
  remedy:
    'Give the entry its default username, which begins with the ARN of its role, or one without a template.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, entry: { principalArn, type, username } }, facts) {
    if (type !== 'STANDARD') return notApplicable(`EKS names the users of type ${type}`);
    if (isIdentityCenterRole(principalArn)) {
      return notApplicable('IAM Identity Center names its sessions after the user');
    }
    if (username === undefined) return undecided('the entry does not say its username');
    const usual = defaultUsername(principalArn);
    if (username === usual || !isChosenByCaller(username)) return undefined;
    if (isCapabilityRole(facts, cluster, principalArn)) return undefined;
    const users = facts.orIncomplete(() => usersIn(facts, cluster, username));
    yield {
      ...chosenUsername(cluster, principalArn, username, users === unread ? [] : users),
      ...(usual !== undefined && { command: setUsername(cluster, principalArn, usual) }),
    };
    return undefined;
  },
});

/** None where nobody looked into the cluster: then the entry alone is judged. */
function usersIn(facts: Facts, cluster: ClusterRef, username: string): readonly string[] {
  return isRbacRead(facts, cluster) ? usersWithinReach(facts, cluster, username) : [];
}

function isChosenByCaller(username: string): boolean {
  return /\{\{\s*SessionName(Raw)?\s*\}\}/i.test(username);
}
