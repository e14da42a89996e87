import { factKeys } from '../../../shared/model/fact-key.ts';
import type { ServiceAccount } from '../../../shared/model/kubernetes.ts';
import { irsaAnnotationMatchesTrust } from '../../../shared/rules/irsa-annotation-matches-trust.ts';
import { cluster } from '../../support/eks.ts';
import { gone, type KnownFact, known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { aud, forSts, irsa, issuer, reader, sub, writer } from '../../support/irsa.ts';
import { payments, serviceAccount } from '../../support/operators.ts';
import { goneRole, roleFacts } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const ours = known(factKeys.cluster(payments), cluster({ oidcIssuer: `https://${issuer}` }));
const trusts = roleFacts(writer.arn, {
  trust: [irsa(forSts, condition('StringEquals', sub, reader))],
});
const annotated = serviceAccount('payments', 'reader', { roleArn: writer.arn });
const who = 'Service account payments/reader of payments in eu-west-1';
const evidence = { namespace: 'payments', name: 'reader', roleArn: writer.arn };
const command =
  'kubectl annotate serviceaccount reader --namespace payments eks.amazonaws.com/role-arn-';

testRule(irsaAnnotationMatchesTrust, {
  compliant: {
    'a trust in the service account': given(annotated, ours, ...trusts),
    'a trust for the audience that it asks for': given(
      { ...annotated, annotations: { 'eks.amazonaws.com/audience': 'vault' } },
      ours,
      ...roleFacts(writer.arn, { trust: [irsa(condition('StringEquals', aud, 'vault'))] }),
    ),
  },
  nonCompliant: {
    'a role that is gone': {
      given: given(annotated, ours, ...goneRole(writer.arn)),
      reports: [
        {
          key: 'missing',
          message: `${who} names ${writer.arn}, which does not exist.`,
          evidence,
          command,
        },
      ],
    },
    'what is no role': {
      given: given({ ...annotated, roleArn: 'ledger-writer' }, ours),
      reports: [
        {
          key: 'invalid',
          message: `${who} names ledger-writer, which is no role.`,
          evidence: { ...evidence, roleArn: 'ledger-writer' },
          command,
        },
      ],
    },
    'a trust in another service account': {
      given: given({ ...annotated, name: 'other' }, ours, ...trusts),
      reports: [
        {
          key: 'refused',
          message: `Service account payments/other of payments in eu-west-1 names ${writer.arn}, whose trust policy refuses it.`,
          evidence: { ...evidence, name: 'other', issuer },
          grant: writer.arn,
        },
      ],
    },
    'a trust for another audience': {
      given: given(
        { ...annotated, annotations: { 'eks.amazonaws.com/audience': 'vault' } },
        ours,
        ...trusts,
      ),
      reports: [
        {
          key: 'refused',
          message: `${who} names ${writer.arn}, whose trust policy refuses it.`,
          evidence: { ...evidence, issuer },
          grant: writer.arn,
        },
      ],
    },
    'a role without a trust policy': {
      given: given(
        annotated,
        ours,
        ...roleFacts(writer.arn, {}),
        gone(factKeys.trustPolicy(writer.arn)),
      ),
      reports: [
        {
          key: 'refused',
          message: `${who} names ${writer.arn}, whose trust policy refuses it.`,
          evidence: { ...evidence, issuer },
          grant: writer.arn,
        },
      ],
    },
    'a trust in another cluster': {
      given: given(
        annotated,
        known(
          factKeys.cluster(payments),
          cluster({ oidcIssuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/00' }),
        ),
        ...trusts,
      ),
      reports: [
        {
          key: 'refused',
          message: `${who} names ${writer.arn}, whose trust policy refuses it.`,
          evidence: { ...evidence, issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/00' },
          grant: writer.arn,
        },
      ],
    },
  },
  notApplicable: {
    'no role': {
      given: given(serviceAccount('payments', 'reader')),
      because: 'it names no role',
    },
    'a role of another account': {
      given: given({ ...annotated, roleArn: 'arn:aws:iam::210987654321:role/ledger-writer' }),
      because: 'its role belongs to account 210987654321',
    },
  },
  insufficientData: {
    'a role that was not read': {
      given: given(annotated, ours),
      because: `role iam ${writer.arn}: not read yet`,
    },
    'a cluster without an issuer': {
      given: given(annotated, known(factKeys.cluster(payments), cluster()), ...trusts),
      because: 'nobody knows who issues the tokens of the cluster',
    },
  },
});

function given(account: ServiceAccount, ...facts: readonly KnownFact[]) {
  return { subject: { cluster: payments, serviceAccount: account }, known: { facts } };
}
