import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthGroupFixed } from '../../../shared/rules/aws-auth-group-fixed.ts';
import { mapped, roleLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';

testRule(awsAuthGroupFixed, {
  compliant: {
    'groups by name': mapped(roleLine(ci, { groups: ['dev', 'ops'] })),
    'braces that are no template': mapped(
      roleLine(ci, {
        groups: ['{{ SessionName }}', '{{sessionname}}', '{{Team}}', '{SessionName}'],
      }),
    ),
    'a template in the username': mapped(roleLine(ci, { username: '{{SessionName}}' })),
  },
  nonCompliant: {
    'a session name, each group once': {
      given: mapped(roleLine(ci, { groups: ['{{SessionName}}', 'dev', '{{SessionName}}'] })),
      reports: [isChosen('{{SessionName}}')],
    },
    'a raw session name in the middle': {
      given: mapped(roleLine(ci, { groups: ['team-{{SessionNameRaw}}-dev'] })),
      reports: [isChosen('team-{{SessionNameRaw}}-dev')],
    },
    'a template that the caller does not choose': {
      given: mapped(roleLine(ci, { groups: ['account-{{AccountID}}'] })),
      reports: [isOpen(ci, 'account-{{AccountID}}')],
    },
    'the session name of a user, who has none': {
      given: mapped(userLine(alice, { groups: ['team-{{SessionName}}'] })),
      reports: [isOpen(alice, 'team-{{SessionName}}')],
    },
  },
});

function isChosen(group: string): Violation {
  return {
    message: `Whoever assumes ${ci} chooses its group in payments in eu-west-1: ${group}.`,
    evidence: { principalArn: ci, group },
    key: group,
  };
}

function isOpen(principalArn: string, group: string): Violation {
  return {
    message: `${principalArn} is in a group of payments in eu-west-1 that is not the same for everybody: ${group}.`,
    evidence: { principalArn, group },
    key: group,
    severity: 'LOW',
  };
}
