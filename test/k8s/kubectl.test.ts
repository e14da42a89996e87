import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '../support/kubernetes/api-server.ts';
import { asEksGives, makeCertificates } from '../support/kubernetes/certificates.ts';
import { type ReadLists, readLists } from '../support/kubernetes/reading.ts';
import { many, servedCore } from '../support/kubernetes/served.ts';
import { requireKubectl } from './programs.ts';

const run = promisify(execFile);

requireKubectl();

/** kubectl knows the protocol from elsewhere: what it makes of our test server is what a cluster would give. */
describe('kubectl, asked for the same lists of the same server,', () => {
  const certificates = makeCertificates();
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-kubectl-'));
  let server: ApiServer;
  let read: ReadLists;

  beforeAll(async () => {
    const fluxLabels = { 'app.kubernetes.io/part-of': 'flux' };
    const awsAuth = { metadata: { namespace: 'kube-system', name: 'aws-auth' }, data: { a: 'b' } };
    const objects = {
      namespaces: many(3, 'none').map(({ metadata: { name } }) => ({ metadata: { name } })),
      serviceaccounts: many(501, 'payments'),
      rolebindings: many(1_201, 'payments', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'Group', name: 'developers', apiGroup: 'rbac.authorization.k8s.io' }],
      }),
      configmaps: [awsAuth, { metadata: { namespace: 'kube-system', name: 'coredns' } }],
      deployments: [
        {
          metadata: { namespace: 'flux-system', name: 'helm-controller', labels: fluxLabels },
          spec: { template: { spec: { containers: [] } } },
        },
        { metadata: { namespace: 'payments', name: 'ledger', labels: {} } },
      ],
    };
    const group = 'kustomize.toolkit.fluxcd.io';
    const kustomizations = {
      ...{ group, version: 'v1', plural: 'kustomizations', kind: 'Kustomization' },
      namespaced: true,
      objects: many(2, 'payments', { spec: { prune: true } }),
    };
    server = await startApiServer(certificates, [...servedCore(objects), kustomizations]);
    const { endpoint } = server;
    read = await readLists({ endpoint, authorities: [certificates.authority] });
    const context = { cluster: 'prod', user: 'reader' };
    writeFileSync(
      join(folder, 'config'),
      JSON.stringify({
        ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'prod' },
        clusters: [
          {
            name: 'prod',
            cluster: {
              server: endpoint,
              'certificate-authority-data': asEksGives(certificates.authority),
            },
          },
        ],
        users: [{ name: 'reader', user: { token: 'k8s-aws-v1.token' } }],
        contexts: [{ name: 'prod', context }],
      }),
    );
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  async function kubectl(...args: readonly string[]): Promise<unknown> {
    const env = { PATH: process.env['PATH'], HOME: folder };
    const kubeconfig = join(folder, 'config');
    const all = ['--kubeconfig', kubeconfig, 'get', ...args, '-o', 'json'];
    const { stdout } = await run('kubectl', all, { env, maxBuffer: 2 ** 26 });
    return JSON.parse(stdout).items;
  }

  it.each([
    ['namespaces', []],
    ['serviceaccounts', ['-A']],
    ['rolebindings.rbac.authorization.k8s.io', ['-A']],
    ['clusterroles.rbac.authorization.k8s.io', []],
    ['deployments.apps', ['-A', '-l', 'app.kubernetes.io/part-of=flux']],
    ['daemonsets.apps', ['-A', '--field-selector', 'metadata.name=eks-pod-identity-agent']],
    ['configmaps', ['-n', 'kube-system', '--field-selector', 'metadata.name=aws-auth']],
    ['kustomizations.kustomize.toolkit.fluxcd.io', ['-A']],
  ])('has %s just as the reader has them', async (resource, args) => {
    expect(read.lists[resource]).toEqual(await kubectl(resource, ...args));
  });
});
