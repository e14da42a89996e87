import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';

/** Puts there what a file beside this one says, as the administrator of the cluster does with kubectl. */
export async function applyFile(name: string): Promise<void> {
  const { kubeconfig } = inject('cluster');
  const file = `${import.meta.dirname}/${name}`;
  await promisify(execFile)('kubectl', ['--kubeconfig', kubeconfig, 'apply', '-f', file]);
}
