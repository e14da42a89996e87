import { deleteAccessEntry } from '../access/remedy-commands.ts';
import { foreignAccount } from '../iam/foreign-account.ts';
import { parseArn } from '../model/arn.ts';
import { defineRule, undecided } from './rule.ts';

export const accessEntryPrincipalInAccount = defineRule({
  id: 'access-entry-principal-in-account',
  subject: 'accessEntry',
  severity: 'HIGH',
  title: 'Access entry lets in a principal of a foreign account',
  requires: 'The principal belongs to this account, or to one listed in trustedAccounts.',
  because:
    'Who may become a principal of another account is decided there, by people and policies that this account neither sees nor controls.',
  remedy:
    'Delete the entry and let the outsiders assume a role of this account under an external id; or list the account in trustedAccounts.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html'],
  controls: { owasp: ['K03'], mitre: ['T1098.006', 'T1199'] },

  *check({ cluster, entry: { principalArn } }, facts) {
    const arn = parseArn(principalArn);
    if (arn === undefined || arn.accountId === '') {
      return undecided(`${principalArn} names no account`);
    }
    const { accountId } = arn;
    const foreign = foreignAccount(arn, facts.account);
    const trusted = facts.config().trustedAccounts.includes(accountId);
    if (foreign === undefined || trusted) return undefined;
    yield {
      message: `${principalArn} of account ${foreign} may enter ${cluster.name} in ${cluster.region}.`,
      evidence: { principalArn, accountId },
      command: deleteAccessEntry(cluster, principalArn),
    };
    return undefined;
  },
});
