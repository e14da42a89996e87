import { parseArgs } from 'node:util';
import { type AssessInput, assess } from '../../shared/assess/assess.ts';
import type { Assessment } from '../../shared/assess/verdict.ts';
import { createEstate, type Estate, mergeFacts } from '../../shared/model/estate.ts';
import { plainConfig } from '../support/config.ts';
import { changedEntry, changedRole } from './changes.ts';
import { benchAccount, benchFacts } from './estates.ts';
import { cpu, median, print } from './measure.ts';
import { benchRules } from './rules.ts';

/**
 * `node test/bench/assess.ts [--roles N] [--clusters N] [--entries N] [--rules N] [--incremental]`: how long judging takes and
 * how much memory the whole process needs. `--rules N` fills the catalogue up with copies of small rules.
 */
const { values } = parseArgs({
  options: {
    roles: { type: 'string', default: '10000' },
    clusters: { type: 'string', default: '100' },
    entries: { type: 'string', default: '300' },
    rules: { type: 'string', default: '0' },
    incremental: { type: 'boolean', default: false },
  },
});
const size = {
  roles: Number(values.roles),
  clusters: Number(values.clusters),
  entries: Number(values.entries),
  seed: 1,
};
const rules = benchRules(Number(values.rules));
const changes = 30;
const today = '2026-11-26';

const facts = benchFacts(size);
print('facts', facts.size);
print('rules', rules.length);
print('resident before, MB', megabytes(process.memoryUsage.rss()));
if (values.incremental) incremental();
else full(createEstate(benchAccount, facts));

function full(estate: Estate): void {
  const { result, wall, cpu: used } = timed(() => judge(estate));
  print('assess, seconds', wall.toFixed(2));
  print('assess, CPU seconds', used.toFixed(2));
  print('verdicts', result.verdicts.length);
  print('findings', result.findings.length);
  print('largest resident, MB', megabytes(1024 * process.resourceUsage().maxRSS));
}

/** One change after the other, each judged on top of the last: merged into the facts, made an estate and assessed. */
function incremental(): void {
  let now = facts;
  let previous = judge(createEstate(benchAccount, now));
  for (const [what, change] of Object.entries({ changedEntry, changedRole })) {
    const runs = Array.from({ length: changes }, (_, n) => {
      const more = change(now, n);
      const step = timed(() => {
        now = mergeFacts(now, more);
        return judge(createEstate(benchAccount, now), previous);
      });
      previous = step.result;
      return 1_000 * step.cpu;
    });
    print(`${what}, median CPU ms`, median(runs).toFixed(1));
    print(`${what}, largest CPU ms`, Math.max(...runs).toFixed(1));
  }
}

function judge(estate: Estate, previous?: Assessment): Assessment {
  const input: AssessInput = { catalogue: rules, estate, config: plainConfig, today };
  return assess(previous === undefined ? input : { ...input, previous });
}

function timed<T>(work: () => T) {
  const cpuBefore = cpu();
  const before = performance.now();
  const result = work();
  return {
    result,
    wall: (performance.now() - before) / 1_000,
    cpu: (cpu() - cpuBefore) / 1_000,
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
