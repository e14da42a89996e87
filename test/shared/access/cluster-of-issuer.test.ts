import { expect, test } from 'vitest';
import { clusterOfIssuer, issuerOf } from '../../../shared/access/cluster-of-issuer.ts';
import { objectsOf } from '../../../shared/access/objects-of.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { cluster } from '../../support/eks.ts';
import { factsFrom, gone, known } from '../../support/facts.ts';
import { issuer } from '../../support/irsa.ts';
import { payments } from '../../support/operators.ts';

const stranger = 'oidc.eks.eu-west-1.amazonaws.com/id/00';
const clusters = known(factKeys.clusters('eu-west-1'), ['gone', 'payments', 'plain', 'unread']);
const ofRegion = [
  clusters,
  gone(factKeys.cluster({ region: 'eu-west-1', name: 'gone' })),
  known(factKeys.cluster(payments), cluster({ oidcIssuer: `https://${issuer}` })),
  known(factKeys.cluster({ region: 'eu-west-1', name: 'plain' }), cluster({ name: 'plain' })),
];

test('finds the cluster that issues tokens, whatever was not read of others', () => {
  const { facts } = factsFrom({ facts: ofRegion });
  expect(clusterOfIssuer(facts, issuer.toUpperCase())).toEqual(payments);
});

test('finds none where every cluster was read and none issues them', () => {
  const nothing = gone(factKeys.cluster({ region: 'eu-west-1', name: 'unread' }));
  const { facts } = factsFrom({ facts: [...ofRegion, nothing] });
  expect(clusterOfIssuer(facts, stranger)).toBeUndefined();
});

test('cannot tell where a cluster or the list of them was not read', () => {
  expect(() => clusterOfIssuer(factsFrom({ facts: ofRegion }).facts, stranger)).toThrow(
    'cluster eu-west-1 unread: not read yet',
  );
  expect(() => clusterOfIssuer(factsFrom({}).facts, issuer)).toThrow(
    'clusters eu-west-1: not read yet',
  );
});

test.each([
  ['without its scheme', 'https://oidc.example.com/id/A1', 'oidc.example.com/id/A1'],
  ['without what ends it', 'https://oidc.example.com/id/A1//', 'oidc.example.com/id/A1'],
  ['as it is, where it has no scheme', 'oidc.example.com/id/A1', 'oidc.example.com/id/A1'],
])('conditions name an issuer %s', (_, oidcIssuer, named) => {
  expect(issuerOf(cluster({ oidcIssuer }))).toBe(named);
});

test('a cluster that is gone issues nothing', () => {
  expect(issuerOf(undefined)).toBeUndefined();
});

test('takes a list that there is none of for an empty one', () => {
  const { facts } = factsFrom({ facts: [gone(factKeys.namespaces(payments))] });
  expect(objectsOf(facts, factKeys.namespaces(payments))).toEqual([]);
});
