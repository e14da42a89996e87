import { statementEvidence } from '../../../shared/iam/evidence.ts';
import { withSecondFactor } from '../../../shared/iam/required-factor.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { canonicalJson } from '../../../shared/model/json.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { mappedAdminRequiresMfa } from '../../../shared/rules/mapped-admin-requires-mfa.ts';
import { accessEntry, ci, entryWith, policy, wholeCluster } from '../../support/eks.ts';
import { gone, type Known, type KnownFact, known } from '../../support/facts.ts';
import { condition, everyone, role } from '../../support/iam.ts';
import { allow, document, trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';
const bob = 'arn:aws:iam::012345678901:user/bob';
const root = 'arn:aws:iam::012345678901:root';
const partner = 'arn:aws:iam::444455556666:root';
const admin = policy('AmazonEKSClusterAdminPolicy', wholeCluster);
const future = policy('AmazonEKSFuturePolicy', wholeCluster);
const mfa = condition('Bool', 'aws:MultiFactorAuthPresent', 'true');
const mfaIfExists = condition('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true');
const everybodyOf = (accountId: string): Statement => ({
  ...trusting({}, ['sts:AssumeRole'], condition('StringEquals', 'aws:PrincipalAccount', accountId)),
  principals: everyone,
});
const denyFalse: Statement = {
  ...trusting(
    { AWS: [alice] },
    ['sts:AssumeRole'],
    condition('Bool', 'aws:MultiFactorAuthPresent', 'false'),
  ),
  effect: 'Deny',
};
const mayAssume = [allow(['sts:AssumeRole'], ['arn:aws:iam::012345678901:role/*'])];

const by = (principal: string, ...conditions: readonly Condition[]) =>
  trusting({ AWS: [principal] }, ['sts:AssumeRole'], ...conditions);

testRule(mappedAdminRequiresMfa, {
  compliant: {
    'a user who has to bring a second factor': mapped([by(alice, mfa)]),
    'a user whose second factor is of the last hour': mapped([
      by(alice, condition('NumericLessThan', 'aws:MultiFactorAuthAge', '3600')),
    ]),
    'a user whom a Deny refuses without a second factor': mapped([
      by(alice),
      {
        ...by(alice, condition('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false')),
        effect: 'Deny',
      },
    ]),
    'sessions of four hours and no longer': mapped([by(alice, mfa)], { seconds: 14_400 }),
    'an account whose users have to bring one': mapped([by(root, mfa)], {
      facts: users({ [alice]: mayAssume }),
    }),
    'an account without users': mapped([by(root)], { facts: users({}), seconds: 43_200 }),
    'an account whose users have no policy for it': mapped([by(root)], {
      facts: users({ [alice]: [allow(['s3:*'])], [bob]: [allow(['sts:AssumeRole'], [`${ci}-2`])] }),
      seconds: 43_200,
    }),
    'an account of which only a role may, whose sessions carry no second factor': mapped([
      by(partner, condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::444455556666:role/ops-*')),
    ]),
    'a role by name, whose sessions carry no second factor (prowler#4714)': mapped([
      by('arn:aws:iam::444455556666:role/ops'),
      by('arn:aws:iam::012345678901:role/ops'),
    ]),
    'Identity Center and services, with long sessions': mapped(
      [
        trusting(
          { Federated: ['arn:aws:iam::012345678901:saml-provider/AWSSSO_1_DO_NOT_DELETE'] },
          ['sts:AssumeRoleWithSAML'],
        ),
        trusting({ Service: ['ec2.amazonaws.com'] }),
      ],
      { seconds: 43_200 },
    ),
    'everybody of its own account, of which there are no users': mapped(
      [everybodyOf('012345678901')],
      { facts: users({}) },
    ),
  },
  nonCompliant: {
    'a user by name': {
      given: mapped([by(alice)]),
      reports: [
        {
          key: 'mfa',
          message: `${ci}, which is cluster admin of payments in eu-west-1, asks no second factor of ${alice}.`,
          evidence: {
            principalArn: ci,
            callers: [alice],
            statements: [
              {
                policy: 'trust policy',
                statement: { Effect: 'Allow', Principal: { AWS: alice }, Action: 'sts:AssumeRole' },
              },
            ],
          },
          command: `aws iam update-assume-role-policy --role-name ci --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${alice}"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}'`,
        },
      ],
    },
    'a user by IfExists, which lets access keys through': {
      given: mapped([by(alice, mfaIfExists)]),
      reports: [asksNothing([alice], [by(alice, mfaIfExists)])],
    },
    'a user whom a Deny refuses only where the key is there': {
      given: mapped([by(alice), denyFalse]),
      reports: [asksNothing([alice], [by(alice), denyFalse], [by(alice)])],
    },
    'a user who may by session token without a second factor': {
      given: mapped([by(alice, condition('Bool', 'aws:MultiFactorAuthPresent', 'false'))]),
      reports: [
        asksNothing([alice], [by(alice, condition('Bool', 'aws:MultiFactorAuthPresent', 'false'))]),
      ],
    },
    'another account as a whole, by ARN and by id, trusted or not': {
      given: mapped([by(partner), by('555566667777')], {
        config: { trustedAccounts: ['444455556666'] },
      }),
      reports: [
        asksNothing(
          ['principals of account 444455556666', 'principals of account 555566667777'],
          [by(partner), by('555566667777')],
        ),
      ],
    },
    'another account by a condition on everybody': {
      given: mapped([everybodyOf('444455556666')], { facts: users({}) }),
      reports: [asksNothing(['principals of account 444455556666'], [everybodyOf('444455556666')])],
    },
    'another account by an external id': {
      given: mapped([by(partner, condition('StringEquals', 'sts:ExternalId', 'x'))]),
      reports: [
        {
          ...asksNothing(
            ['principals of account 444455556666'],
            [by(partner, condition('StringEquals', 'sts:ExternalId', 'x'))],
          ),
          severity: 'LOW',
        },
      ],
    },
    'users of the account whose policies let them': {
      given: mapped([by(root)], {
        facts: users({ [bob]: [allow(['s3:*'])], [alice]: mayAssume }),
      }),
      reports: [asksNothing(['IAM users of account 012345678901'], [by(root)])],
    },
    'users of the account, some of whom may only perhaps': {
      given: mapped([by(root)], {
        facts: users({
          [alice]: [
            allow(
              ['sts:AssumeRole'],
              ['*'],
              condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24'),
            ),
          ],
        }),
      }),
      reports: [
        { ...asksNothing(['IAM users of account 012345678901'], [by(root)]), severity: 'LOW' },
      ],
    },
    everybody: {
      given: mapped([{ ...by('*'), principals: everyone }], {
        facts: users({ [alice]: [] }),
      }),
      reports: [
        asksNothing(
          ['IAM users of account 012345678901', 'principals of any account'],
          [{ ...by('*'), principals: everyone }],
        ),
      ],
    },
    'long sessions, with a second factor': {
      given: mapped([by(alice, mfa)], { seconds: 43_200 }),
      reports: [lastsLong(43_200, '12')],
    },
    'sessions a second too long, without a second factor': {
      given: mapped([by(alice)], { seconds: 14_401 }),
      reports: [asksNothing([alice], [by(alice)]), lastsLong(14_401, '4')],
    },
    'a declared cluster admin all the same': {
      given: mapped([by(alice)], {
        config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
      }),
      reports: [asksNothing([alice], [by(alice)])],
    },
  },
  notApplicable: {
    'a role that is no cluster admin': {
      given: entryWith(ci, [policy('AmazonEKSAdminPolicy', wholeCluster)]),
      because: 'its access policies give less than cluster-admin',
    },
    'a role of another account': {
      given: { subject: accessEntry('arn:aws:iam::444455556666:role/ci'), known: {} },
      because: 'account 444455556666 is not watched',
    },
    'a role that is gone': {
      given: entryWith(ci, [admin], { facts: [gone(factKeys.trustPolicy(ci))] }),
      because: 'the role does not exist',
    },
    'a role that went while it was read': {
      given: entryWith(ci, [admin], {
        trustPolicies: { [ci]: [by(alice, mfa)] },
        roles: { [ci]: 'absent' },
      }),
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose trust policy was not read': {
      given: entryWith(ci, [admin]),
      because: `trust-policy iam ${ci}: not read yet`,
    },
    'a role that was not read, after what is proven': {
      given: entryWith(ci, [admin], { trustPolicies: { [ci]: [by(alice)] } }),
      because: `role iam ${ci}: not read yet`,
      reports: [asksNothing([alice], [by(alice)])],
    },
    'a role whose sessions may last nobody knows how long': {
      given: mapped([by(alice)], { seconds: 'unread' }),
      because: `how long sessions of ${ci} may last was not read`,
      reports: [asksNothing([alice], [by(alice)])],
    },
    'an account whose users were not read': {
      given: mapped([by(root)]),
      because: 'users iam: not read yet',
    },
    'an account with a user whose policies were not read, beside another account': {
      given: mapped([by(root), by(partner)], { facts: [known(factKeys.users(), [alice])] }),
      because: `user-policies iam ${alice}: not read yet`,
      reports: [
        asksNothing(['principals of account 444455556666'], [by(root), by(partner)], [by(partner)]),
      ],
    },
    'a policy of unknown power': {
      given: entryWith(ci, [future], { trustPolicies: { [ci]: [by(alice)] } }),
      because: `what ${future.policyArn} allows is not known`,
    },
  },
});

/** A cluster admin of that trust, whose sessions last an hour unless said otherwise. */
function mapped(
  trust: readonly Statement[],
  { seconds = 3600, ...more }: Known & { readonly seconds?: number | 'unread' } = {},
): Given<'accessEntry'> {
  return entryWith(ci, [admin], {
    ...more,
    trustPolicies: { [ci]: trust },
    roles: {
      [ci]: { ...role(ci), ...(seconds !== 'unread' && { maxSessionDuration: seconds }) },
    },
  });
}

/** All users of the account, each with one inline policy. */
function users(policies: Readonly<Record<string, readonly Statement[]>>): readonly KnownFact[] {
  return [
    known(factKeys.users(), Object.keys(policies)),
    ...Object.entries(policies).map(([arn, statements]) =>
      known(factKeys.userPolicies(arn), {
        inline: [{ name: 'Own', document: document(...statements) }],
        attached: [],
        groups: [],
      }),
    ),
  ];
}

function asksNothing(
  callers: readonly string[],
  trust: readonly Statement[],
  offending = trust,
): Violation {
  const deciding = offending.map((source) => ({ policy: 'trust policy', statement: '', source }));
  const texts = offending.map(canonicalJson);
  const remedy = withSecondFactor(
    document(...trust),
    trust.filter((statement) => texts.includes(canonicalJson(statement))),
  );
  return {
    key: 'mfa',
    message: `${ci}, which is cluster admin of payments in eu-west-1, asks no second factor of ${callers.join(', ')}.`,
    evidence: { principalArn: ci, callers: [...callers], statements: statementEvidence(deciding) },
    command: `aws iam update-assume-role-policy --role-name ci --policy-document '${JSON.stringify(remedy)}'`,
  };
}

function lastsLong(seconds: number, hours: string): Violation {
  return {
    key: 'session-duration',
    message: `Sessions of ${ci}, which is cluster admin of payments in eu-west-1, last up to ${hours} hours.`,
    evidence: { principalArn: ci, maxSessionDuration: seconds },
    command: 'aws iam update-role --role-name ci --max-session-duration 14400',
  };
}
