import { spawnSync } from 'node:child_process';

/** Paths of the parts of a control plane. */
export interface ControlPlanePrograms {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
}

/** Throws where one is not named: a test that needs it is not passed by leaving it out. */
export function requireControlPlane(): ControlPlanePrograms {
  return {
    etcd: named('ETCD'),
    apiServer: named('KUBE_APISERVER'),
    controllerManager: named('KUBE_CONTROLLER_MANAGER'),
  };
}

export function requireKubectl(): void {
  requireRunning('kubectl', ['version', '--client'], 'kubectl on the PATH');
}

function named(variable: string): string {
  const path = process.env[variable] ?? '';
  requireRunning(path, ['--version'], `${variable} to name a program that runs`);
  return path;
}

function requireRunning(program: string, args: readonly string[], what: string): void {
  const { status, error } =
    program === ''
      ? { status: null, error: new Error('it names none') }
      : spawnSync(program, args, { stdio: 'ignore' });
  if (status === 0) return;
  const cause = error ?? new Error(`it ended with status ${status}`);
  throw new Error(`This needs ${what}; CONTRIBUTING.md says how, under "A real cluster".`, {
    cause,
  });
}
