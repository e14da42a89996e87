import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from './measure.ts';

/**
 * `node test/bench/kubernetes.ts [BINDINGS…]`: how much memory and processor time it takes to read a cluster of 5,000 roles,
 * 5,000 service accounts and so many bindings, to sweep a snapshot of it, and to ask who can; each in a process of its own.
 */
const asked = process.argv.slice(2).map(Number);
const here = import.meta.dirname;
const cli = join(here, '..', '..', 'functions', 'cli', 'main.ts');

for (const bindings of asked.length > 0 ? asked : [20_000, 50_000]) await measure(bindings);

async function measure(bindings: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-bench-'));
  const snapshot = join(folder, 'snapshot');
  try {
    writeAccount(snapshot);
    await withServer(bindings, ({ endpoint, authority }) =>
      run(`read ${bindings} bindings`, [
        join(here, 'kubernetes-read.ts'),
        ...[endpoint, authority, snapshot],
      ]),
    );
    const from = ['--snapshot', snapshot, '--format', 'json'];
    await run(`sweep ${bindings} bindings`, [cli, 'sweep', ...from, '--out', join(folder, 'out')]);
    await run(`who-can in ${bindings} bindings`, [cli, 'who-can', 'get', 'secrets', ...from]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What AWS says of it: that it is there. */
function writeAccount(snapshot: string): void {
  const account = { accountId: '111122223333', partition: 'aws', takenAt: '2026-11-26T12:00:00Z' };
  const region = join(snapshot, 'eu-west-1', 'eks');
  mkdirSync(region, { recursive: true });
  writeFileSync(join(snapshot, 'account.json'), JSON.stringify(account));
  writeFileSync(join(region, 'clusters.json'), JSON.stringify({ clusters: ['bench'] }));
}

interface Served {
  readonly endpoint: string;
  readonly authority: string;
}

async function withServer(bindings: number, work: (server: Served) => Promise<void>) {
  const args = [join(here, 'kubernetes-server.ts'), String(bindings)];
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
  try {
    await work(JSON.parse(line));
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
}

/** With what it needs in memory at most, and in processor time, behind what it is. */
async function run(what: string, args: readonly string[]): Promise<void> {
  const all = ['--import', join(here, 'peak.ts'), ...process.execArgv, ...args];
  const options: SpawnOptions = { stdio: ['ignore', 'ignore', 'pipe'] };
  const child = spawn(process.execPath, all, options);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  await once(child, 'close');
  print(what, said.trim().split('\n').at(-1) ?? 'nothing was said');
}
