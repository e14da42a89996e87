import { podIdentityTargetRoleGuarded } from '../../../shared/rules/pod-identity-target-role-guarded.ts';
import {
  association,
  associationGiven,
  ledgerRole,
  onlyAssociations,
} from '../../support/associations.ts';
import { condition } from '../../support/iam.ts';
import { goneRole, roleFacts, trusting } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const target = 'arn:aws:iam::012345678901:role/archive';
const handsOn = { targetRoleArn: target };
const both = ['sts:AssumeRole', 'sts:TagSession'];
const root = { AWS: ['arn:aws:iam::012345678901:root'] };
const own = { AWS: [ledgerRole] };
const alone = onlyAssociations(association(handsOn));
const shared = onlyAssociations(
  association(handsOn),
  association({ associationId: 'a-2', serviceAccount: 'audit' }),
);
const byTags = condition('StringEquals', 'aws:RequestTag/kubernetes-service-account', 'ledger');
const byPrincipal = condition('ArnEquals', 'aws:PrincipalArn', ledgerRole);
const byExternalId = condition(
  'StringEquals',
  'sts:ExternalId',
  'eu-west-1/012345678901/payments/payments/ledger',
);
const command = `aws iam update-assume-role-policy --role-name archive --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${ledgerRole}"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"aws:RequestTag/eks-cluster-arn":"arn:aws:eks:eu-west-1:012345678901:cluster/payments","aws:RequestTag/kubernetes-namespace":"payments","aws:RequestTag/kubernetes-service-account":"ledger"}}}]}'`;
const trustInRoot = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::012345678901:root' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
};

testRule(podIdentityTargetRoleGuarded, {
  compliant: {
    'a trust in the role of the only association': associationGiven(handsOn, [
      ...alone,
      ...roleFacts(target, { trust: [trusting(own, both)] }),
    ]),
    'a trust in the account that asks for the role': associationGiven(handsOn, [
      ...alone,
      ...roleFacts(target, { trust: [trusting(root, both, byPrincipal)] }),
    ]),
    'a trust in the account that asks for the role and its tags': associationGiven(handsOn, [
      ...shared,
      ...roleFacts(target, { trust: [trusting(root, both, byPrincipal, byTags)] }),
    ]),
    'a trust by tags in a role of two associations': associationGiven(handsOn, [
      ...shared,
      ...roleFacts(target, { trust: [trusting(own, both, byTags)] }),
    ]),
    'a trust by external id in a role of two associations': associationGiven(handsOn, [
      ...shared,
      ...roleFacts(target, { trust: [trusting(own, both, byExternalId)] }),
    ]),
  },
  nonCompliant: {
    'a trust in the whole account': {
      given: associationGiven(handsOn, [
        ...alone,
        ...roleFacts(target, { trust: [trusting(root, both)] }),
      ]),
      reports: [
        {
          key: 'principal',
          message: `Not only ${ledgerRole} but other principals of its account may assume ${target}.`,
          severity: 'HIGH',
          evidence: {
            targetRoleArn: target,
            roleArn: ledgerRole,
            statements: [{ policy: 'trust policy', statement: trustInRoot }],
          },
          command,
        },
      ],
    },
    'a trust in the whole account by tags and external id, which whoever asks may send': {
      given: associationGiven(handsOn, [
        ...alone,
        ...roleFacts(target, { trust: [trusting(root, both, byTags, byExternalId)] }),
      ]),
      reports: [
        {
          key: 'principal',
          message: `Not only ${ledgerRole} but other principals of its account may assume ${target}.`,
          severity: 'HIGH',
          evidence: {
            targetRoleArn: target,
            roleArn: ledgerRole,
            statements: [
              {
                policy: 'trust policy',
                statement: {
                  ...trustInRoot,
                  Condition: {
                    StringEquals: {
                      'aws:RequestTag/kubernetes-service-account': 'ledger',
                      'sts:ExternalId': 'eu-west-1/012345678901/payments/payments/ledger',
                    },
                  },
                },
              },
            ],
          },
          command,
        },
      ],
    },
    'a trust in the whole account, if a tag of the caller allows it': {
      given: associationGiven(handsOn, [
        ...alone,
        ...roleFacts(target, {
          trust: [
            trusting(root, both, condition('StringEquals', 'aws:PrincipalTag/team', 'archive')),
          ],
        }),
      ]),
      reports: [
        {
          key: 'principal',
          message: `Not only ${ledgerRole} but other principals of its account may assume ${target}, if StringEquals aws:PrincipalTag/team archive allows it.`,
          severity: 'MEDIUM',
          evidence: {
            targetRoleArn: target,
            roleArn: ledgerRole,
            statements: [
              {
                policy: 'trust policy',
                statement: {
                  ...trustInRoot,
                  Condition: { StringEquals: { 'aws:PrincipalTag/team': 'archive' } },
                },
              },
            ],
          },
          command,
        },
      ],
    },
    'a trust in a role that two associations hand out': {
      given: associationGiven(handsOn, [
        ...shared,
        ...roleFacts(target, { trust: [trusting(own, both)] }),
      ]),
      reports: [
        {
          key: 'association',
          message: `${target} does not tell the service accounts apart that have ${ledgerRole}.`,
          severity: 'MEDIUM',
          evidence: {
            targetRoleArn: target,
            roleArn: ledgerRole,
            others: ['eu-west-1/payments payments/audit'],
            statements: [
              {
                policy: 'trust policy',
                statement: { ...trustInRoot, Principal: { AWS: ledgerRole } },
              },
            ],
          },
          command,
        },
      ],
    },
    'a trust in the account, session tags being off': {
      given: associationGiven(
        { ...handsOn, disableSessionTags: true, externalId: 'eu-west-1/012345678901/p/p/l' },
        [...alone, ...roleFacts(target, { trust: [trusting(root, both)] })],
      ),
      reports: [
        {
          key: 'principal',
          message: `Not only ${ledgerRole} but other principals of its account may assume ${target}.`,
          severity: 'HIGH',
          evidence: {
            targetRoleArn: target,
            roleArn: ledgerRole,
            statements: [{ policy: 'trust policy', statement: trustInRoot }],
          },
          command: `aws iam update-assume-role-policy --role-name archive --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${ledgerRole}"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"sts:ExternalId":"eu-west-1/012345678901/p/p/l"}}}]}'`,
        },
      ],
    },
  },
  notApplicable: {
    'an association without target role': {
      given: associationGiven({}, []),
      because: 'it has no target role',
    },
    'a target role in an account that is not watched': {
      given: associationGiven({ targetRoleArn: 'arn:aws:iam::999988887777:role/archive' }, []),
      because: 'account 999988887777 is not watched',
    },
    'a target role that is gone': {
      given: associationGiven(handsOn, goneRole(target)),
      because: 'its target role does not exist',
    },
  },
  insufficientData: {
    'a trust policy that was not read': {
      given: associationGiven(handsOn, roleFacts(target, {})),
      because: `trust-policy iam ${target}: not read yet`,
    },
    'a guarded role, the other associations unread': {
      given: associationGiven(handsOn, roleFacts(target, { trust: [trusting(own, both)] })),
      because: 'clusters eu-west-1: not read yet',
    },
  },
});
