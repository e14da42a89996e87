import { deleteAccessEntry } from '../access/remedy-commands.ts';
import { parseIamArn } from '../model/arn.ts';
import { defineRule, undecided } from './rule.ts';

export const accessEntryNoIamUser = defineRule({
  id: 'access-entry-no-iam-user',
  subject: 'accessEntry',
  severity: 'MEDIUM',
  title: 'Access entry lets in an IAM user with long-lived keys',
  requires: 'The principal of an access entry is an IAM role, not an IAM user.',
  because:
    'Access keys of a user are good until somebody deletes them, so a copy on a laptop or in a repository opens the cluster for years. The session of a role ends within hours.',
  remedy:
    'Make an access entry for a role that the person or machine assumes, by IAM Identity Center or OIDC, and delete the entry of the user.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  ],
  controls: { cis: ['5.5.1'], owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, entry: { principalArn } }) {
    const iam = parseIamArn(principalArn);
    if (iam?.kind === 'role') return undefined;
    if (iam?.kind !== 'user') return undecided(`${principalArn} is no IAM role or user`);
    yield {
      message: `${principalArn}, an IAM user, may enter ${cluster.name} in ${cluster.region}.`,
      evidence: { principalArn },
      command: deleteAccessEntry(cluster, principalArn),
    };
    return undefined;
  },
});
