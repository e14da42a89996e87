import { factKeys } from '../../../shared/model/fact-key.ts';
import type { PolicyDocument } from '../../../shared/model/policy-document.ts';
import { irsaTrustRoomLeft } from '../../../shared/rules/irsa-trust-room-left.ts';
import { denied, gone, type KnownFact, known } from '../../support/facts.ts';
import { actions, condition, federated, services, statement } from '../../support/iam.ts';
import { irsa, provider, sub, writer } from '../../support/irsa.ts';
import { document } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const quotaOf = (assumeRolePolicySizeQuota: number): KnownFact =>
  known(factKeys.accountSummary(), { assumeRolePolicySizeQuota });

testRule(irsaTrustRoomLeft, {
  compliant: {
    'a policy of nine tenths of the quota': given(trustOf(1800), quotaOf(2000)),
    'a long policy in an account with a higher quota': given(trustOf(4000), quotaOf(8192)),
  },
  nonCompliant: {
    'a policy of more than nine tenths': {
      given: given(trustOf(1801), quotaOf(2000)),
      reports: [isFull(1801, 2000)],
    },
    'a policy with an id, which counts': {
      given: given({ ...trustOf(1800), id: 'x' }, quotaOf(2000)),
      reports: [isFull(1809, 2000)],
    },
    'a policy beyond a quota that was lowered since': {
      given: given(trustOf(2100), quotaOf(2048)),
      reports: [isFull(2100, 2048)],
    },
  },
  notApplicable: {
    'a role for others': {
      given: given(
        document(
          statement({
            sid: 'x'.repeat(2000),
            principals: services('pods.eks.amazonaws.com'),
            actions: actions('sts:AssumeRole'),
          }),
        ),
        quotaOf(2048),
      ),
      because: 'it lets in no tokens of an EKS cluster',
    },
    'a role that is gone since it was listed': {
      given: {
        subject: writer,
        known: { facts: [gone(factKeys.trustPolicy(writer.arn)), quotaOf(2048)] },
      },
      because: 'it lets in no tokens of an EKS cluster',
    },
    'an account that says nothing of a quota': {
      given: given(trustOf(2000), gone(factKeys.accountSummary())),
      because: 'the account has no quota for trust policies',
    },
  },
  insufficientData: {
    'a quota that was not read': {
      given: given(trustOf(400), denied(factKeys.accountSummary())),
      because: 'account-summary iam: AccessDenied',
    },
    'a trust policy that was not read': {
      given: { subject: writer, known: { facts: [quotaOf(2048)] } },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});

/** A document of so many characters, as one would write it shortest. */
function trustOf(size: number): PolicyDocument {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [sub]: '' } },
      },
    ],
  });
  const rest = size - text.length;
  return document({
    ...irsa(condition('StringEquals', sub, 'x'.repeat(rest))),
    principals: federated(provider),
  });
}

function given(trust: PolicyDocument, quota: KnownFact): Given<'role'> {
  return {
    subject: writer,
    known: { facts: [known(factKeys.trustPolicy(writer.arn), trust), quota] },
  };
}

function isFull(size: number, quota: number) {
  return {
    message: `The trust policy of ${writer.arn} takes ${size} of ${quota} characters.`,
    evidence: { roleArn: writer.arn, size, quota },
    fingerprint: { roleArn: writer.arn, quota },
  };
}
