import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeCertificates } from '../../support/kubernetes/certificates.ts';
import { requireControlPlane, requireKubectl } from '../programs.ts';
import { startControlPlane } from './control-plane.ts';
import { identities } from './identities.ts';
import { kubeconfig } from './kubeconfig.ts';
import { startTokenReviewer } from './token-review.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly cluster: {
      readonly endpoint: string;
      /** PEM. */
      readonly authority: string;
      /** Of a member of system:masters. */
      readonly adminToken: string;
      /** Path of the administrator's kubeconfig. */
      readonly kubeconfig: string;
      /** Of etcd, over HTTP. */
      readonly store: string;
    };
  }
}

/** Brings one cluster up for all test files, with what an administrator would put there for Gatewatch. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  requireKubectl();
  const programs = requireControlPlane();
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-k8s-'));
  const certificates = makeCertificates();
  const reviewer = await startTokenReviewer(certificates, 'prod', identities);
  const adminToken = 'administrator';
  const options = { programs, certificates, adminToken, reviewer: reviewer.url, folder };
  const { endpoint, store, stop } = await startControlPlane(options).catch((error: unknown) => {
    reviewer.close();
    throw error;
  });
  const config = join(folder, 'admin.kubeconfig');
  writeFileSync(config, kubeconfig(endpoint, certificates.authority, adminToken));
  apply(config, '../../../examples/kubernetes/gatewatch-readers.yaml');
  apply(config, 'custom-resources.yaml');
  const { authority } = certificates;
  provide('cluster', { endpoint, authority, adminToken, kubeconfig: config, store });
  return async () => {
    await stop();
    reviewer.close();
    rmSync(folder, { recursive: true });
  };
}

function apply(config: string, file: string): void {
  const path = join(import.meta.dirname, file);
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  execFileSync('kubectl', ['--kubeconfig', config, 'apply', '-f', path], { stdio: [...stdio] });
}
