import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthNoSystemMasters } from '../../../shared/rules/aws-auth-no-system-masters.ts';
import { mapped, principals, roleLine, ssoLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';
const outsider = 'arn:aws:iam::444455556666:role/ci';
const ops = 'arn:aws:iam::012345678901:role/ops';
const opsWithPath = 'arn:aws:iam::012345678901:role/team/ops';
const breakGlass =
  'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_BreakGlass_0123456789abcdef';
const masters = { groups: ['system:masters'] };

testRule(awsAuthNoSystemMasters, {
  compliant: {
    'a role in other groups': mapped(roleLine(ci, { groups: ['masters', 'system:authenticated'] })),
    'a role that is declared as it is mapped': mapped(roleLine(ci, masters), {
      config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
    }),
    'a role that is declared with the path that aws-auth leaves out': mapped(
      roleLine(ops, masters),
      {
        config: { clusterAdmins: [{ kind: 'exact', principal: opsWithPath }] },
        facts: principals(ci, opsWithPath),
      },
    ),
    'a role of a declared permission set': mapped(ssoLine('BreakGlass', masters), {
      config: { clusterAdmins: [{ kind: 'permissionSet', permissionSet: 'BreakGlass' }] },
      facts: principals(breakGlass),
    }),
    'a role with a path, whom no caller is looked up by': mapped(roleLine(opsWithPath, masters)),
  },
  nonCompliant: {
    'a role': { given: mapped(roleLine(ci, masters)), reports: [isMaster(ci)] },
    'a role among other groups': {
      given: mapped(roleLine(ci, { groups: ['dev', 'system:masters'] })),
      reports: [{ ...isMaster(ci), evidence: evidence(ci, ['dev', 'system:masters']) }],
    },
    'a role where another of the same name and another path is declared': {
      given: mapped(roleLine(ops, masters), {
        config: {
          clusterAdmins: [{ kind: 'exact', principal: 'arn:aws:iam::012345678901:role/other/ops' }],
        },
        facts: principals(opsWithPath),
      }),
      reports: [isMaster(ops)],
    },
    'a declared role that does not exist by that name': {
      given: mapped(roleLine(ops, masters), {
        config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
        facts: principals(ci),
      }),
      reports: [isMaster(ops)],
    },
    'roles of which only one is declared': {
      given: mapped(roleLine('arn:aws:iam::012345678901:role/*', masters), {
        config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
        facts: principals(ci, opsWithPath),
      }),
      reports: [isMaster('arn:aws:iam::012345678901:role/*', "'arn:aws:iam::012345678901:role/*'")],
    },
    'a permission set, which eksctl cannot take out': {
      given: mapped(ssoLine('Dev', masters)),
      reports: [
        {
          message:
            'arn:aws:iam::012345678901:role/AWSReservedSSO_Dev_* is in system:masters of payments in eu-west-1.',
          evidence: evidence('arn:aws:iam::012345678901:role/AWSReservedSSO_Dev_*'),
        },
      ],
    },
    'a user': {
      given: mapped(userLine(alice, masters)),
      reports: [
        {
          ...isMaster(alice),
          message: `${alice}, an IAM user, is in system:masters of payments in eu-west-1.`,
          severity: 'CRITICAL',
        },
      ],
    },
    'a user in other case': {
      given: mapped(userLine('ARN:aws:iam::012345678901:USER/alice', masters)),
      reports: [
        {
          ...isMaster('ARN:aws:iam::012345678901:USER/alice'),
          message:
            'ARN:aws:iam::012345678901:USER/alice, an IAM user, is in system:masters of payments in eu-west-1.',
          severity: 'CRITICAL',
        },
      ],
    },
    'a role of another account': {
      given: mapped(roleLine(outsider, masters)),
      reports: [
        {
          ...isMaster(outsider),
          message: `${outsider} of account 444455556666 is in system:masters of payments in eu-west-1.`,
          severity: 'CRITICAL',
        },
      ],
    },
    'a role of another account where others are declared': {
      given: mapped(roleLine(outsider, masters), {
        config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
      }),
      reports: [
        {
          ...isMaster(outsider),
          message: `${outsider} of account 444455556666 is in system:masters of payments in eu-west-1.`,
          severity: 'CRITICAL',
        },
      ],
    },
  },
  insufficientData: {
    'a role that may be declared by a path while the roles were not read': {
      given: mapped(roleLine(ops, masters), {
        config: { clusterAdmins: [{ kind: 'exact', principal: opsWithPath }] },
      }),
      because: 'roles iam: not read yet',
    },
  },
});

function isMaster(principalArn: string, quoted = principalArn): Violation {
  return {
    message: `${principalArn} is in system:masters of payments in eu-west-1.`,
    evidence: evidence(principalArn),
    command: `eksctl delete iamidentitymapping --cluster payments --region eu-west-1 --arn ${quoted}`,
  };
}

function evidence(principalArn: string, groups = ['system:masters']) {
  return { principalArn, groups };
}
