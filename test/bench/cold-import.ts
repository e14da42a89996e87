import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { bundle } from '../../infra/bundle/bundle.ts';
import { startLambda } from '../support/lambda/lambda-runtime.ts';
import { median, print } from './measure.ts';

/**
 * `node test/bench/cold-import.ts [--runs N]`: what a cold start of access-change takes under AWS's runtime client, beside that
 * of a bundle that only imports and makes the same SDK clients. Both by turns, so that a machine that is busy for a while
 * slows down both.
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-cold-'));

/** In milliseconds: CPU time and time of the import alone; `init`, from the start of the process to its first event. */
interface Import {
  readonly cpu: number;
  readonly wall: number;
  readonly init: number;
}

const names = { init: 'init', wall: 'import', cpu: 'import, CPU' } as const;

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
  for (const what of ['init', 'wall', 'cpu'] as const) {
    const whole = median(runs.map((run) => run.ours[what]));
    const least = median(runs.map((run) => run.clients[what]));
    print(`${names[what]}, access-change, median ms`, whole.toFixed(1));
    print(`${names[what]}, SDK clients only, median ms`, least.toFixed(1));
    print(`${names[what]}, ratio`, (whole / least).toFixed(2));
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
export const handler = async () => ({ ...took, init: performance.now() });
`,
  );
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const clients = inputs.flatMap((input) => /@aws-sdk\/client-[a-z0-9-]+/.exec(input)?.[0] ?? []);
  return { probe, clients: [...new Set(clients)].sort() };
}

async function cold(probe: string): Promise<Import> {
  const environment = {
    // As the stack sets it: Node reads the source map along with the bundle.
    NODE_OPTIONS: '--enable-source-maps',
    POWERTOOLS_SERVICE_NAME: 'bench',
    POWERTOOLS_METRICS_NAMESPACE: 'Bench',
  };
  const lambda = await startLambda({ bundle: probe, environment });
  try {
    const { payload, functionError } = await lambda.invoke({});
    if (functionError !== undefined) throw new Error(JSON.stringify(payload));
    return payload as Import;
  } finally {
    await lambda.close();
  }
}
