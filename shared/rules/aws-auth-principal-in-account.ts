import { deleteMapping } from '../access/aws-auth-commands.ts';
import { foreignAccount } from '../iam/foreign-account.ts';
import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { parseArn } from '../model/arn.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const awsAuthPrincipalInAccount = defineRule({
  id: 'aws-auth-principal-in-account',
  subject: 'awsAuthMapping',
  severity: 'HIGH',
  title: 'Mapping lets in a principal of a foreign account',
  requires:
    'The principal of a mapping belongs to this account, or to one listed in trustedAccounts.',
  because:
    'Who may become a principal of another account is decided there, by people and policies that this account neither sees nor controls. A principal that is deleted and made again there is let in again.',
  remedy:
    'Take the mapping out and let the outsiders assume a role of this account under an external id; or list the account in trustedAccounts.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html'],
  controls: { owasp: ['K03'], mitre: ['T1098.006', 'T1199'] },

  *check({ cluster, ...mapping }, facts) {
    const never = whyNeverMatches(mapping.mapping);
    if (never !== undefined) return notApplicable(`nobody is let in: ${never}`);
    const principalArn = mappedArn(mapping.mapping);
    const arn = parseArn(principalArn.toLowerCase());
    if (arn === undefined || arn.accountId === '') {
      return undecided(`${principalArn} names no account`);
    }
    const { accountId } = arn;
    const foreign = foreignAccount(arn, facts.account);
    if (foreign === undefined || facts.config().trustedAccounts.includes(accountId))
      return undefined;
    yield {
      message: `${principalArn} of account ${foreign} may enter ${cluster.name} in ${cluster.region}.`,
      evidence: { principalArn, accountId },
      ...deleteMapping(cluster, mapping),
    };
    return undefined;
  },
});
