import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryPolicyKnown } from '../../../shared/rules/access-entry-policy-known.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { denied, known } from '../../support/facts.ts';
import { testRule } from '../../support/test-rule.ts';

const future = policy('AmazonEKSFuturePolicy', wholeCluster);
const offered = factKeys.offeredAccessPolicies('eu-west-1');
const serviceLinked =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
const custom = {
  policyArn: 'arn:aws:iam::012345678901:policy/AmazonEKSViewPolicy',
  accessScope: namespaces('web', 'jobs'),
};

testRule(accessEntryPolicyKnown, {
  compliant: {
    'an entry without access policies': entryWith(ci, []),
    'policies that are known, in any partition': entryWith(ci, [
      policy('AmazonEKSViewPolicy', wholeCluster),
      {
        policyArn: 'arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
        accessScope: wholeCluster,
      },
    ]),
    'a service’s policy whose rules are not public, which another rule judges': entryWith(ci, [
      policy('AmazonAIOpsAssistantPolicy', wholeCluster),
    ]),
    'a known policy that the Region does not offer any more': entryWith(
      ci,
      [policy('AmazonEKSViewPolicy', wholeCluster)],
      { facts: [known(offered, [])] },
    ),
  },
  nonCompliant: {
    'a policy that EKS offers since': {
      given: entryWith(ci, [policy('AmazonEKSViewPolicy', wholeCluster), future], {
        facts: [known(offered, [future.policyArn])],
      }),
      reports: [isUnknown('offered', 'which EKS offers, but whose powers are not known here')],
    },
    'a policy that EKS does not offer': {
      given: entryWith(ci, [future], {
        facts: [known(offered, [policy('AmazonEKSViewPolicy', wholeCluster).policyArn])],
      }),
      reports: [isUnknown('not offered', 'which is none of the access policies that EKS offers')],
    },
    'a policy while nobody may list what EKS offers': {
      given: entryWith(ci, [future], { facts: [denied(offered)] }),
      reports: [isUnknown('unread', 'whose powers are not known here')],
    },
    'a policy that is none of EKS, by the name of one': {
      given: entryWith(ci, [custom], { facts: [known(offered, [])] }),
      reports: [
        {
          key: custom.policyArn,
          message: `${ci} holds ${custom.policyArn} in payments in eu-west-1, which is none of the access policies that EKS offers.`,
          evidence: {
            principalArn: ci,
            policyArn: custom.policyArn,
            accessScope: { type: 'namespace', namespaces: ['jobs', 'web'] },
            offered: 'not offered',
          },
          fingerprint: {
            principalArn: ci,
            policyArn: custom.policyArn,
            accessScope: { type: 'namespace', namespaces: ['jobs', 'web'] },
          },
          command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn ${custom.policyArn} --region eu-west-1`,
        },
      ],
    },
  },
  notApplicable: {
    'a service-linked role, whose policies AWS chooses (prowler#2248)': {
      given: entryWith(serviceLinked, [future]),
      because: 'AWS keeps service-linked roles',
    },
  },
  insufficientData: {
    'an entry whose access policies were not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: `access-policies eu-west-1/payments ${ci}: not read yet`,
    },
  },
});

function isUnknown(offeredAs: string, text: string): Violation {
  const grant = {
    principalArn: ci,
    policyArn: future.policyArn,
    accessScope: { type: 'cluster', namespaces: [] },
  };
  return {
    key: future.policyArn,
    message: `${ci} holds AmazonEKSFuturePolicy in payments in eu-west-1, ${text}.`,
    evidence: { ...grant, offered: offeredAs },
    fingerprint: grant,
    command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn ${future.policyArn} --region eu-west-1`,
  };
}
