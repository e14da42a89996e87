import { irsaTrustServiceAccountFixed } from '../../../shared/rules/irsa-trust-service-account-fixed.ts';
import { condition, everyone } from '../../support/iam.ts';
import {
  aud,
  forSts,
  heldTo,
  irsa,
  issuer,
  reader,
  shows,
  sub,
  token,
  trusting,
  updateTrust,
  writer,
} from '../../support/irsa.ts';
import { testRule } from '../../support/test-rule.ts';

const message = `Any service account that fits a pattern may assume ${writer.arn} with a token of ${issuer}.`;
const audience = { StringEquals: { [aud]: 'sts.amazonaws.com' } };

testRule(irsaTrustServiceAccountFixed, {
  compliant: {
    'one service account': trusting(irsa(forSts, condition('StringEquals', sub, reader))),
    'one service account in every namespace, which is for irsa-trust-namespace-fixed': trusting(
      irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:*:reader')),
    ),
    'a pattern that the rest of the conditions holds to one name': trusting(
      irsa(
        forSts,
        condition('StringLike', sub, 'system:serviceaccount:payments:*'),
        condition('StringLike', sub, '*:reader'),
      ),
    ),
    'a namespace in a Deny': trusting(irsa(forSts, condition('StringEquals', sub, reader)), [
      { ...irsa(condition('StringLike', sub, 'system:serviceaccount:books:*')), effect: 'Deny' },
    ]),
  },
  nonCompliant: {
    'every service account of a namespace': {
      given: trusting(
        irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:payments:*')),
      ),
      reports: [
        {
          message,
          severity: 'MEDIUM',
          ...shows(
            { ...audience, StringLike: { [sub]: 'system:serviceaccount:payments:*' } },
            token('payments:any-name'),
          ),
          command: updateTrust(heldTo('system:serviceaccount:payments:SERVICE_ACCOUNT')),
        },
      ],
    },
    'names that begin alike': {
      given: trusting(
        irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:payments:re*')),
      ),
      reports: [
        {
          message,
          severity: 'MEDIUM',
          ...shows(
            { ...audience, StringLike: { [sub]: 'system:serviceaccount:payments:re*' } },
            token('payments:rex'),
          ),
          command: updateTrust(heldTo('system:serviceaccount:payments:SERVICE_ACCOUNT')),
        },
      ],
    },
    'every service account of a sensitive namespace, beside another': {
      given: trusting(
        irsa(
          forSts,
          condition(
            'StringLike',
            sub,
            'system:serviceaccount:flux-system:*',
            'system:serviceaccount:payments:*',
          ),
        ),
      ),
      reports: [
        {
          message,
          severity: 'HIGH',
          ...shows(
            {
              ...audience,
              StringLike: {
                [sub]: ['system:serviceaccount:flux-system:*', 'system:serviceaccount:payments:*'],
              },
            },
            token('flux-system:any-name'),
          ),
          command: updateTrust(
            heldTo(
              'system:serviceaccount:flux-system:SERVICE_ACCOUNT',
              'system:serviceaccount:payments:SERVICE_ACCOUNT',
            ),
          ),
        },
      ],
    },
    'a namespace that is sensitive by a pattern of the configuration': {
      given: trusting(
        irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:secrets-eu:*')),
        [],
        { config: { sensitiveNamespaces: ['kube-system', 'secrets-*'] } },
      ),
      reports: [
        {
          message,
          severity: 'HIGH',
          ...shows(
            { ...audience, StringLike: { [sub]: 'system:serviceaccount:secrets-eu:*' } },
            token('secrets-eu:any-name'),
          ),
          command: updateTrust(heldTo('system:serviceaccount:secrets-eu:SERVICE_ACCOUNT')),
        },
      ],
    },
    'a namespace under a condition that nobody can decide': {
      given: trusting(
        irsa(
          forSts,
          condition('StringLike', sub, 'system:serviceaccount:payments:*'),
          condition('StringEquals', 'aws:RequestTag/team', 'payments'),
        ),
      ),
      reports: [
        {
          message: `${message.slice(0, -1)}, if StringEquals aws:RequestTag/team payments allows it.`,
          severity: 'LOW',
          ...shows(
            {
              StringEquals: { ...audience.StringEquals, 'aws:RequestTag/team': 'payments' },
              StringLike: { [sub]: 'system:serviceaccount:payments:*' },
            },
            token('payments:any-name'),
            ['StringEquals aws:RequestTag/team payments'],
          ),
          command: updateTrust({
            ...heldTo('system:serviceaccount:payments:SERVICE_ACCOUNT'),
            Condition: {
              StringEquals: {
                [aud]: 'sts.amazonaws.com',
                'aws:RequestTag/team': 'payments',
                [sub]: 'system:serviceaccount:payments:SERVICE_ACCOUNT',
              },
            },
          }),
        },
      ],
    },
  },
  notApplicable: {
    everybody: {
      given: trusting({ ...irsa(), principals: everyone }),
      because: 'it is about everybody and names no cluster',
    },
    'tokens that a Deny refuses': {
      given: trusting(irsa(condition('StringLike', sub, 'system:serviceaccount:payments:*')), [
        { ...irsa(), effect: 'Deny' },
      ]),
      because: `a Deny in the same document refuses what it lets in of ${issuer}`,
    },
  },
  insufficientData: {
    'a trust policy that was not read again': {
      given: {
        subject: {
          role: writer,
          statement: irsa(condition('StringLike', sub, 'system:serviceaccount:payments:*')),
        },
        known: {},
      },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});
