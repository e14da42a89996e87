import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { cachedEstates } from '../../functions/adapters/cached-estates.ts';
import { memoryEstates } from '../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../functions/adapters/memory-findings.ts';
import { commit, loadFacts } from '../../shared/commit/commit.ts';
import type { CommitPorts } from '../../shared/commit/commit-ports.ts';
import type { FactMap } from '../../shared/model/estate.ts';
import type { EstateStore } from '../../shared/ports/estate-store.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { plainConfig } from '../support/config.ts';
import { changedEntry, changedRole } from './changes.ts';
import { benchAccount, benchFacts } from './estates.ts';
import { cpu, median, print } from './measure.ts';

/**
 * `node test/bench/event.ts [--roles N] [--clusters N] [--entries N]`: the CPU time from what an event has read to its
 * transitions in a warm Lambda, by the commit that a Lambda runs; and apart from it what the parts of the estate take to be
 * written, and to be read when the Lambda is cold.
 */
const { values } = parseArgs({
  options: {
    roles: { type: 'string', default: '500' },
    clusters: { type: 'string', default: '10' },
    entries: { type: 'string', default: '50' },
  },
});
const changes = 30;
const unmeasured = 5;

const stored = memoryEstates();
const written = new Map<string, Buffer>();
let codec = 0;

/** Parts stay in memory, as in a Lambda that is warm; what writing one takes is measured on the way. */
const estates: EstateStore = cachedEstates({
  ...stored,
  putPart: async (hash, part) => {
    const before = cpu();
    written.set(hash, gzipSync(JSON.stringify(part)));
    await stored.putPart(hash, part);
    codec += cpu() - before;
  },
});
const ports: CommitPorts = {
  account: benchAccount,
  estates,
  findings: memoryFindings(stored),
  catalogue,
  catalogueHash: 'c',
  config: plainConfig,
  configHash: 'c',
  clock: () => Date.UTC(2026, 10, 26),
  memory: {},
};

const facts = benchFacts({
  roles: Number(values.roles),
  clusters: Number(values.clusters),
  entries: Number(values.entries),
  seed: 1,
});
print('facts', facts.size);
await commit(ports, { facts, changes: [], group: 'first' });
await measure('changed entry', changedEntry);
await measure('changed role', changedRole);
await readAll();

/** CPU times in milliseconds. */
interface Run {
  readonly judging: number;
  readonly codec: number;
  readonly transitions: number;
}

async function measure(
  what: string,
  change: (facts: FactMap, n: number) => FactMap,
): Promise<void> {
  const runs: Run[] = [];
  for (let n = 0; n < changes; n += 1) {
    const now = await loadFacts(estates, await estates.head());
    const read = change(now ?? new Map(), n);
    codec = 0;
    const before = cpu();
    const { transitions } = await commit(ports, { facts: read, changes: [], group: `${n}` });
    const whole = cpu() - before;
    runs.push({ judging: whole - codec, codec, transitions: transitions.length });
  }
  const warm = runs.slice(unmeasured);
  const of = (pick: (run: Run) => number) => median(warm.map(pick)).toFixed(1);
  print(
    `${what}, merge and assess, median CPU ms`,
    of(({ judging }) => judging),
  );
  print(
    `${what}, merge and assess, largest CPU ms`,
    Math.max(...warm.map(({ judging }) => judging)).toFixed(1),
  );
  print(
    `${what}, storage codec, median CPU ms`,
    of(({ codec }) => codec),
  );
  print(
    `${what}, transitions of all`,
    runs.reduce((sum, run) => sum + run.transitions, 0),
  );
}

async function readAll(): Promise<void> {
  const hashes = Object.values((await estates.head())?.parts ?? {});
  const packed = hashes.flatMap((hash) => written.get(hash) ?? []);
  const runs = Array.from({ length: 9 }, () => {
    const before = cpu();
    for (const part of packed) JSON.parse(gunzipSync(part).toString('utf8'));
    return cpu() - before;
  });
  print('parts', packed.length);
  print('reading all parts, storage codec, median CPU ms', median(runs).toFixed(1));
}
