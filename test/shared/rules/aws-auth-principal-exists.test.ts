import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthPrincipalExists } from '../../../shared/rules/aws-auth-principal-exists.ts';
import { mapped, principals, roleLine, ssoLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = 'arn:aws:iam::012345678901:role/ops';
const opsWithPath = 'arn:aws:iam::012345678901:role/team/ops';
const alice = 'arn:aws:iam::012345678901:user/alice';
const teamAlice = 'arn:aws:iam::012345678901:user/team/alice';
const facts = principals(ci, opsWithPath, alice);

testRule(awsAuthPrincipalExists, {
  compliant: {
    'a role': mapped(roleLine(ci), { facts }),
    'a role in other case': mapped(roleLine('arn:aws:iam::012345678901:Role/CI'), { facts }),
    'a role that has a path': mapped(roleLine(ops), { facts }),
    'a user': mapped(userLine(alice), { facts }),
    'a user among the roles': mapped(roleLine(alice), { facts }),
    'a pattern that a role matches': mapped(roleLine('arn:aws:iam::012345678901:role/op?'), {
      facts,
    }),
  },
  nonCompliant: {
    'a role that is gone': {
      given: mapped(roleLine('arn:aws:iam::012345678901:role/old'), { facts }),
      reports: [isMissing('arn:aws:iam::012345678901:role/old')],
    },
    'a user that has another path': {
      given: mapped(userLine(teamAlice), { facts }),
      reports: [isMissing(teamAlice)],
    },
    'a permission set that nobody has': {
      given: mapped(ssoLine('Dev'), { facts }),
      reports: [
        {
          message:
            'arn:aws:iam::012345678901:role/AWSReservedSSO_Dev_* does not exist, and whoever makes it may enter payments in eu-west-1.',
          evidence: { principalArn: 'arn:aws:iam::012345678901:role/AWSReservedSSO_Dev_*' },
        },
      ],
    },
  },
  notApplicable: {
    'a role of another account': {
      given: mapped(roleLine('arn:aws:iam::444455556666:role/ci')),
      because: 'account 444455556666 is not watched',
    },
    'a role with a path': {
      given: mapped(roleLine(opsWithPath)),
      because: 'nobody is let in: roles are looked up without their path',
    },
  },
  insufficientData: {
    'the root user': {
      given: mapped(userLine('arn:aws:iam::012345678901:root')),
      because: 'arn:aws:iam::012345678901:root is no IAM role or user',
    },
    'a role while roles were not read': {
      given: mapped(roleLine(ci)),
      because: 'roles iam: not read yet',
    },
    'a user while users were not read': {
      given: mapped(userLine(alice)),
      because: 'users iam: not read yet',
    },
  },
});

function isMissing(principalArn: string): Violation {
  return {
    message: `${principalArn} does not exist, and whoever makes it may enter payments in eu-west-1.`,
    evidence: { principalArn },
    command: `eksctl delete iamidentitymapping --cluster payments --region eu-west-1 --arn ${principalArn}`,
  };
}
