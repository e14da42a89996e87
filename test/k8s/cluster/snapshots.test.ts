import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { folderSource } from '../../../functions/adapters/folder-source.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import { gatewatchCli } from '../../support/cli.ts';
import { readLists } from '../../support/kubernetes/reading.ts';
import { applyFile } from './apply-file.ts';
import { readerKeys, tokensOf } from './identities.ts';

const { endpoint, authority, kubeconfig } = inject('cluster');
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-snapshots-'));
const byReader = join(folder, 'by-reader');
const byKubectl = join(folder, 'by-kubectl');
const cluster = { region: 'eu-west-1', name: 'payments' };

beforeAll(async () => {
  await applyFile('objects.yaml');
  for (const directory of [byReader, byKubectl]) writeAccount(directory);
  await snapshotByReader(insideOf(byReader));
  await snapshotByKubectl(insideOf(byKubectl));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a cluster that the reader read and one that the documented script took with kubectl', () => {
  it('have the same facts', async () => {
    expect(await factsIn(byKubectl)).toEqual(await factsIn(byReader));
  });

  it('are judged the same', async () => {
    expect(await sweep(byKubectl)).toEqual(await sweep(byReader));
  });

  it('are judged by what is wrong in them', async () => {
    const { findings } = await sweep(byReader);
    const found = findings.map(({ ruleId, resource }) => `${ruleId} ${resource.id}`);
    // Other tests leave objects of their own, which may be found fault with.
    expect(found).toEqual(
      expect.arrayContaining([
        'binding-no-cluster-admin group:developers',
        'binding-no-default-service-account payments/default-edits',
        'aws-auth-principal-in-account kube-system/aws-auth',
        'flux-git-transport-secure flux-system/platform',
        'flux-no-cross-namespace-refs flux-system/kustomize-controller',
        'flux-no-remote-bases flux-system/kustomize-controller',
        'secret-store-conditions-required everything',
        'secret-store-own-identity everything',
      ]),
    );
  });
});

interface Report {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly resource: { readonly id: string };
  }[];
}

async function sweep(directory: string): Promise<Report> {
  const { out } = await gatewatchCli(['sweep', '--snapshot', directory, '--format', 'json']);
  return JSON.parse(out);
}

/** By key, without when they were read. */
async function factsIn(directory: string): Promise<Readonly<Record<string, unknown>>> {
  const source = await folderSource(directory);
  const account = await source.account();
  const facts: Record<string, unknown> = {};
  for await (const answer of source.read({ kind: 'cluster', cluster })) {
    for (const [key, { readAt: _, ...fact }] of factsOf(answer, account)) {
      if (key.startsWith('k8s-')) facts[key] = fact;
    }
  }
  expect(source.problems).toEqual([]);
  return facts;
}

function insideOf(directory: string): string {
  return join(directory, 'eu-west-1', 'eks', 'payments');
}

/** A cluster of the sample estate as AWS describes it, which nobody gets into through EKS; of the account nothing else. */
function writeAccount(directory: string): void {
  const sample = new URL('../../../examples/brackwater', import.meta.url).pathname;
  mkdirSync(insideOf(directory), { recursive: true });
  for (const path of ['account.json', 'eu-west-1/eks/payments/cluster.json']) {
    copyFileSync(join(sample, path), join(directory, path));
  }
  const write = (path: string, json: unknown) =>
    writeFileSync(join(directory, 'eu-west-1/eks', path), JSON.stringify(json));
  write('clusters.json', { clusters: ['payments'] });
  write('payments/access-entries.json', []);
  write('payments/identity-provider-configs.json', []);
}

async function snapshotByReader(to: string): Promise<void> {
  const token = tokensOf(readerKeys);
  const { lists, unread } = await readLists({ endpoint, authorities: [authority], token });
  expect(unread).toEqual({});
  mkdirSync(join(to, 'kubernetes'));
  for (const [name, items] of Object.entries(lists)) {
    const list = { apiVersion: 'v1', kind: 'List', items };
    writeFileSync(join(to, 'kubernetes', `${name}.json`), JSON.stringify(list));
  }
}

/** By the part of the script in docs/snapshot.md that looks into a cluster, which asks `aws` only for a kubeconfig. */
async function snapshotByKubectl(to: string): Promise<void> {
  const page = readFileSync(new URL('../../../docs/snapshot.md', import.meta.url), 'utf8');
  const [script = ''] = /^ask\(\) .*?^inside\(\) \{$.*?^\}$/ms.exec(page) ?? [];
  expect(script).toContain('kubectl --kubeconfig "$config" get');
  const aws = 'aws() { cp "$ADMIN" "$config"; }';
  const text = `set -uo pipefail\n${script}\n${aws}\nregion=eu-west-1 cluster=payments\ninside\n`;
  const env = { PATH: process.env['PATH'], HOME: folder, ADMIN: kubeconfig, to };
  const { stderr } = await run('bash', ['-c', text], { env, maxBuffer: 2 ** 26 });
  expect(stderr).toBe('');
}
