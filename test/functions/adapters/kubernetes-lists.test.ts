import { afterEach, describe, expect, it } from 'vitest';
import {
  type ApiServer,
  type ServedResource,
  startApiServer,
} from '../../support/kubernetes/api-server.ts';
import { makeCertificates } from '../../support/kubernetes/certificates.ts';
import { readLists } from '../../support/kubernetes/reading.ts';
import { many, servedCore } from '../../support/kubernetes/served.ts';

const certificates = makeCertificates();
const authorities = [certificates.authority];
let server: ApiServer;
afterEach(() => server.close());

async function read(resources: readonly ServedResource[]) {
  server = await startApiServer(certificates, resources);
  return await readLists({ endpoint: server.endpoint, authorities });
}

/** A resource of a custom API. */
function custom(
  [group, version, plural, kind]: readonly [string, string, string, string],
  ...names: readonly string[]
): ServedResource {
  const objects = names.map((name) => ({ metadata: { namespace: 'payments', name } }));
  return { group, version, plural, kind, namespaced: true, objects };
}

describe('the reader of a cluster', () => {
  it('reads an empty cluster as empty, what the server does not know included', async () => {
    const { lists, unread } = await read(servedCore());
    expect(unread).toEqual({});
    expect(lists).toEqual({
      namespaces: [],
      serviceaccounts: [],
      configmaps: [],
      pods: [],
      'roles.rbac.authorization.k8s.io': [],
      'clusterroles.rbac.authorization.k8s.io': [],
      'rolebindings.rbac.authorization.k8s.io': [],
      'clusterrolebindings.rbac.authorization.k8s.io': [],
      'deployments.apps': [],
      'daemonsets.apps': [],
      'mutatingwebhookconfigurations.admissionregistration.k8s.io': [],
      'validatingwebhookconfigurations.admissionregistration.k8s.io': [],
      'kustomizations.kustomize.toolkit.fluxcd.io': [],
      'helmreleases.helm.toolkit.fluxcd.io': [],
      'gitrepositories.source.toolkit.fluxcd.io': [],
      'ocirepositories.source.toolkit.fluxcd.io': [],
      'buckets.source.toolkit.fluxcd.io': [],
      'helmrepositories.source.toolkit.fluxcd.io': [],
      'helmcharts.source.toolkit.fluxcd.io': [],
      'receivers.notification.toolkit.fluxcd.io': [],
      'fluxinstances.fluxcd.controlplane.io': [],
      'secretstores.external-secrets.io': [],
      'clustersecretstores.external-secrets.io': [],
      'externalsecrets.external-secrets.io': [],
      'clusterexternalsecrets.external-secrets.io': [],
      'pushsecrets.external-secrets.io': [],
      'secretproviderclasses.secrets-store.csi.x-k8s.io': [],
      'appprojects.argoproj.io': [],
      'applications.argoproj.io': [],
      'ec2nodeclasses.karpenter.k8s.aws': [],
      'nodeclasses.eks.amazonaws.com': [],
    });
  });

  it('follows a list to its end, 500 at a time', async () => {
    const bindings = many(1_201, 'payments', { subjects: null });
    const { lists } = await read(servedCore({ rolebindings: bindings }));
    expect(lists['rolebindings.rbac.authorization.k8s.io']).toEqual(
      bindings.map((binding) => ({
        kind: 'RoleBinding',
        apiVersion: 'rbac.authorization.k8s.io/v1',
        ...binding,
      })),
    );
    const asked = server.requests.filter(({ url }) => url.includes('/rolebindings'));
    expect(asked.map(({ url }) => new URL(url, server.endpoint).searchParams.get('limit'))).toEqual(
      ['500', '500', '500'],
    );
  });

  it('asks with its token, reads only, and never of a Secret', async () => {
    const secret = { metadata: { namespace: 'payments', name: 'password' }, data: { a: 'cw==' } };
    await read(servedCore({ secrets: [secret] }));
    expect(new Set(server.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(new Set(server.requests.map(({ token }) => token))).toEqual(
      new Set(['k8s-aws-v1.token']),
    );
    expect(server.requests.filter(({ url }) => /\/secrets\b/.test(url))).toEqual([]);
    expect(server.requests).toHaveLength(13);
  });

  it('reads of ConfigMaps aws-auth alone', async () => {
    const configMap = (namespace: string, name: string) => ({
      metadata: { namespace, name },
      data: { mapRoles: '- rolearn: x' },
    });
    const { lists } = await read(
      servedCore({
        configmaps: [
          configMap('kube-system', 'coredns'),
          configMap('kube-system', 'aws-auth'),
          configMap('payments', 'aws-auth'),
        ],
      }),
    );
    expect(lists['configmaps']).toEqual([
      {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { namespace: 'kube-system', name: 'aws-auth' },
        data: { mapRoles: '- rolearn: x' },
      },
    ]);
  });

  it('keeps of a pod as whom it runs and what the secrets store mounts', async () => {
    const pod = {
      metadata: {
        namespace: 'payments',
        name: 'ledger-0',
        labels: { app: 'ledger' },
        uid: 'u-1',
        managedFields: [{ manager: 'kubelet' }],
      },
      spec: {
        serviceAccountName: 'ledger',
        containers: [{ name: 'ledger', env: [{ name: 'PASSWORD', value: 'hunter2' }] }],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          {
            name: 'secrets',
            csi: {
              driver: 'secrets-store.csi.k8s.io',
              volumeAttributes: { secretProviderClass: 'ledger' },
            },
          },
        ],
      },
      status: { phase: 'Running' },
    };
    const { lists } = await read(servedCore({ pods: [pod, ...many(1, 'payments')] }));
    expect(lists['pods']).toEqual([
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { namespace: 'payments', name: 'ledger-0', labels: { app: 'ledger' } },
        spec: { serviceAccountName: 'ledger', volumes: [pod.spec.volumes[1]] },
      },
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { namespace: 'payments', name: 'object-000000' },
        spec: {},
      },
    ]);
  });

  it('reads of Deployments those of Flux, with their arguments and without their environment', async () => {
    const deployment = (name: string, labels: Record<string, string>) => ({
      metadata: { namespace: 'flux-system', name, labels },
      spec: {
        replicas: 1,
        template: {
          spec: {
            serviceAccountName: name,
            containers: [
              {
                ...{ name: 'manager', args: ['--no-cross-namespace-refs=true'] },
                env: [{ name: 'TOKEN', value: 'hunter2' }],
              },
            ],
          },
        },
      },
      status: { replicas: 1 },
    });
    const flux = { 'app.kubernetes.io/part-of': 'flux' };
    const { lists } = await read(
      servedCore({
        deployments: [deployment('kustomize-controller', flux), deployment('web', {})],
      }),
    );
    expect(lists['deployments.apps']).toEqual([
      {
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        metadata: { namespace: 'flux-system', name: 'kustomize-controller', labels: flux },
        spec: {
          replicas: 1,
          template: {
            spec: {
              serviceAccountName: 'kustomize-controller',
              containers: [{ name: 'manager', args: ['--no-cross-namespace-refs=true'] }],
            },
          },
        },
      },
    ]);
  });

  it('reads of DaemonSets the agent of Pod Identity', async () => {
    const daemonSets = ['aws-node', 'eks-pod-identity-agent'].map((name) => ({
      metadata: { namespace: 'kube-system', name },
    }));
    const { lists } = await read(servedCore({ daemonsets: daemonSets }));
    expect(lists['daemonsets.apps']).toMatchObject([
      { metadata: { name: 'eks-pod-identity-agent' } },
    ]);
  });

  it('leaves out who wrote which field, and the object that annotations repeat', async () => {
    const annotations = {
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/ledger',
      'kubectl.kubernetes.io/last-applied-configuration': '{"data":"…"}',
    };
    const metadata = { namespace: 'payments', name: 'ledger', annotations, managedFields: [] };
    const { lists } = await read(servedCore({ serviceaccounts: [{ metadata }] }));
    expect(lists['serviceaccounts']).toEqual([
      {
        kind: 'ServiceAccount',
        apiVersion: 'v1',
        metadata: {
          namespace: 'payments',
          name: 'ledger',
          annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/ledger' },
        },
      },
    ]);
  });

  it('leaves out what people type into Helm releases and Argo CD applications', async () => {
    const metadata = { namespace: 'payments', name: 'ledger' };
    const source = {
      repoURL: 'https://bot:hunter2@example.com/charts',
      helm: { values: 'password: hunter2' },
    };
    const { lists } = await read([
      ...servedCore(),
      {
        ...custom(['helm.toolkit.fluxcd.io', 'v2', 'helmreleases', 'HelmRelease']),
        objects: [
          { metadata, spec: { serviceAccountName: 'ledger', values: { password: 'hunter2' } } },
        ],
      },
      {
        ...custom(['source.toolkit.fluxcd.io', 'v1', 'gitrepositories', 'GitRepository']),
        objects: [{ metadata, spec: { url: 'https://hunter2@example.com/fleet' } }],
      },
      {
        ...custom(['argoproj.io', 'v1alpha1', 'applications', 'Application']),
        objects: [
          { metadata, spec: { project: 'a', source }, status: { resources: [] } },
          { metadata, spec: { project: 'b', sources: [source] }, operation: {} },
        ],
      },
    ]);
    const application = { kind: 'Application', apiVersion: 'argoproj.io/v1alpha1', metadata };
    const kept = { repoURL: 'https://example.com/charts' };
    expect(lists['applications.argoproj.io']).toEqual([
      { ...application, spec: { project: 'a', source: kept } },
      { ...application, spec: { project: 'b', sources: [kept] } },
    ]);
    expect(lists['gitrepositories.source.toolkit.fluxcd.io']).toMatchObject([
      { metadata, spec: { url: 'https://example.com/fleet' } },
    ]);
    expect(lists['helmreleases.helm.toolkit.fluxcd.io']).toEqual([
      {
        kind: 'HelmRelease',
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        metadata,
        spec: { serviceAccountName: 'ledger' },
      },
    ]);
  });

  it('reads each custom kind in a version that the server has, the preferred one if it can', async () => {
    const group = 'source.toolkit.fluxcd.io';
    const { lists, unread } = await read([
      ...servedCore(),
      custom([group, 'v1', 'gitrepositories', 'GitRepository'], 'new'),
      custom([group, 'v1beta2', 'gitrepositories', 'GitRepository'], 'old'),
      custom([group, 'v1beta2', 'buckets', 'Bucket'], 'models'),
    ]);
    expect(unread).toEqual({});
    expect(lists[`gitrepositories.${group}`]).toMatchObject([
      { apiVersion: `${group}/v1`, metadata: { name: 'new' } },
    ]);
    expect(lists[`buckets.${group}`]).toMatchObject([
      { apiVersion: `${group}/v1beta2`, metadata: { name: 'models' } },
    ]);
    expect(lists[`helmcharts.${group}`]).toEqual([]);
  });

  it('does not ask after groups that the server does not have', async () => {
    await read(servedCore());
    expect(server.requests.filter(({ url }) => url.includes('fluxcd'))).toEqual([]);
  });
});
