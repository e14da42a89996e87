import type { AccessScope } from '../../../shared/model/access-entry.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryNoClusterAdmin } from '../../../shared/rules/access-entry-no-cluster-admin.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const admin = policy('AmazonEKSClusterAdminPolicy', wholeCluster);
const adminEverywhere = policy('AmazonEKSClusterAdminPolicy', namespaces('payments', '*'));
const odd = policy('AmazonEKSClusterAdminPolicy', { type: 'label', namespaces: [] });

const alice = 'arn:aws:iam::012345678901:user/alice';
const outsider = 'arn:aws:iam::444455556666:role/ci';
const govCi = 'arn:aws-us-gov:iam::012345678901:role/ci';
const sso =
  'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PlatformAdmin_0123456789abcdef';
const lookalike = 'arn:aws:iam::012345678901:role/AWSReservedSSO_PlatformAdmin_0123456789abcdef';

const declaresCi = { clusterAdmins: [{ kind: 'exact', principal: ci }] } as const;
const declaresPlatform = {
  clusterAdmins: [{ kind: 'permissionSet', permissionSet: 'PlatformAdmin' }],
} as const;

testRule(accessEntryNoClusterAdmin, {
  compliant: {
    'an entry with no access policy': entryWith(ci, []),
    'view over the whole cluster': entryWith(ci, [policy('AmazonEKSViewPolicy', wholeCluster)]),
    'cluster admin kept to one namespace': entryWith(ci, [
      policy('AmazonEKSClusterAdminPolicy', namespaces('payments')),
    ]),
    'cluster admin kept to a pattern': entryWith(ci, [
      policy('AmazonEKSClusterAdminPolicy', namespaces('payments-*')),
    ]),
    'a declared admin': entryWith(ci, [admin], { config: declaresCi }),
    'a declared admin whose policies were not read': {
      subject: accessEntry(ci),
      known: { config: declaresCi },
    },
    'a declared permission set': entryWith(sso, [admin], { config: declaresPlatform }),
    'a service-linked role with the policy AWS gave it': entryWith(
      'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
      [policy('AmazonEKSClusterInsightsPolicy', wholeCluster)],
    ),
    'a policy of somebody else that borrows the name': entryWith(ci, [
      {
        policyArn: 'arn:aws:iam::012345678901:policy/AmazonEKSClusterAdminPolicy',
        accessScope: wholeCluster,
      },
    ]),
    'another policy of a scope type that is not known': entryWith(ci, [
      policy('AmazonEKSViewPolicy', { type: 'label', namespaces: [] }),
    ]),
  },
  nonCompliant: {
    'cluster admin over the whole cluster': {
      given: entryWith(ci, [policy('AmazonEKSViewPolicy', wholeCluster), admin]),
      reports: [isClusterAdmin(ci, wholeCluster)],
    },
    'cluster admin over all namespaces by pattern': {
      given: entryWith(ci, [adminEverywhere]),
      reports: [isClusterAdmin(ci, namespaces('*', 'payments'))],
    },
    'cluster admin in GovCloud': {
      given: entryWith(
        govCi,
        [
          {
            policyArn: 'arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
            accessScope: wholeCluster,
          },
        ],
        { account: { accountId: '012345678901', partition: 'aws-us-gov' } },
      ),
      reports: [
        {
          message:
            'arn:aws-us-gov:iam::012345678901:role/ci is cluster admin of payments in eu-west-1.',
          evidence: {
            principalArn: 'arn:aws-us-gov:iam::012345678901:role/ci',
            policyArn: 'arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
            accessScope: { type: 'cluster', namespaces: [] },
          },
          command:
            'aws eks disassociate-access-policy --cluster-name payments --principal-arn arn:aws-us-gov:iam::012345678901:role/ci --policy-arn arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy --region eu-west-1',
        },
      ],
    },
    'an IAM user': {
      given: entryWith(alice, [admin]),
      reports: [
        {
          ...isClusterAdmin(alice, wholeCluster),
          message: `${alice}, an IAM user, is cluster admin of payments in eu-west-1.`,
          severity: 'CRITICAL',
        },
      ],
    },
    'a role of another account, trusted or not': {
      given: entryWith(outsider, [admin], { config: { trustedAccounts: ['444455556666'] } }),
      reports: [
        {
          ...isClusterAdmin(outsider, wholeCluster),
          message: `${outsider} of account 444455556666 is cluster admin of payments in eu-west-1.`,
          severity: 'CRITICAL',
        },
      ],
    },
    'a role of the same account id in another partition': {
      given: entryWith(govCi, [admin]),
      reports: [
        {
          ...isClusterAdmin(govCi, wholeCluster),
          message: `${govCi} of account 012345678901 in aws-us-gov is cluster admin of payments in eu-west-1.`,
          severity: 'CRITICAL',
        },
      ],
    },
    'an account id that differs by its leading zero': {
      given: entryWith('arn:aws:iam::12345678901:role/ci', [admin]),
      reports: [
        {
          ...isClusterAdmin('arn:aws:iam::12345678901:role/ci', wholeCluster),
          message:
            'arn:aws:iam::12345678901:role/ci of account 12345678901 is cluster admin of payments in eu-west-1.',
          severity: 'CRITICAL',
        },
      ],
    },
    'a principal that names no account': {
      given: entryWith('ci', [admin]),
      reports: [
        {
          ...isClusterAdmin('ci', wholeCluster),
          message: 'ci of account unknown is cluster admin of payments in eu-west-1.',
          severity: 'CRITICAL',
        },
      ],
    },
    'a role that looks like a declared permission set outside the reserved path': {
      given: entryWith(lookalike, [admin], { config: declaresPlatform }),
      reports: [isClusterAdmin(lookalike, wholeCluster)],
    },
    'a role named after a declared admin': {
      given: entryWith(`${ci}-2`, [admin], { config: declaresCi }),
      reports: [isClusterAdmin(`${ci}-2`, wholeCluster)],
    },
  },
  insufficientData: {
    'an entry whose access policies were not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: 'access-policies eu-west-1/payments arn:aws:iam::012345678901:role/ci: not read yet',
    },
    'a scope type that is not known': {
      given: entryWith(ci, [odd]),
      because: `access scope type label of ${odd.policyArn} is not known`,
    },
    'a scope type that is not known beside one that is': {
      given: entryWith(ci, [admin, odd]),
      because: `access scope type label of ${odd.policyArn} is not known`,
      reports: [isClusterAdmin(ci, wholeCluster)],
    },
  },
});

function isClusterAdmin(principalArn: string, accessScope: AccessScope): Violation {
  return {
    message: `${principalArn} is cluster admin of payments in eu-west-1.`,
    evidence: {
      principalArn,
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      accessScope: { type: accessScope.type, namespaces: accessScope.namespaces },
    },
    command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${principalArn} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy --region eu-west-1`,
  };
}
