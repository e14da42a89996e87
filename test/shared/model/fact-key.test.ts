import { describe, expect, it } from 'vitest';
import { clusterOf, factKeys, readKey, regionOf } from '../../../shared/model/fact-key.ts';
import { isMember, listOf, memberKey } from '../../../shared/model/fact-list.ts';
import {
  externalSecretTypes,
  fluxReconcilerTypes,
  fluxSourceTypes,
  kubernetesKey,
  nodeClassTypes,
  secretStoreTypes,
} from '../../../shared/model/kubernetes-keys.ts';
import { kubernetesTypes } from '../../../shared/model/kubernetes-types.ts';

const prod = { region: 'eu-west-1', name: 'prod' };
const arn = 'arn:aws:iam::012345678901:role/a b';

describe('a fact key', () => {
  it.each([
    [factKeys.clusters('eu-west-1'), { fact: 'clusters', place: 'eu-west-1' }],
    [factKeys.cluster(prod), { fact: 'cluster', place: 'eu-west-1', item: 'prod' }],
    [factKeys.accessEntries(prod), { fact: 'access-entries', place: 'eu-west-1/prod' }],
    [factKeys.accessEntry(prod, arn), { fact: 'access-entry', place: 'eu-west-1/prod', item: arn }],
    [
      factKeys.accessPolicies(prod, arn),
      { fact: 'access-policies', place: 'eu-west-1/prod', item: arn },
    ],
    [factKeys.roles(), { fact: 'roles', place: 'iam' }],
    [factKeys.role(arn), { fact: 'role', place: 'iam', item: arn }],
    [factKeys.trustPolicy(arn), { fact: 'trust-policy', place: 'iam', item: arn }],
    [factKeys.users(), { fact: 'users', place: 'iam' }],
    [factKeys.user(arn), { fact: 'user', place: 'iam', item: arn }],
    [factKeys.trails(), { fact: 'trails', place: 'cloudtrail' }],
    [factKeys.trail(arn), { fact: 'trail', place: 'cloudtrail', item: arn }],
    [factKeys.trailStatus(arn), { fact: 'trail-status', place: 'cloudtrail', item: arn }],
    [factKeys.eventSelectors(arn), { fact: 'event-selectors', place: 'cloudtrail', item: arn }],
    [factKeys.monitorParts(), { fact: 'monitor-parts', place: 'gatewatch' }],
    [
      factKeys.monitorPart('key a b'),
      { fact: 'monitor-part', place: 'gatewatch', item: 'key a b' },
    ],
  ])('%s names its fact, its place and its item', (key, name) => {
    expect(readKey(key)).toEqual(name);
  });
});

describe('the list that an item belongs to', () => {
  it.each([
    [factKeys.cluster(prod), factKeys.clusters('eu-west-1')],
    [factKeys.accessEntry(prod, arn), factKeys.accessEntries(prod)],
    [factKeys.accessPolicies(prod, arn), factKeys.accessEntries(prod)],
    [factKeys.role(arn), factKeys.roles()],
    [factKeys.trustPolicy(arn), factKeys.roles()],
    [factKeys.user(arn), factKeys.users()],
    [factKeys.trail(arn), factKeys.trails()],
    [factKeys.trailStatus(arn), factKeys.trails()],
    [factKeys.eventSelectors(arn), factKeys.trails()],
    [factKeys.monitorPart('sweep'), factKeys.monitorParts()],
  ])('of %s is %s', (key, list) => {
    expect(listOf(key)).toBe(list);
  });

  it('is none for a list', () => {
    expect(listOf(factKeys.roles())).toBeUndefined();
  });
});

describe('the fact that proves an item', () => {
  it.each([
    [factKeys.clusters('eu-west-1'), 'prod', factKeys.cluster(prod)],
    [factKeys.accessEntries(prod), arn, factKeys.accessEntry(prod, arn)],
    [factKeys.roles(), arn, factKeys.role(arn)],
    [factKeys.users(), arn, factKeys.user(arn)],
    [factKeys.trails(), arn, factKeys.trail(arn)],
    [factKeys.monitorParts(), 'sweep', factKeys.monitorPart('sweep')],
  ])('of %s is its own', (list, item, key) => {
    expect(memberKey(list, item)).toBe(key);
    expect(isMember(key)).toBe(true);
  });

  it('of the ConfigMap aws-auth is its own, though no list names it', () => {
    expect(isMember(factKeys.awsAuth(prod))).toBe(true);
    expect(listOf(factKeys.awsAuth(prod))).toBeUndefined();
  });

  it('is not one that merely depends on the item, nor a list', () => {
    expect(isMember(factKeys.trustPolicy(arn))).toBe(false);
    expect(isMember(factKeys.roles())).toBe(false);
  });
});

describe('what is inside a cluster', () => {
  it('is one fact for each type of object', () => {
    expect(kubernetesTypes.map((type) => kubernetesKey(prod, type))).toEqual([
      factKeys.namespaces(prod),
      factKeys.serviceAccounts(prod),
      factKeys.awsAuth(prod),
      factKeys.pods(prod),
      factKeys.rbacRoles(prod),
      factKeys.rbacClusterRoles(prod),
      factKeys.roleBindings(prod),
      factKeys.clusterRoleBindings(prod),
      factKeys.fluxDeployments(prod),
      factKeys.podIdentityAgents(prod),
      factKeys.mutatingWebhooks(prod),
      factKeys.validatingWebhooks(prod),
      ...fluxReconcilerTypes.map((type) => factKeys.fluxReconcilers(prod, type)),
      ...fluxSourceTypes.map((type) => factKeys.fluxSources(prod, type)),
      factKeys.fluxReceivers(prod),
      factKeys.fluxInstances(prod),
      ...secretStoreTypes.map((type) => factKeys.secretStores(prod, type)),
      ...externalSecretTypes.map((type) => factKeys.externalSecrets(prod, type)),
      factKeys.secretProviderClasses(prod),
      factKeys.argoProjects(prod),
      factKeys.argoApplications(prod),
      ...nodeClassTypes.map((type) => factKeys.nodeClasses(prod, type)),
    ]);
  });

  it('is called as Kubernetes calls it, belongs to the cluster, and hangs from no list', () => {
    const key = factKeys.fluxSources(prod, 'gitrepositories');
    expect(key).toBe('k8s-gitrepositories eu-west-1/prod');
    expect(factKeys.awsAuth(prod)).toBe('k8s-aws-auth eu-west-1/prod');
    expect([clusterOf(key), regionOf(key), listOf(key)]).toEqual([prod, 'eu-west-1', undefined]);
    expect(isMember(key)).toBe(false);
  });
});

describe('where a fact belongs', () => {
  it('is a Region and a cluster, a Region, or the whole account', () => {
    expect([
      regionOf(factKeys.accessEntries(prod)),
      clusterOf(factKeys.accessEntries(prod)),
    ]).toEqual(['eu-west-1', prod]);
    expect([regionOf(factKeys.cluster(prod)), clusterOf(factKeys.cluster(prod))]).toEqual([
      'eu-west-1',
      undefined,
    ]);
    expect([regionOf(factKeys.roles()), clusterOf(factKeys.roles())]).toEqual([
      undefined,
      undefined,
    ]);
    expect(regionOf(factKeys.trails())).toBeUndefined();
    expect(regionOf(factKeys.monitorPart('key eu-west-1 k'))).toBeUndefined();
  });
});
