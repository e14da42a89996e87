import { expect, test } from 'vitest';
import {
  controllerOf,
  defaultDecryptionServiceAccount,
  defaultOf,
  defaultServiceAccount,
  isFluxNamespace,
} from '../../../shared/access/flux-controllers.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { FluxInstance } from '../../../shared/model/flux.ts';
import { factsFrom, known } from '../../support/facts.ts';
import { controller, fluxKnown, payments } from '../../support/operators.ts';

const multitenant: FluxInstance = {
  namespace: 'flux-system',
  name: 'flux',
  multitenant: true,
  objectLevelWorkloadIdentity: false,
  multitenantWorkloadIdentity: true,
};

test.each([
  ['its name alone', { name: 'helm-controller', labels: {} }, 'helm-controller'],
  ['the name of a shard', { name: 'helm-controller-shard1', labels: {} }, 'helm-controller'],
  [
    'its label, whatever its name',
    { name: 'flux', labels: { 'app.kubernetes.io/component': 'helm-controller' } },
    'helm-controller',
  ],
  ['a name that begins alike', { name: 'helm-controllers', labels: {} }, undefined],
  ['another label', { name: 'flux', labels: { app: 'helm-controller' } }, undefined],
])('a controller is known by %s', (_, differences, name) => {
  expect(controllerOf({ ...controller('x'), ...differences })).toBe(name);
});

test('a namespace is not that of Flux for a label, where nobody knows who is cluster admin', () => {
  const labelled = { ...controller('helm-controller'), namespace: 'web' };
  const { facts } = factsFrom({ facts: fluxKnown(labelled) });
  expect(isFluxNamespace(facts, payments, 'web')).toBe(false);
});

/** By default for objects and for decryption, where no controller was found. */
function defaultsOf(...instances: readonly FluxInstance[]) {
  const { facts } = factsFrom({
    facts: [
      known(factKeys.fluxDeployments(payments), []),
      known(factKeys.fluxInstances(payments), instances),
    ],
  });
  return [defaultServiceAccount, defaultDecryptionServiceAccount].map((which) =>
    defaultOf(facts, payments, 'kustomize-controller', which),
  );
}

test('Flux Operator takes the service account default for tenants, or the one that it is told', () => {
  expect(defaultsOf(multitenant)).toEqual(['default', 'default']);
  expect(
    defaultsOf({
      ...multitenant,
      tenantDefaultServiceAccount: 'apply',
      tenantDefaultDecryptionServiceAccount: 'decrypt',
    }),
  ).toEqual(['apply', 'decrypt']);
  expect(defaultsOf({ ...multitenant, multitenantWorkloadIdentity: false })).toEqual([
    'default',
    undefined,
  ]);
});

test('nothing is taken by default without tenants or without Flux Operator', () => {
  expect(defaultsOf({ ...multitenant, multitenant: false })).toEqual([undefined, undefined]);
  expect(defaultsOf()).toEqual([undefined, undefined]);
});
