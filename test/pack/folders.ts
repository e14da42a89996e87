import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Folders {
  /** Of somebody who has nothing but the package. */
  readonly app: string;
  readonly repository: string;
}

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Packs what `npm run build` has made, and installs it into an empty folder. */
export function install(scratch: string): Folders {
  const repository = fileURLToPath(new URL('../..', import.meta.url));
  succeed(repository, 'npm', ['pack', '--ignore-scripts', '--pack-destination', scratch]);
  const [tarball = ''] = readdirSync(scratch).filter((name) => name.endsWith('.tgz'));
  const app = join(scratch, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }\n');
  for (const name of ['app.js', 'gatewatch.yaml']) {
    cpSync(join(repository, 'test/pack', name), join(app, name));
  }
  const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  succeed(app, 'npm', ['install', join(scratch, tarball), ...quietly]);
  return { app, repository };
}

/** Longest time for one command, in milliseconds: npm tries again for a long time where it reaches no registry. */
const limit = 120_000;

/** Without credentials, and without what "npm run" tells the npm that it starts about the repository. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(AWS_|CDK_|npm_(?!config_registry$))/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

export function run(
  folder: string,
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Ended {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: { ...plainEnvironment(), NO_COLOR: '1', ...environment },
    timeout: limit,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, out: stdout, err: stderr };
}

/** Throws an error with what the command said if it fails. */
export function succeed(...command: Parameters<typeof run>): string {
  const { status, out, err } = run(...command);
  if (status === 0) return out;
  throw new Error(`${command[1]} ${command[2].join(' ')} ended with ${status}:\n${out}\n${err}`);
}

/** The templates of a cloud assembly by file, without the hashes by which Lambdas' bundles are found. */
export function templatesIn(assembly: string): Readonly<Record<string, unknown>> {
  const files = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries(
    files.map((file) => {
      const text = readFileSync(join(assembly, file), 'utf8');
      return [file, JSON.parse(text.replaceAll(/\b[0-9a-f]{64}\.zip\b/g, '<bundle>.zip'))];
    }),
  );
}
