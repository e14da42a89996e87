import { irsaTrustNamespaceFixed } from '../../../shared/rules/irsa-trust-namespace-fixed.ts';
import { actions, condition, everyone, federated, services, statement } from '../../support/iam.ts';
import {
  aud,
  forSts,
  heldTo,
  irsa,
  irsaJson,
  issuer,
  otherIssuer,
  otherProvider,
  provider,
  reader,
  shows,
  sub,
  token,
  trusting,
  updateTrust,
  writer,
} from '../../support/irsa.ts';
import { testRule } from '../../support/test-rule.ts';

const byTag = ['system:serviceaccount:$', '{aws:PrincipalTag/namespace}:reader'].join('');
const message = `Service accounts of any namespace that fits a pattern may assume ${writer.arn} with a token of ${issuer}.`;
const sts = 'sts.amazonaws.com';

testRule(irsaTrustNamespaceFixed, {
  compliant: {
    'one service account': trusting(irsa(forSts, condition('StringEquals', sub, reader))),
    'one service account, the rest of the trust policy unread': {
      subject: { role: writer, statement: irsa(condition('StringEquals', sub, reader)) },
      known: {},
    },
    'service accounts of several namespaces, each by its name': trusting(
      irsa(forSts, condition('StringEquals', sub, reader, 'system:serviceaccount:books:writer')),
    ),
    'a namespace by pattern, which AWS documents': trusting(
      irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:payments:*')),
    ),
    'a star in front that the rest of the pattern holds to one namespace': trusting(
      irsa(forSts, condition('StringLike', sub, '*:payments:reader')),
    ),
    'a question mark in place of the colon': trusting(
      irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:payments?reader')),
    ),
    'two patterns that leave one namespace together': trusting(
      irsa(
        forSts,
        condition('StringLike', sub, 'system:serviceaccount:*:reader'),
        condition('ForAnyValue:StringLike', sub, '*:payments:*'),
      ),
    ),
    'a pattern of namespaces of which a Deny leaves one': trusting(
      irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:pay*')),
      [
        {
          ...irsa(condition('StringNotLike', sub, 'system:serviceaccount:payments:*')),
          effect: 'Deny',
        },
      ],
    ),
    'a pattern that no name of a namespace fits': trusting(
      irsa(forSts, condition('StringEquals', sub, 'system:serviceaccount:*:reader')),
    ),
  },
  nonCompliant: {
    'a pattern that goes on over the colon (namespace pay-evil)': {
      given: trusting(irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:pay*'))),
      reports: [
        {
          message,
          severity: 'HIGH',
          ...shows(
            { StringEquals: { [aud]: sts }, StringLike: { [sub]: 'system:serviceaccount:pay*' } },
            token('payx:any-name'),
          ),
          command: updateTrust(heldTo('system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT')),
        },
      ],
    },
    'one service account in every namespace, beside one by its name': {
      given: trusting(
        irsa(condition('StringLike', sub, 'system:serviceaccount:*:agent', reader), forSts),
      ),
      reports: [
        {
          message,
          severity: 'HIGH',
          ...shows(
            {
              StringLike: { [sub]: ['system:serviceaccount:*:agent', reader] },
              StringEquals: { [aud]: sts },
            },
            token('any-namespace:agent'),
          ),
          command: updateTrust(heldTo('system:serviceaccount:NAMESPACE:agent', reader)),
        },
      ],
    },
    'any one character of a namespace': {
      given: trusting(
        irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:team-?:reader')),
      ),
      reports: [
        {
          message,
          severity: 'HIGH',
          ...shows(
            {
              StringEquals: { [aud]: sts },
              StringLike: { [sub]: 'system:serviceaccount:team-?:reader' },
            },
            token('team-x:reader'),
          ),
          command: updateTrust(heldTo('system:serviceaccount:NAMESPACE:reader')),
        },
      ],
    },
    'every service account, which irsa-trust-subject-required absorbs': {
      given: trusting(irsa(forSts)),
      reports: [
        {
          message,
          severity: 'HIGH',
          ...shows({ StringEquals: { [aud]: sts } }, token('any-namespace:any-name')),
          command: updateTrust(heldTo('system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT')),
        },
      ],
    },
    'a namespace by a variable that nobody can decide': {
      given: trusting(irsa(forSts, condition('StringLike', sub, byTag))),
      reports: [
        {
          message: `${message.slice(0, -1)}, if StringLike ${sub} ${byTag} allows it.`,
          severity: 'MEDIUM',
          ...shows(
            { StringEquals: { [aud]: sts }, StringLike: { [sub]: byTag } },
            token('any-namespace:reader'),
            [`StringLike ${sub} ${byTag}`],
          ),
          command: updateTrust(heldTo('system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT')),
        },
      ],
    },
    'two clusters, of which one is held to a namespace by its name': {
      given: trusting({
        ...irsa(
          condition('StringLikeIfExists', sub, 'system:serviceaccount:*:reader'),
          condition('StringEqualsIfExists', `${otherIssuer}:sub`, reader),
        ),
        principals: federated(provider, otherProvider),
      }),
      reports: [
        {
          message,
          severity: 'HIGH',
          evidence: {
            roleArn: writer.arn,
            statement: {
              ...irsaJson({
                StringLikeIfExists: { [sub]: 'system:serviceaccount:*:reader' },
                StringEqualsIfExists: { [`${otherIssuer}:sub`]: reader },
              }),
              Principal: { Federated: [provider, otherProvider] },
            },
            tokens: [token('any-namespace:reader')],
          },
          fingerprint: {
            roleArn: writer.arn,
            statement: {
              ...irsaJson({
                StringLikeIfExists: { [sub]: 'system:serviceaccount:*:reader' },
                StringEqualsIfExists: { [`${otherIssuer}:sub`]: reader },
              }),
              Principal: { Federated: [otherProvider, provider] },
            },
          },
          command: updateTrust(
            irsaJson({
              StringEqualsIfExists: { [`${otherIssuer}:sub`]: reader },
              StringEquals: { [aud]: sts, [sub]: 'system:serviceaccount:NAMESPACE:reader' },
            }),
            {
              ...irsaJson({
                StringLikeIfExists: { [sub]: 'system:serviceaccount:*:reader' },
                StringEqualsIfExists: { [`${otherIssuer}:sub`]: reader },
              }),
              Principal: { Federated: otherProvider },
            },
          ),
        },
      ],
    },
  },
  notApplicable: {
    everybody: {
      given: trusting({ ...irsa(), principals: everyone }),
      because: 'it is about everybody and names no cluster',
    },
    'a service': {
      given: trusting(
        statement({
          principals: services('ec2.amazonaws.com'),
          actions: actions('sts:AssumeRole'),
        }),
      ),
      because: 'it lets in no tokens of an EKS cluster',
    },
    'a subject of another cluster': {
      given: trusting(irsa(condition('StringLike', `${otherIssuer}:sub`, '*'))),
      because: `tokens of ${issuer} carry no ${otherIssuer}:sub`,
    },
  },
  insufficientData: {
    'a trust policy that was not read again': {
      given: {
        subject: {
          role: writer,
          statement: irsa(condition('StringLike', sub, 'system:serviceaccount:pay*')),
        },
        known: {},
      },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});
