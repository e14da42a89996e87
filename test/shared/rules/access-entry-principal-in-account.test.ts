import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryPrincipalInAccount } from '../../../shared/rules/access-entry-principal-in-account.ts';
import { accessEntry, ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const outsider = 'arn:aws:iam::444455556666:role/team/ci';
const govCi = 'arn:aws-us-gov:iam::012345678901:role/ci';
const gov = { accountId: '012345678901', partition: 'aws-us-gov' };

testRule(accessEntryPrincipalInAccount, {
  compliant: {
    'a role of this account': { subject: accessEntry(ci), known: {} },
    'a role of this account in its own partition': {
      subject: accessEntry(govCi),
      known: { account: gov },
    },
    'a role of a trusted account id in another partition': {
      subject: accessEntry(govCi),
      known: { config: { trustedAccounts: ['012345678901'] } },
    },
    'a role of a trusted account': {
      subject: accessEntry(outsider),
      known: { config: { trustedAccounts: ['444455556666'] } },
    },
  },
  nonCompliant: {
    'a role of another account': {
      given: { subject: accessEntry(outsider), known: {} },
      reports: [isForeign(outsider, '444455556666')],
    },
    'a role of the same account id in another partition': {
      given: { subject: accessEntry(govCi), known: {} },
      reports: [
        {
          ...isForeign(govCi, '012345678901'),
          message: `${govCi} of account 012345678901 in aws-us-gov may enter payments in eu-west-1.`,
        },
      ],
    },
    'an account id that differs by its leading zero': {
      given: { subject: accessEntry('arn:aws:iam::12345678901:role/ci'), known: {} },
      reports: [isForeign('arn:aws:iam::12345678901:role/ci', '12345678901')],
    },
  },
  insufficientData: {
    'a principal that is no ARN': {
      given: { subject: accessEntry('ci'), known: {} },
      because: 'ci names no account',
    },
    'an ARN without an account': {
      given: { subject: accessEntry('arn:aws:iam:::role/ci'), known: {} },
      because: 'arn:aws:iam:::role/ci names no account',
    },
  },
});

function isForeign(principalArn: string, accountId: string): Violation {
  return {
    message: `${principalArn} of account ${accountId} may enter payments in eu-west-1.`,
    evidence: { principalArn, accountId },
    command: `aws eks delete-access-entry --cluster-name payments --principal-arn ${principalArn} --region eu-west-1`,
  };
}
