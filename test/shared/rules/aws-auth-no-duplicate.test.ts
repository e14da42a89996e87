import { awsAuthNoDuplicate } from '../../../shared/rules/aws-auth-no-duplicate.ts';
import { awsAuth, roleLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const CI = 'arn:aws:iam::012345678901:role/CI';
const ops = 'arn:aws:iam::012345678901:role/ops';
const alice = 'arn:aws:iam::012345678901:user/alice';

testRule(awsAuthNoDuplicate, {
  compliant: {
    'roles and users once each': {
      subject: awsAuth({ roles: [roleLine(ci), roleLine(ops)], users: [userLine(alice)] }),
      known: {},
    },
  },
  nonCompliant: {
    'a role three times, and a user twice': {
      given: {
        subject: awsAuth({
          roles: [
            roleLine(ci, { username: 'a', groups: ['system:masters'] }),
            roleLine(ops, {}, 1),
            roleLine(CI, { username: 'b', groups: ['dev'] }, 2),
            roleLine(ci, { username: 'c' }, 3),
          ],
          users: [userLine(alice, { groups: ['x'] }), userLine(alice, { groups: ['y'] }, 1)],
        }),
        known: {},
      },
      reports: [
        {
          message: `aws-auth of payments in eu-west-1 maps ${ci} 3 times, and the last one counts.`,
          evidence: {
            principalArn: ci,
            key: 'mapRoles',
            username: 'c',
            groups: [],
            displaced: [
              { username: 'a', groups: ['system:masters'] },
              { username: 'b', groups: ['dev'] },
            ],
          },
          key: ci,
        },
        {
          message: `aws-auth of payments in eu-west-1 maps ${alice} 2 times, and the last one counts.`,
          evidence: {
            principalArn: alice,
            key: 'mapUsers',
            username: '',
            groups: ['y'],
            displaced: [{ username: '', groups: ['x'] }],
          },
          key: alice,
        },
      ],
    },
  },
});
