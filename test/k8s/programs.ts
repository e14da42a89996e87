import { spawnSync } from 'node:child_process';

/** Throws where it cannot be run: a test that needs it is not passed by leaving it out. */
export function requireKubectl(): void {
  const { status, error } = spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
  if (status === 0) return;
  const cause = error ?? new Error(`it ended with status ${status}`);
  throw new Error(
    'This needs kubectl on the PATH; CONTRIBUTING.md says more, under "A real cluster".',
    {
      cause,
    },
  );
}
