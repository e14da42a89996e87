import { expect, test } from 'vitest';
import { whyExternalSecretsShared, whyFluxShared } from '../../../shared/access/sharing.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { factsFrom } from '../../support/facts.ts';
import { fluxIsAdmin, payments, rbacKnown } from '../../support/operators.ts';
import { clusterRole, clusterRoleBinding, group, roleBinding, rule } from '../../support/rbac.ts';

const kustomize = { apiGroups: ['kustomize.toolkit.fluxcd.io'] };
const sources = { apiGroups: ['source.toolkit.fluxcd.io'] };
const secrets = { apiGroups: ['external-secrets.io'] };

/** Why Flux and why External Secrets Operator are shared, where the group devs has this rule in one namespace. */
function whyShared(given: ReturnType<typeof rule>) {
  return whyIn({
    clusterRoles: [clusterRole('devs', given)],
    roleBindings: [roleBinding('web/devs', 'ClusterRole devs', group('devs'))],
  });
}

function whyIn(objects: Partial<KubernetesCluster>) {
  const { facts } = factsFrom({ facts: rbacKnown(objects) });
  return [whyFluxShared(facts, payments), whyExternalSecretsShared(facts, payments)];
}

const byFlux = 'group:devs, no cluster admin, may write Flux objects';
const byStores = 'group:devs, no cluster admin, may write ExternalSecrets';

test.each<readonly [string, ReturnType<typeof rule>, readonly (string | undefined)[]]>([
  ['creates Kustomizations', rule('create', 'kustomizations', kustomize), [byFlux, undefined]],
  [
    'patches HelmReleases',
    rule('patch', 'helmreleases', { apiGroups: ['helm.toolkit.fluxcd.io'] }),
    [byFlux, undefined],
  ],
  ['updates buckets of Flux', rule('update', 'buckets', sources), [byFlux, undefined]],
  [
    'patches one Kustomization',
    rule('patch', 'kustomizations', { ...kustomize, resourceNames: ['app'] }),
    [byFlux, undefined],
  ],
  ['creates ExternalSecrets', rule('create', 'externalsecrets', secrets), [undefined, byStores]],
  ['creates PushSecrets', rule('create', 'pushsecrets', secrets), [undefined, byStores]],
  [
    'updates one ExternalSecret',
    rule('update', 'externalsecrets', { ...secrets, resourceNames: ['db'] }),
    [undefined, byStores],
  ],
  ['reads them', rule('get,list,watch', '*', { apiGroups: ['*'] }), [undefined, undefined]],
  ['takes them away', rule('delete', 'kustomizations', kustomize), [undefined, undefined]],
  ['writes buckets of others', rule('create', 'buckets'), [undefined, undefined]],
])('a cluster where somebody %s', (_, given, why) => {
  expect(whyShared(given)).toEqual(why);
});

test('cluster admins share with nobody', () => {
  expect(
    whyIn({
      ...fluxIsAdmin,
      clusterRoleBindings: [clusterRoleBinding('devs', 'cluster-admin', group('devs'))],
    }),
  ).toEqual([undefined, undefined]);
});

test('what is unread counts as shared', () => {
  const { facts } = factsFrom({});
  expect(whyFluxShared(facts, payments)).toBe('nobody knows who may write Flux objects');
  expect(whyExternalSecretsShared(facts, payments)).toBe(
    'nobody knows who may write ExternalSecrets',
  );
});
