import { factKeys } from '../../../shared/model/fact-key.ts';
import { irsaTrustCanMatch } from '../../../shared/rules/irsa-trust-can-match.ts';
import { denied, gone, type KnownFact, known } from '../../support/facts.ts';
import { actions, condition, everyone, federated, services, statement } from '../../support/iam.ts';
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
  sub,
  trusting,
  writer,
} from '../../support/irsa.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const named = condition('StringEquals', sub, reader);
const sts = 'sts.amazonaws.com';
const has = (...clientIds: readonly string[]): KnownFact =>
  known(factKeys.oidcProvider(provider), { arn: provider, issuer, clientIds });
const noProvider = gone(factKeys.oidcProvider(provider));
const noOther = gone(factKeys.oidcProvider(otherProvider));
const both = federated(provider, otherProvider);

testRule(irsaTrustCanMatch, {
  compliant: {
    'a service account of a cluster': entering(irsa(forSts, named), has(sts)),
    'a pattern that names fit': entering(
      irsa(condition('StringLike', sub, 'system:serviceaccount:pay-*:*')),
      has(sts),
    ),
    'an audience that the provider knows beside others': entering(
      irsa(named, condition('StringEquals', aud, 'vault')),
      has(sts, 'vault'),
    ),
    'tokens under a condition that nobody can decide': entering(
      irsa(named, condition('StringEquals', 'aws:RequestTag/team', 'payments')),
      has(sts),
    ),
    'two clusters, of which one can enter': entering(
      { ...irsa(named), principals: both },
      has(sts),
      noOther,
    ),
    everybody: entering({ ...irsa(), principals: everyone }),
  },
  nonCompliant: {
    'a provider that IAM does not have': {
      given: entering(irsa(forSts, named), noProvider),
      reports: [
        closed({ StringEquals: { [aud]: sts, [sub]: reader } }, `IAM has no provider ${provider}`),
      ],
    },
    'a condition on the issuer of another cluster': {
      given: entering(irsa(condition('StringEquals', `${otherIssuer}:sub`, reader)), has(sts)),
      reports: [
        closed(
          { StringEquals: { [`${otherIssuer}:sub`]: reader } },
          `tokens of ${issuer} carry no ${otherIssuer}:sub`,
        ),
      ],
    },
    'a star under StringEquals': {
      given: entering(
        irsa(condition('StringEquals', sub, 'system:serviceaccount:payments:*')),
        has(sts),
      ),
      reports: [
        closed(
          { StringEquals: { [sub]: 'system:serviceaccount:payments:*' } },
          `no token of ${issuer} meets StringEquals ${sub} system:serviceaccount:payments:*`,
        ),
      ],
    },
    'an audience that the provider does not know': {
      given: entering(irsa(named, condition('StringEquals', aud, 'vault')), has(sts)),
      reports: [
        closed(
          { StringEquals: { [sub]: reader, [aud]: 'vault' } },
          `${provider} knows no audience that the statement takes`,
        ),
      ],
    },
    'a provider that knows no audience': {
      given: entering(irsa(named), has()),
      reports: [
        closed(
          { StringEquals: { [sub]: reader } },
          `${provider} knows no audience that the statement takes`,
        ),
      ],
    },
    'a Deny of all that it allows': {
      given: trusting(irsa(named), [{ ...irsa(named), effect: 'Deny' }], { facts: [has(sts)] }),
      reports: [
        closed(
          { StringEquals: { [sub]: reader } },
          `a Deny in the same document refuses what it lets in of ${issuer}`,
        ),
      ],
    },
    'claims of two clusters at once': {
      given: entering({
        ...irsa(named, condition('StringEquals', `${otherIssuer}:sub`, reader)),
        principals: both,
      }),
      reports: [
        {
          ...closed(
            { StringEquals: { [sub]: reader, [`${otherIssuer}:sub`]: reader } },
            `tokens of ${otherIssuer} carry no ${sub}`,
            `tokens of ${issuer} carry no ${otherIssuer}:sub`,
          ),
          ...ofBoth({ StringEquals: { [sub]: reader, [`${otherIssuer}:sub`]: reader } }, [
            `tokens of ${otherIssuer} carry no ${sub}`,
            `tokens of ${issuer} carry no ${otherIssuer}:sub`,
          ]),
        },
      ],
    },
    'claims of everybody that no token carries': {
      given: entering({
        ...irsa(condition('Null', sub, 'true'), condition('Null', aud, 'false')),
        principals: federated('*'),
      }),
      reports: [
        {
          message: `A trust statement of ${writer.arn} lets nobody in: every token of ${issuer} carries ${sub}; tokens of any other issuer do not meet its conditions.`,
          evidence: {
            roleArn: writer.arn,
            statement: {
              ...irsaJson({ Null: { [sub]: 'true', [aud]: 'false' } }),
              Principal: { Federated: '*' },
            },
            reasons: [
              `every token of ${issuer} carries ${sub}`,
              'tokens of any other issuer do not meet its conditions',
            ],
          },
          fingerprint: {
            roleArn: writer.arn,
            statement: {
              ...irsaJson({ Null: { [sub]: 'true', [aud]: 'false' } }),
              Principal: { Federated: '*' },
            },
          },
          grant: writer.arn,
        },
      ],
    },
  },
  notApplicable: {
    'a service': {
      given: trusting(
        statement({
          principals: services('ec2.amazonaws.com'),
          actions: actions('sts:AssumeRole'),
        }),
      ),
      because: 'it lets in no tokens of an EKS cluster',
    },
  },
  insufficientData: {
    'a provider that was not read': {
      given: entering(irsa(named), denied(factKeys.oidcProvider(provider))),
      because: `oidc-provider iam ${provider}: AccessDenied`,
    },
    'a provider that was not read beside one that does not exist': {
      given: entering(
        { ...irsa(), principals: both },
        noProvider,
        denied(factKeys.oidcProvider(otherProvider)),
      ),
      because: `oidc-provider iam ${otherProvider}: AccessDenied`,
    },
    'a trust policy that was not read again': {
      given: { subject: { role: writer, statement: irsa(named) }, known: { facts: [has(sts)] } },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
    'conditions that are too many to try': {
      given: entering(irsa(tooMany('e'), tooMany('f')), has(sts)),
      because: `its conditions on tokens of ${issuer} are too many to try`,
    },
  },
});

function entering(
  judged: Parameters<typeof trusting>[0],
  ...facts: readonly KnownFact[]
): Given<'trustStatement'> {
  return trusting(judged, [], { facts });
}

function tooMany(name: string) {
  const patterns = Array.from({ length: 60 }, (_, index) => `*a*${index}*b*c*d*:${name}`);
  return condition('StringLike', sub, ...patterns);
}

function closed(Condition: Parameters<typeof irsaJson>[0], ...reasons: readonly string[]) {
  return {
    message: `A trust statement of ${writer.arn} lets nobody in: ${reasons.join('; ')}.`,
    evidence: { roleArn: writer.arn, statement: irsaJson(Condition), reasons },
    fingerprint: { roleArn: writer.arn, statement: irsaJson(Condition) },
    grant: writer.arn,
  };
}

function ofBoth(Condition: Parameters<typeof irsaJson>[0], reasons: readonly string[]) {
  const judged = irsaJson(Condition);
  return {
    evidence: {
      roleArn: writer.arn,
      statement: { ...judged, Principal: { Federated: [provider, otherProvider] } },
      reasons,
    },
    fingerprint: {
      roleArn: writer.arn,
      statement: { ...judged, Principal: { Federated: [otherProvider, provider] } },
    },
  };
}
