import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { irsaTrustNotDefaultServiceAccount } from '../../../shared/rules/irsa-trust-not-default-service-account.ts';
import { denied } from '../../support/facts.ts';
import { condition, everyone } from '../../support/iam.ts';
import {
  aud,
  forSts,
  heldTo,
  irsa,
  irsaJson,
  issuer,
  otherIssuer,
  reader,
  shows,
  sub,
  token,
  trusting,
  updateTrust,
  writer,
} from '../../support/irsa.ts';
import { allow, roleFacts } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const everyDefault = condition('StringLike', sub, 'system:serviceaccount:*:default');
const paymentsDefault = 'system:serviceaccount:payments:default';
const fixed = 'system:serviceaccount:payments:SERVICE_ACCOUNT';
const named = { StringEquals: { [aud]: 'sts.amazonaws.com', [sub]: paymentsDefault } };
const harmless = {
  facts: roleFacts(writer.arn, {
    inline: { read: [allow(['s3:GetObject'], ['arn:aws:s3:::b/*'])] },
  }),
};

testRule(irsaTrustNotDefaultServiceAccount, {
  compliant: {
    'a service account of its own': trusting(irsa(forSts, condition('StringEquals', sub, reader))),
    'a pattern that default fits as others do, which is for irsa-trust-service-account-fixed':
      trusting(irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:payments:*'))),
    'a namespace called default': trusting(
      irsa(forSts, condition('StringEquals', sub, 'system:serviceaccount:default:reader')),
    ),
    'default, which a Deny refuses': trusting(
      irsa(forSts, condition('StringEquals', sub, reader, paymentsDefault)),
      [{ ...irsa(condition('StringLike', sub, '*:default')), effect: 'Deny' }],
    ),
  },
  nonCompliant: {
    'the service account default': {
      given: trusting(irsa(forSts, condition('StringEquals', sub, paymentsDefault)), [], harmless),
      reports: [
        {
          message: `Every pod of payments that names no service account may assume ${writer.arn} with a token of ${issuer}.`,
          severity: 'MEDIUM',
          ...shows(named, token('payments:default')),
          command: updateTrust(heldTo(fixed)),
        },
      ],
    },
    'the service account default of a role that is privileged': {
      given: powerful(irsa(forSts, condition('StringEquals', sub, paymentsDefault))),
      reports: [
        {
          message: `Every pod of payments that names no service account may assume ${writer.arn}, which can do a great deal, with a token of ${issuer}.`,
          severity: 'HIGH',
          ...shows(named, token('payments:default')),
          command: updateTrust(heldTo(fixed)),
        },
      ],
    },
    'default of one namespace and of any': {
      given: trusting(
        irsa(
          forSts,
          condition('StringLike', sub, paymentsDefault, 'system:serviceaccount:*:default'),
        ),
        [],
        harmless,
      ),
      reports: [
        {
          message: `Every pod of any namespace and payments that names no service account may assume ${writer.arn} with a token of ${issuer}.`,
          severity: 'MEDIUM',
          evidence: {
            roleArn: writer.arn,
            statement: irsaJson({
              StringEquals: { [aud]: 'sts.amazonaws.com' },
              StringLike: { [sub]: [paymentsDefault, 'system:serviceaccount:*:default'] },
            }),
            tokens: [token('any-namespace:default'), token('payments:default')],
          },
          fingerprint: {
            roleArn: writer.arn,
            statement: irsaJson({
              StringEquals: { [aud]: 'sts.amazonaws.com' },
              StringLike: { [sub]: ['system:serviceaccount:*:default', paymentsDefault] },
            }),
          },
          command: updateTrust(heldTo(fixed, 'system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT')),
        },
      ],
    },
  },
  notApplicable: {
    everybody: {
      given: trusting({ ...irsa(everyDefault), principals: everyone }),
      because: 'it is about everybody and names no cluster',
    },
    'default of another cluster': {
      given: trusting(irsa(condition('StringEquals', `${otherIssuer}:sub`, paymentsDefault))),
      because: `tokens of ${issuer} carry no ${otherIssuer}:sub`,
    },
  },
  insufficientData: {
    'a role whose policies were not read, for what they allow': {
      given: trusting(irsa(forSts, condition('StringEquals', sub, paymentsDefault)), [], {
        facts: [denied(factKeys.rolePolicies(writer.arn))],
      }),
      because: `role-policies iam ${writer.arn}: AccessDenied`,
      reports: [
        {
          message: `Every pod of payments that names no service account may assume ${writer.arn} with a token of ${issuer}.`,
          severity: 'MEDIUM',
          ...shows(named, token('payments:default')),
          command: updateTrust(heldTo(fixed)),
        },
      ],
    },
    'a trust policy that was not read again': {
      given: {
        subject: { role: writer, statement: irsa(condition('StringEquals', sub, paymentsDefault)) },
        known: harmless,
      },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});

function powerful(judged: Statement): Given<'trustStatement'> {
  return trusting(judged, [], {
    facts: roleFacts(writer.arn, { inline: { all: [allow(['*'])] } }),
  });
}
