import { setUsername } from '../access/access-entry-commands.ts';
import { defaultUsername } from '../access/default-username.ts';
import { isCapabilityRole } from '../access/part-of-cluster.ts';
import { isIdentityCenterRole } from '../model/arn.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryUsernameFixed = defineRule({
  id: 'access-entry-username-fixed',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'Whoever assumes a role chooses its Kubernetes username',
  requires:
    'A custom username holds no {{SessionName}} or {{SessionNameRaw}}. Judged on the entry alone: whether some binding names a user that it can become is not looked at. Default usernames, those of capabilities and roles of IAM Identity Center, which names their sessions itself, are left alone.',
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
    yield {
      message: `Whoever assumes ${principalArn} chooses its username in ${cluster.name} in ${cluster.region}: ${username}.`,
      evidence: { principalArn, username },
      ...(usual !== undefined && { command: setUsername(cluster, principalArn, usual) }),
    };
    return undefined;
  },
});

function isChosenByCaller(username: string): boolean {
  return /\{\{\s*SessionName(Raw)?\s*\}\}/i.test(username);
}
