import { factKeys } from '../../../shared/model/fact-key.ts';
import { irsaTrustAudienceRequired } from '../../../shared/rules/irsa-trust-audience-required.ts';
import { denied, gone, type KnownFact, known } from '../../support/facts.ts';
import { condition, everyone, federated } from '../../support/iam.ts';
import {
  aud,
  forSts,
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

const named = condition('StringEquals', sub, reader);
const message = `${writer.arn} takes tokens of ${issuer} for any audience.`;
const namedJson = { StringEquals: { [sub]: reader } };
const forAny = token('payments:reader', 'any-audience');
const key = factKeys.oidcProvider(provider);
const clientIds = (...ids: readonly string[]): KnownFact =>
  known(key, { arn: provider, issuer, clientIds: ids });
const sts = 'sts.amazonaws.com';

testRule(irsaTrustAudienceRequired, {
  compliant: {
    'the audience that EKS asks for': trusting(irsa(forSts, named)),
    'an audience of its own': trusting(irsa(named, condition('StringLike', aud, 'vault-*'))),
    'IfExists, as every token has an audience': trusting(
      irsa(named, condition('StringEqualsIfExists', aud, sts)),
    ),
    'a Deny of all other audiences': trusting(irsa(named), [
      { ...irsa(condition('StringNotEquals', aud, sts)), effect: 'Deny' },
    ]),
  },
  nonCompliant: {
    'no audience, where the provider knows others': {
      given: trusting(irsa(named), [], { facts: [clientIds(sts, 'vault')] }),
      reports: [
        {
          message,
          severity: 'MEDIUM',
          ...shows(namedJson, forAny),
          command: updateTrust(irsaJson({ StringEquals: { [sub]: reader, [aud]: sts } })),
        },
      ],
    },
    'no audience, where IAM checks it anyway': {
      given: trusting(irsa(named), [], { facts: [clientIds(sts)] }),
      reports: [
        {
          message,
          severity: 'LOW',
          ...shows(namedJson, forAny),
          command: updateTrust(irsaJson({ StringEquals: { [sub]: reader, [aud]: sts } })),
        },
      ],
    },
    'no audience, by a provider that does not exist': {
      given: trusting(irsa(named), [], { facts: [gone(key)] }),
      reports: [
        {
          message,
          severity: 'LOW',
          ...shows(namedJson, forAny),
          command: updateTrust(irsaJson({ StringEquals: { [sub]: reader, [aud]: sts } })),
        },
      ],
    },
    'a pattern of every audience': {
      given: trusting(irsa(condition('StringLike', aud, '*'), named), [], {
        facts: [clientIds('vault')],
      }),
      reports: [
        {
          message,
          severity: 'MEDIUM',
          ...shows({ StringLike: { [aud]: '*' }, ...namedJson }, forAny),
          command: updateTrust(irsaJson({ StringEquals: { [sub]: reader, [aud]: sts } })),
        },
      ],
    },
    'all audiences but one': {
      given: trusting(irsa(condition('StringNotEquals', aud, 'any-audience')), [], {
        facts: [clientIds(sts, 'vault')],
      }),
      reports: [
        {
          message,
          severity: 'MEDIUM',
          ...shows(
            { StringNotEquals: { [aud]: 'any-audience' } },
            token('any-namespace:any-name', 'x'),
          ),
          command: updateTrust(irsaJson({ StringEquals: { [aud]: sts } })),
        },
      ],
    },
    'the audience of another cluster': {
      given: trusting(
        {
          ...irsa(condition('StringEqualsIfExists', `${otherIssuer}:aud`, sts)),
          principals: federated(provider, otherProvider),
        },
        [],
        { facts: [clientIds(sts, 'vault')] },
      ),
      reports: [
        {
          message,
          severity: 'MEDIUM',
          evidence: {
            roleArn: writer.arn,
            statement: {
              ...irsaJson({ StringEqualsIfExists: { [`${otherIssuer}:aud`]: sts } }),
              Principal: { Federated: [provider, otherProvider] },
            },
            tokens: [token('any-namespace:any-name', 'any-audience')],
          },
          fingerprint: {
            roleArn: writer.arn,
            statement: {
              ...irsaJson({ StringEqualsIfExists: { [`${otherIssuer}:aud`]: sts } }),
              Principal: { Federated: [otherProvider, provider] },
            },
          },
          command: updateTrust(
            irsaJson({
              StringEqualsIfExists: { [`${otherIssuer}:aud`]: sts },
              StringEquals: { [aud]: sts },
            }),
            {
              ...irsaJson({ StringEqualsIfExists: { [`${otherIssuer}:aud`]: sts } }),
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
    'tokens of another cluster': {
      given: trusting(irsa(condition('StringEquals', `${otherIssuer}:sub`, reader))),
      because: `tokens of ${issuer} carry no ${otherIssuer}:sub`,
    },
  },
  insufficientData: {
    'a provider that was not read, for what IAM would check': {
      given: trusting(irsa(named), [], { facts: [denied(key)] }),
      because: `oidc-provider iam ${provider}: AccessDenied`,
      reports: [
        {
          message,
          severity: 'MEDIUM',
          ...shows(namedJson, forAny),
          command: updateTrust(irsaJson({ StringEquals: { [sub]: reader, [aud]: sts } })),
        },
      ],
    },
    'a trust policy that was not read again': {
      given: {
        subject: { role: writer, statement: irsa(named) },
        known: { facts: [clientIds(sts)] },
      },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});
