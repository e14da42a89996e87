import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { killGroup } from './kill-group.ts';
import type { Kubernetes } from './kubernetes.ts';
import { account, region } from './place.ts';
import { until } from './wait.ts';

export interface Emulator {
  readonly endpoint: string;
  /** The warnings and errors it has logged, latest last. */
  troubles(): readonly string[];
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** Everything that it and its functions write stays there. */
  readonly folder: string;
  /** The API servers of clusters by their names, as EKS is to describe them. */
  readonly servers: Readonly<Record<string, Kubernetes['described']>>;
  /** What its functions see besides. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts ministack with our corrections. */
export async function startEmulator(
  python: string,
  { folder, servers, variables }: EmulatorOptions,
): Promise<Emulator> {
  const port = await freePort();
  const logFile = join(folder, 'emulator.log');
  const log = openSync(logFile, 'w');
  const launcher = join(import.meta.dirname, 'emulator', 'launch.py');
  const env = {
    ...environment(folder, port),
    ...variables,
    CLUSTER_SERVERS: JSON.stringify(servers),
  };
  const stdio = ['ignore', log, log] as const;
  const child = spawn(python, ['-B', launcher], {
    cwd: folder,
    env,
    stdio: [...stdio],
    detached: true,
  });
  process.on('exit', () => killGroup(child, 'SIGKILL'));
  const endpoint = `http://127.0.0.1:${port}`;
  await until('ministack is ready', () => isReady(child, endpoint, logFile));
  const troubles = () =>
    readFileSync(logFile, 'utf8')
      .split('\n')
      .filter((line) => / (WARNING|ERROR) /.test(line));
  return { endpoint, troubles, stop: () => stop(child) };
}

/** Complete, because functions inherit it and must not see what is set around us. */
function environment(folder: string, port: number): NodeJS.ProcessEnv {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  return {
    // The Node that runs this runs the functions too.
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    LANG: 'C.UTF-8',
    HOME: folder,
    TMPDIR: temporary,
    STATE_DIR: join(folder, 'state'),
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    MINISTACK_ACCOUNT_ID: account,
    MINISTACK_REGION: region,
    // Policies of roles, queues, topics and buckets are enforced.
    AUTH: 'true',
    LAMBDA_EXECUTOR: 'local',
    LAMBDA_ASYNC_RETRY_BASE_SECONDS: '0.2',
    IOT_MTLS_ENABLED: '0',
    DOCKER_HOST: 'unix:///nonexistent',
  };
}

async function isReady(
  child: ChildProcess,
  endpoint: string,
  logFile: string,
): Promise<true | undefined> {
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`ministack ended at once:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
  }
  try {
    const { ok } = await fetch(`${endpoint}/_ministack/ready`, {
      signal: AbortSignal.timeout(2000),
    });
    return ok ? true : undefined;
  } catch {
    return undefined;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended =
    child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  killGroup(child, 'SIGTERM');
  const force = setTimeout(() => killGroup(child, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(force);
  // Workers that outlive the server belong to its group.
  killGroup(child, 'SIGKILL');
}
