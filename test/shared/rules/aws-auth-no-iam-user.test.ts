import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthNoIamUser } from '../../../shared/rules/aws-auth-no-iam-user.ts';
import { mapped, roleLine, ssoLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';

testRule(awsAuthNoIamUser, {
  compliant: {
    'a role': mapped(roleLine(ci)),
    'a role whose name speaks of users': mapped(roleLine('arn:aws:iam::012345678901:role/user')),
    'a permission set': mapped(ssoLine('Dev')),
  },
  nonCompliant: {
    'a user': { given: mapped(userLine(alice)), reports: [isUser(alice, 'an IAM user, may')] },
    'a user among the roles, in other case': {
      given: mapped(roleLine('arn:aws:iam::012345678901:USER/alice')),
      reports: [isUser('arn:aws:iam::012345678901:USER/alice', 'an IAM user, may')],
    },
    'a role among the users': {
      given: mapped(userLine(ci)),
      reports: [isUser(ci, 'mapped as an IAM user, may')],
    },
    'a name among the users that is no ARN': {
      given: mapped(userLine('alice')),
      reports: [isUser('alice', 'mapped as an IAM user, was meant to')],
    },
  },
});

function isUser(principalArn: string, how: string): Violation {
  return {
    message: `${principalArn}, ${how} enter payments in eu-west-1.`,
    evidence: { principalArn },
    command: `eksctl delete iamidentitymapping --cluster payments --region eu-west-1 --arn ${principalArn}`,
  };
}
