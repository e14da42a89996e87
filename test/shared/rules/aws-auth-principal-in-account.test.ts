import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthPrincipalInAccount } from '../../../shared/rules/aws-auth-principal-in-account.ts';
import { mapped, roleLine, ssoLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const outsider = 'arn:aws:iam::444455556666:role/ci';
const mallory = 'arn:aws:iam::444455556666:user/team/mallory';
const govCi = 'arn:aws-us-gov:iam::012345678901:role/ci';

testRule(awsAuthPrincipalInAccount, {
  compliant: {
    'a role of this account': mapped(roleLine(ci)),
    'a permission set of this account': mapped(ssoLine('Dev')),
    'a role of a trusted account': mapped(roleLine(outsider), {
      config: { trustedAccounts: ['444455556666'] },
    }),
  },
  nonCompliant: {
    'a role of another account': {
      given: mapped(roleLine(outsider)),
      reports: [isForeign(outsider, '444455556666')],
    },
    'a user of another account': {
      given: mapped(userLine(mallory)),
      reports: [isForeign(mallory, '444455556666')],
    },
    'a role of the same account id in another partition': {
      given: mapped(roleLine(govCi)),
      reports: [
        {
          ...isForeign(govCi, '012345678901'),
          message: `${govCi} of account 012345678901 in aws-us-gov may enter payments in eu-west-1.`,
        },
      ],
    },
  },
  notApplicable: {
    'a role with a path': {
      given: mapped(roleLine('arn:aws:iam::444455556666:role/team/ci')),
      because: 'nobody is let in: roles are looked up without their path',
    },
    'what is no ARN': {
      given: mapped(roleLine('ci')),
      because: 'nobody is let in: it is not an ARN',
    },
  },
  insufficientData: {
    'an ARN without an account': {
      given: mapped(roleLine('arn:aws:iam:::role/ci')),
      because: 'arn:aws:iam:::role/ci names no account',
    },
  },
});

function isForeign(principalArn: string, accountId: string): Violation {
  return {
    message: `${principalArn} of account ${accountId} may enter payments in eu-west-1.`,
    evidence: { principalArn, accountId },
    command: `eksctl delete iamidentitymapping --cluster payments --region eu-west-1 --arn ${principalArn}`,
  };
}
