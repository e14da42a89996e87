import { describe, expect, test } from 'vitest';
import {
  changesIdentities,
  isKnownCall,
  isKnownWebhook,
} from '../../../shared/kubernetes/known-webhooks.ts';
import type { WebhookRule } from '../../../shared/model/kubernetes-workloads.ts';

function named(name: string) {
  return { name, labels: {}, webhooks: [] };
}

const rbac = 'rbac.authorization.k8s.io';

function on(operation: string, apiGroup: string, resource: string): WebhookRule {
  return { operations: [operation], apiGroups: [apiGroup], resources: [resource], scope: '*' };
}

test.each([
  ['pod-identity-webhook', true],
  ['istio-sidecar-injector', true],
  ['istio-sidecar-injector-2', false],
  ['', false],
])('the name %s is taken: %s', (name, expected) => {
  expect(isKnownWebhook(named(name))).toBe(expected);
});

describe('a webhook of EKS is itself', () => {
  test.each([
    ['on the own host of the API server', 'https://127.0.0.1:23443/mutate', true],
    ['by its name', 'https://localhost:23443/mutate', true],
    ['by its address of IPv6', 'https://[::1]:23443/mutate', true],
    ['without a port', 'https://127.0.0.1/mutate', true],
    ['without a path', 'https://127.0.0.1:23443', true],
    ['not on a host that begins alike', 'https://127.0.0.1.example.com/mutate', false],
    ['not as another user’s host', 'https://127.0.0.1:23443@example.com/mutate', false],
    ['not where the own host is but a part of the path', 'https://a.b/https://localhost/', false],
    ['not without TLS', 'http://127.0.0.1:23443/mutate', false],
  ])('%s', (_name, url, expected) => {
    const webhook = { name: 'hook', url, rules: [] };
    expect(isKnownCall(named('pod-identity-webhook'), webhook)).toBe(expected);
  });

  test('not as a Service', () => {
    const service = { namespace: 'kube-system', name: 'pod-identity-webhook' };
    const webhook = { name: 'hook', service, rules: [] };
    expect(isKnownCall(named('pod-identity-webhook'), webhook)).toBe(false);
  });
});

describe('a webhook of a product is itself', () => {
  test.each([
    ['by its Service', 'istio-sidecar-injector', 'istio-system', 'istiod', true],
    ['not in another namespace', 'istio-sidecar-injector', 'shop', 'istiod', false],
    ['not by another Service', 'istio-sidecar-injector', 'istio-system', 'eve', false],
    ['not under another name', 'ours', 'istio-system', 'istiod', false],
  ])('%s', (_name, configuration, namespace, name, expected) => {
    const webhook = { name: 'hook', service: { namespace, name }, rules: [] };
    expect(isKnownCall(named(configuration), webhook)).toBe(expected);
  });

  test('not by a URL', () => {
    const webhook = { name: 'hook', url: 'https://127.0.0.1/', rules: [] };
    expect(isKnownCall(named('istio-sidecar-injector'), webhook)).toBe(false);
    expect(isKnownCall(named('ours'), webhook)).toBe(false);
  });
});

describe('identities are changed', () => {
  test.each<[string, WebhookRule[]]>([
    ['on new pods', [on('CREATE', '', 'pods')]],
    ['on pods that change', [on('UPDATE', '', 'pods')]],
    ['on whatever is done to pods', [on('*', '', 'pods')]],
    ['on service accounts', [on('CREATE', '', 'serviceaccounts')]],
    ['on Roles', [on('CREATE', rbac, 'roles')]],
    ['on ClusterRoles', [on('CREATE', rbac, 'clusterroles')]],
    ['on RoleBindings', [on('CREATE', rbac, 'rolebindings')]],
    ['on ClusterRoleBindings', [on('CREATE', rbac, 'clusterrolebindings')]],
    ['on pods and all below them', [on('CREATE', '', 'pods/*')]],
    ['on every resource', [on('CREATE', '', '*')]],
    ['on every resource and all below', [on('CREATE', '', '*/*')]],
    ['on pods of every group', [on('CREATE', '*', 'pods')]],
    ['by one rule of two', [on('CREATE', 'apps', 'deployments'), on('CREATE', '', 'pods')]],
  ])('%s', (_name, rules) => {
    expect(changesIdentities({ name: 'hook', rules })).toBe(true);
  });

  test.each<[string, WebhookRule[]]>([
    ['without rules', []],
    ['on pods that go', [on('DELETE', '', 'pods')]],
    ['on who enters pods', [on('CREATE', '', 'pods/exec')]],
    ['on all that is below something', [on('CREATE', '', '*/exec')]],
    ['on Roles of another group', [on('CREATE', 'example.com', 'roles')]],
    ['on pods of another group', [on('CREATE', rbac, 'pods')]],
    ['on an empty name', [on('CREATE', '', '')]],
  ])('not %s', (_name, rules) => {
    expect(changesIdentities({ name: 'hook', rules })).toBe(false);
  });
});
