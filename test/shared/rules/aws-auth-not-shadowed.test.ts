import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthNotShadowed } from '../../../shared/rules/aws-auth-not-shadowed.ts';
import { mapped, roleLine, ssoLine, userLine } from '../../support/aws-auth.ts';
import { ci, cluster } from '../../support/eks.ts';
import { gone, type Known, known } from '../../support/facts.ts';
import { testRule } from '../../support/test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const ops = 'arn:aws:iam::012345678901:role/ops';
const opsWithPath = 'arn:aws:iam::012345678901:role/team/ops';
const alice = 'arn:aws:iam::012345678901:user/team/alice';
const permissionSet =
  'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef';

testRule(awsAuthNotShadowed, {
  compliant: {
    'a role without an access entry': mapped(roleLine(ci), entries(ops, alice)),
    'a user whose entry has another path': mapped(
      userLine('arn:aws:iam::012345678901:user/alice'),
      entries(alice),
    ),
    'a pattern that an entry falls under, as others may': mapped(
      roleLine('arn:aws:iam::012345678901:role/*'),
      entries(ci),
    ),
    'a cluster that honours no access entries': mapped(roleLine(ci), {
      facts: [known(factKeys.cluster(payments), cluster({ authenticationMode: 'CONFIG_MAP' }))],
    }),
    'a cluster that is gone': mapped(roleLine(ci), {
      facts: [gone(factKeys.cluster(payments)), gone(factKeys.accessEntries(payments))],
    }),
  },
  nonCompliant: {
    'a role with an access entry': {
      given: mapped(roleLine(ci), entries(ops, ci)),
      reports: [isShadowed(ci, ci)],
    },
    'a role whose entry names its path': {
      given: mapped(roleLine('arn:aws:iam::012345678901:role/Ops'), entries(opsWithPath)),
      reports: [isShadowed('arn:aws:iam::012345678901:role/Ops', opsWithPath)],
    },
    'a user with an access entry': {
      given: mapped(userLine(alice), entries(alice)),
      reports: [isShadowed(alice, alice)],
    },
    'a permission set with an access entry': {
      given: mapped(ssoLine('Dev'), entries(permissionSet)),
      reports: [
        {
          message:
            'arn:aws:iam::012345678901:role/AWSReservedSSO_Dev_* has an access entry in payments in eu-west-1, so its mapping in aws-auth is dead until that goes.',
          evidence: {
            principalArn: 'arn:aws:iam::012345678901:role/AWSReservedSSO_Dev_*',
            accessEntry: permissionSet,
          },
        },
      ],
    },
  },
  notApplicable: {
    'a line for nodes': {
      given: mapped(roleLine(ci, { groups: ['system:nodes'] }), entries(ci)),
      because: 'EKS makes an entry for nodes as well',
    },
    'a role with a path': {
      given: mapped(roleLine(opsWithPath), entries(opsWithPath)),
      because: 'nobody is let in: roles are looked up without their path',
    },
  },
  insufficientData: {
    'a cluster whose entries were not read': {
      given: mapped(roleLine(ci), { facts: entries().facts?.slice(0, 1) ?? [] }),
      because: 'access-entries eu-west-1/payments: not read yet',
    },
  },
});

function entries(...arns: readonly string[]): Known {
  const mode = { authenticationMode: 'API_AND_CONFIG_MAP' };
  return {
    facts: [
      known(factKeys.cluster(payments), cluster(mode)),
      known(factKeys.accessEntries(payments), arns),
    ],
  };
}

function isShadowed(principalArn: string, accessEntry: string): Violation {
  return {
    message: `${principalArn} has an access entry in payments in eu-west-1, so its mapping in aws-auth is dead until that goes.`,
    evidence: { principalArn, accessEntry },
    command: `eksctl delete iamidentitymapping --cluster payments --region eu-west-1 --arn ${principalArn}`,
  };
}
