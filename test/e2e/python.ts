import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.ts';
import { root } from './place.ts';

/** Path of the Python of a virtual environment with exactly what requirements.txt says; made anew when that changes. */
export async function python(): Promise<string> {
  const home = join(root, '.venv-e2e');
  const file = join(home, 'bin', 'python');
  const stamp = join(home, 'installed.txt');
  const requirements = join(root, 'test/e2e/requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return file;
  rmSync(home, { recursive: true, force: true });
  const { env } = process;
  await run({
    what: 'Making a virtual environment (it needs Python 3.11 or later, with venv)',
    file: 'python3',
    args: ['-m', 'venv', home],
    env,
    limit: 60_000,
  });
  await run({
    what: 'Installing ministack from PyPI',
    file,
    args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    env,
    limit: 180_000,
  });
  writeFileSync(stamp, wanted);
  return file;
}
