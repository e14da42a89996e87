import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryNoIamUser } from '../../../shared/rules/access-entry-no-iam-user.ts';
import { accessEntry, ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';
const pathed = 'arn:aws-cn:iam::444455556666:user/team/role/bob';

testRule(accessEntryNoIamUser, {
  compliant: {
    'a role': { subject: accessEntry(ci), known: {} },
    'a role whose path and name speak of users': {
      subject: accessEntry('arn:aws:iam::012345678901:role/user/user'),
      known: {},
    },
    'a service-linked role (prowler#2248)': {
      subject: accessEntry(
        'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
      ),
      known: {},
    },
  },
  nonCompliant: {
    'a user': {
      given: { subject: accessEntry(alice), known: {} },
      reports: [isUser(alice)],
    },
    'a user with a path, of another account and partition': {
      given: { subject: accessEntry(pathed), known: {} },
      reports: [isUser(pathed)],
    },
    'a user who is declared a cluster admin, with long-lived keys all the same': {
      given: {
        subject: accessEntry(alice),
        known: { config: { clusterAdmins: [{ kind: 'exact', principal: alice }] } },
      },
      reports: [isUser(alice)],
    },
  },
  insufficientData: {
    'a principal that is neither role nor user': {
      given: { subject: accessEntry('arn:aws:iam::012345678901:root'), known: {} },
      because: 'arn:aws:iam::012345678901:root is no IAM role or user',
    },
  },
});

function isUser(principalArn: string): Violation {
  return {
    message: `${principalArn}, an IAM user, may enter payments in eu-west-1.`,
    evidence: { principalArn },
    command: `aws eks delete-access-entry --cluster-name payments --principal-arn ${principalArn} --region eu-west-1`,
  };
}
