import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryPrincipalExists } from '../../../shared/rules/access-entry-principal-exists.ts';
import { accessEntry, ci } from '../../support/eks.ts';
import { role, user } from '../../support/iam.ts';
import { testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';
const govCi = 'arn:aws-us-gov:iam::012345678901:role/ci';
const deployer = 'arn:aws:iam::012345678901:role/team/payments/deployer';
const serviceLinked =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
const entryMade = Date.UTC(2026, 10, 1, 12);

testRule(accessEntryPrincipalExists, {
  compliant: {
    'a role older than its entry': {
      subject: accessEntry(ci),
      known: { roles: { [ci]: role(ci) } },
    },
    'a role made in the same moment as its entry': {
      subject: accessEntry(ci),
      known: { roles: { [ci]: role(ci, entryMade) } },
    },
    'a role with a path, looked up as it stands': {
      subject: accessEntry(deployer),
      known: { roles: { [deployer]: role(deployer) } },
    },
    'a role of GovCloud, watched there': {
      subject: accessEntry(govCi),
      known: {
        account: { accountId: '012345678901', partition: 'aws-us-gov' },
        roles: { [govCi]: role(govCi) },
      },
    },
    'a user older than its entry': {
      subject: accessEntry(alice),
      known: { users: { [alice]: user(alice) } },
    },
  },
  nonCompliant: {
    'a role that is gone': {
      given: { subject: accessEntry(ci), known: { roles: { [ci]: 'absent' } } },
      reports: [isMissing(ci)],
    },
    'a user that is gone': {
      given: { subject: accessEntry(alice), known: { users: { [alice]: 'absent' } } },
      reports: [isMissing(alice)],
    },
    'a role that is gone, of an entry without a date': {
      given: {
        subject: accessEntry(ci, { createdAt: undefined }),
        known: { roles: { [ci]: 'absent' } },
      },
      reports: [isMissing(ci)],
    },
    'a role made again after its entry': {
      given: {
        subject: accessEntry(ci),
        known: { roles: { [ci]: role(ci, entryMade + 1) } },
      },
      reports: [isRecreated(ci, 'AROA-ci')],
    },
    'a user made again after its entry': {
      given: {
        subject: accessEntry(alice),
        known: { users: { [alice]: user(alice, entryMade + 1) } },
      },
      reports: [isRecreated(alice, 'AIDA-alice')],
    },
  },
  notApplicable: {
    'a service-linked role': {
      given: { subject: accessEntry(serviceLinked), known: {} },
      because: 'AWS keeps service-linked roles',
    },
    'a role of another account': {
      given: { subject: accessEntry('arn:aws:iam::444455556666:role/ci'), known: {} },
      because: 'account 444455556666 is not watched',
    },
    'a role of the same account id in another partition': {
      given: { subject: accessEntry(govCi), known: { roles: { [govCi]: 'absent' } } },
      because: 'account 012345678901 in aws-us-gov is not watched',
    },
  },
  insufficientData: {
    'a role that was not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: `role iam ${ci}: not read yet`,
    },
    'a user that was not read': {
      given: { subject: accessEntry(alice), known: {} },
      because: `user iam ${alice}: not read yet`,
    },
    'an entry without a date, whose role may have been made again': {
      given: {
        subject: accessEntry(ci, { createdAt: undefined }),
        known: { roles: { [ci]: role(ci) } },
      },
      because: 'the entry does not say when it was created',
    },
    'a principal that is neither role nor user': {
      given: { subject: accessEntry('arn:aws:iam::012345678901:group/admins'), known: {} },
      because: 'arn:aws:iam::012345678901:group/admins is no IAM role or user',
    },
    'a principal that is no ARN': {
      given: { subject: accessEntry('ci'), known: {} },
      because: 'ci is no IAM role or user',
    },
  },
});

function isMissing(principalArn: string): Violation {
  return {
    key: 'missing',
    message: `${principalArn} does not exist: its access entry in payments in eu-west-1 is dead.`,
    evidence: { principalArn },
    command: deleteEntry(principalArn),
  };
}

function isRecreated(principalArn: string, principalId: string): Violation {
  return {
    key: 'recreated',
    message: `${principalArn} was deleted and created again: its access entry in payments in eu-west-1 is dead.`,
    evidence: { principalArn, principalId },
    command: deleteEntry(principalArn),
  };
}

function deleteEntry(principalArn: string): string {
  return `aws eks delete-access-entry --cluster-name payments --principal-arn ${principalArn} --region eu-west-1`;
}
