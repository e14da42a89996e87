import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { bundle } from '../../infra/bundle/bundle.ts';
import { startLambda } from '../support/lambda/lambda-runtime.ts';
import { median, print } from './measure.ts';

/**
 * `node test/bench/cold-import.ts [--runs N]`: what importing the bundle of access-change takes in a fresh process of AWS's
 * runtime client, beside a bundle that only imports and makes the same SDK clients. Both by turns, so that a machine that is
 * busy for a while slows down both.
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-cold-'));

/** In milliseconds. `started` is from the start of the process until it took its first event. */
interface Import {
  readonly cpu: number;
  readonly wall: number;
  readonly started: number;
}

try {
  const ours = await probed('access-change', 'functions/access-change/handler.ts');
  const clients = await probed('sdk-clients', 'test/bench/sdk-clients.ts');
  if (!isDeepStrictEqual(ours.clients, clients.clients)) {
    throw new Error(`sdk-clients.ts should make ${ours.clients.join(', ')}`);
  }
  const runs: { readonly ours: Import; readonly clients: Import }[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    runs.push({ ours: await cold(ours.probe), clients: await cold(clients.probe) });
  }
  for (const what of ['cpu', 'wall', 'started'] as const) {
    const [a, b] = [
      median(runs.map((run) => run.ours[what])),
      median(runs.map((run) => run.clients[what])),
    ];
    print(`access-change, ${what}, median ms`, a.toFixed(1));
    print(`SDK clients only, ${what}, median ms`, b.toFixed(1));
    print(`${what}, ratio`, (a / b).toFixed(2));
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The bundle of an entry, and beside it a handler that imports it and tells what that took. */
async function probed(name: string, entry: string) {
  const { outputs } = await bundle(entry, join(folder, name));
  const probe = join(folder, name, 'probe.mjs');
  writeFileSync(
    probe,
    `const cpu = process.cpuUsage();
const wall = performance.now();
await import('./index.mjs');
const { user, system } = process.cpuUsage(cpu);
const took = { cpu: (user + system) / 1_000, wall: performance.now() - wall };
export const handler = async () => ({ ...took, started: performance.now() });
`,
  );
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const clients = inputs.flatMap((input) => /@aws-sdk\/client-[a-z0-9-]+/.exec(input)?.[0] ?? []);
  return { probe, clients: [...new Set(clients)].sort() };
}

async function cold(probe: string): Promise<Import> {
  const environment = { POWERTOOLS_SERVICE_NAME: 'bench', POWERTOOLS_METRICS_NAMESPACE: 'Bench' };
  const lambda = await startLambda({ bundle: probe, environment });
  try {
    const { payload, functionError } = await lambda.invoke({});
    if (functionError !== undefined) throw new Error(JSON.stringify(payload));
    return payload as Import;
  } finally {
    await lambda.close();
  }
}
