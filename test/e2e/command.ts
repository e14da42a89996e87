import { type SpawnSyncReturns, spawn } from 'node:child_process';
import { killGroup } from './kill-group.ts';
import { root } from './place.ts';

export interface Command {
  /** Completes "… failed". */
  readonly what: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** In milliseconds. */
  readonly limit: number;
}

/** Runs a program in the project's folder to its end; its output is shown only when it fails. */
export async function run({ what, file, args, env, limit }: Command): Promise<string> {
  const child = spawn(file, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  let late = false;
  const abandon = () => killGroup(child, 'SIGKILL');
  process.once('exit', abandon);
  const timer = setTimeout(() => {
    late = true;
    abandon();
  }, limit);
  const end = await new Promise<Pick<SpawnSyncReturns<string>, 'status' | 'error'>>((resolve) => {
    child.on('error', (error) => resolve({ status: null, error }));
    child.on('close', (status) => resolve({ status }));
  });
  clearTimeout(timer);
  process.removeListener('exit', abandon);
  if (end.status === 0) return lines.join('');
  const why = late
    ? `not done after ${limit / 1000} s`
    : (end.error?.message ?? `exit ${end.status}`);
  throw new Error(
    `${what} failed (${why}): ${file} ${args.join(' ')}\n${lines.join('').slice(-4000)}`,
  );
}
