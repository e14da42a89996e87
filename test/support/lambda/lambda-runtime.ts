import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { basename, dirname, extname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Outcome, type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

export interface LambdaOptions {
  /** Path of a bundle that exports `handler`. */
  readonly bundle: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** 30 seconds when not given. */
  readonly timeoutMs?: number;
}

interface Invocation extends Outcome {
  /** What was logged meanwhile. */
  readonly logs: string;
}

/** A function as Lambda would run it: one event at a time, in a process that stays warm until it fails. */
export interface LambdaRuntime {
  invoke(event: unknown): Promise<Invocation>;
  close(): Promise<void>;
}

/** Runs the bundle under AWS's own runtime interface client, in a process that sees no other environment. */
export async function startLambda(options: LambdaOptions): Promise<LambdaRuntime> {
  const api = await startRuntimeApi();
  let sandbox: Sandbox | undefined;
  return {
    invoke: async (event) => {
      sandbox = sandbox?.alive() ? sandbox : startSandbox(options, api);
      return invoke(options, api, sandbox, event);
    },
    close: async () => {
      await sandbox?.kill();
      api.close();
    },
  };
}

async function invoke(
  { bundle, timeoutMs = 30_000 }: LambdaOptions,
  api: RuntimeApi,
  sandbox: Sandbox,
  body: unknown,
): Promise<Invocation> {
  const requestId = randomUUID();
  const from = sandbox.logs().length;
  const done = new AbortController();
  const late = setTimeout(timeoutMs, undefined, { signal: done.signal }).then(
    async () => {
      api.drop(timedOut(requestId, timeoutMs));
      await sandbox.kill();
    },
    () => {},
  );
  const functionArn = `arn:aws:lambda:eu-west-1:111122223333:function:${functionName(bundle)}`;
  const deadline = Date.now() + timeoutMs;
  const outcome = await api.submit({ requestId, body, deadline, functionArn });
  done.abort();
  await late;
  // What the function wrote last may still be in the pipe.
  await setTimeout(20);
  return { ...outcome, logs: sandbox.logs().slice(from) };
}

function timedOut(requestId: string, timeoutMs: number): unknown {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1_000).toFixed(2)} seconds`,
  };
}

interface Sandbox {
  alive(): boolean;
  logs(): string;
  /** Resolves when the process is gone. */
  kill(): Promise<void>;
}

function startSandbox(options: LambdaOptions, api: RuntimeApi): Sandbox {
  let logs = '';
  const child = spawnRuntime(options, api.address);
  const keep = (chunk: Buffer) => {
    logs += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  let alive = true;
  const exited = once(child, 'exit').then(([code]) => {
    alive = false;
    api.drop({
      errorType: 'Runtime.ExitError',
      errorMessage: `Runtime exited with error: exit status ${code}`,
    });
  });
  return {
    alive: () => alive,
    logs: () => logs,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function spawnRuntime({ bundle, environment }: LambdaOptions, address: string): ChildProcess {
  const taskRoot = dirname(bundle);
  const handler = `${basename(bundle, extname(bundle))}.handler`;
  const preload = new URL('./preload.ts', import.meta.url).href;
  const runtime = fileURLToPath(import.meta.resolve('aws-lambda-ric'));
  return spawn(process.execPath, ['--import', preload, runtime, handler], {
    cwd: taskRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      TZ: ':UTC',
      AWS_LAMBDA_RUNTIME_API: address,
      _HANDLER: handler,
      LAMBDA_TASK_ROOT: taskRoot,
      AWS_LAMBDA_FUNCTION_NAME: functionName(bundle),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName(bundle)}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'sample',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      ...environment,
    },
  });
}

/** A bundle is called `index`; its folder says whose it is. */
function functionName(bundle: string): string {
  return basename(dirname(bundle));
}
