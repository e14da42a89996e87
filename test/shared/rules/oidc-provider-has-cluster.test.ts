import { factKeys } from '../../../shared/model/fact-key.ts';
import { oidcProviderHasCluster } from '../../../shared/rules/oidc-provider-has-cluster.ts';
import { cluster } from '../../support/eks.ts';
import { denied, type Known, type KnownFact, known } from '../../support/facts.ts';
import { issuer, otherIssuer, otherProvider, provider } from '../../support/irsa.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const ref = { region: 'eu-west-1', name: 'payments' };
const books = { region: 'eu-west-1', name: 'books' };
const names = (...list: readonly string[]): KnownFact =>
  known(factKeys.clusters('eu-west-1'), list);
const payments = (oidcIssuer: string): KnownFact =>
  known(factKeys.cluster(ref), cluster({ oidcIssuer }));

testRule(oidcProviderHasCluster, {
  compliant: {
    'the issuer of a cluster': given([names('payments'), payments(`https://${issuer}`)]),
    'the issuer of a cluster, spelled in other letters and with a closing slash': given([
      names('payments'),
      payments(`https://${issuer.toUpperCase()}/`),
    ]),
    'the issuer of a cluster, another of which was not read': given([
      names('books', 'payments'),
      denied(factKeys.cluster(books)),
      payments(`https://${issuer}`),
    ]),
    'an issuer that is declared': given([], { config: { knownIssuers: [`https://${issuer}`] } }),
    'a dual-stack issuer': {
      subject: { arn: otherProvider, issuer: otherIssuer, clientIds: [] },
      known: {
        config: { regions: ['us-east-1'] },
        facts: [
          known(factKeys.clusters('us-east-1'), ['web']),
          known(
            factKeys.cluster({ region: 'us-east-1', name: 'web' }),
            cluster({ oidcIssuer: `https://${otherIssuer}` }),
          ),
        ],
      },
    },
  },
  nonCompliant: {
    'the issuer of no cluster there': {
      given: given([names('payments'), payments(`https://${otherIssuer}`)]),
      reports: [isLeftOver()],
    },
    'an issuer in a Region without clusters': { given: given([names()]), reports: [isLeftOver()] },
    'a cluster without an issuer, another issuer being declared': {
      given: given([names('payments'), known(factKeys.cluster(ref), cluster())], {
        config: { knownIssuers: [`https://${otherIssuer}`] },
      }),
      reports: [isLeftOver()],
    },
  },
  notApplicable: {
    'an issuer that is no cluster': {
      given: {
        subject: {
          arn: 'arn:aws:iam::012345678901:oidc-provider/a.b',
          issuer: 'a.b',
          clientIds: [],
        },
        known: {},
      },
      because: 'it is the issuer of no EKS cluster',
    },
    'a Region that is not watched': {
      given: { subject: { arn: otherProvider, issuer: otherIssuer, clientIds: [] }, known: {} },
      because: 'us-east-1 is not watched',
    },
  },
  insufficientData: {
    'clusters that were not listed': {
      given: given([denied(factKeys.clusters('eu-west-1'))]),
      because: 'clusters eu-west-1: AccessDenied',
    },
    'a cluster that was not read': {
      given: given([
        names('books', 'payments'),
        denied(factKeys.cluster(books)),
        payments(`https://${otherIssuer}`),
      ]),
      because: 'cluster eu-west-1 books: AccessDenied',
    },
  },
});

function given(facts: readonly KnownFact[], more: Known = {}): Given<'oidcProvider'> {
  return { subject: { arn: provider, issuer, clientIds: [] }, known: { ...more, facts } };
}

function isLeftOver() {
  return {
    message: `${provider} belongs to no cluster in eu-west-1.`,
    evidence: { providerArn: provider, issuer, region: 'eu-west-1' },
    command: `aws iam delete-open-id-connect-provider --open-id-connect-provider-arn ${provider}`,
  };
}
