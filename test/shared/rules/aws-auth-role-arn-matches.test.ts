import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthRoleArnMatches } from '../../../shared/rules/aws-auth-role-arn-matches.ts';
import { mapped, roleLine, ssoLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const withPath = 'arn:aws:iam::012345678901:role/team/ops';
const session = 'arn:aws:sts::012345678901:assumed-role/ci/me';

testRule(awsAuthRoleArnMatches, {
  compliant: {
    'a role without a path': mapped(roleLine(ci)),
    'a role in other case': mapped(roleLine('arn:aws:iam::012345678901:ROLE/ci')),
    'a permission set': mapped(ssoLine('Dev')),
    'a user with a path': mapped(userLine('arn:aws:iam::012345678901:user/team/alice')),
  },
  nonCompliant: {
    'a role with a path': {
      given: mapped(roleLine(withPath)),
      reports: [isDead(withPath, 'roles are looked up without their path')],
    },
    'a session': {
      given: mapped(roleLine(session)),
      reports: [isDead(session, 'a session is looked up by its role, arn:…:iam::…:role/NAME')],
    },
    'a name': { given: mapped(roleLine('ci')), reports: [isDead('ci', 'it is not an ARN')] },
  },
});

function isDead(principalArn: string, why: string): Violation {
  return {
    message: `aws-auth of payments in eu-west-1 maps ${principalArn} and lets in nobody by it: ${why}.`,
    evidence: { principalArn },
  };
}
