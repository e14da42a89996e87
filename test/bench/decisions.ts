import { type CompiledPermissions, decide } from '../../shared/iam/decide.ts';
import type { Decision, Request } from '../../shared/iam/decision.ts';
import { principals, type Random, randomFrom, requestFor } from '../support/decision-corpus.ts';

/**
 * Decisions a second of processor time, which is one core's, for 20 principals of 15 statements. Requests are made in batches that are not timed,
 * a fresh one for each decision; the checksum changes with any outcome and with any statement that decided.
 */
const batches = 3_000;
const batchSize = 1_000;
const warmUp = 300;
const random = randomFrom(20_261_126);
const corpus = principals(20, random);
const counts = { allowed: 0, denied: 0, conditional: 0 };
let checksum = 0;
let milliseconds = 0;

for (let batch = 0; batch < batches; batch += 1) {
  time(makeRequests(random));
  if (batch < warmUp) milliseconds = 0;
}

const rate = Math.round(((batches - warmUp) * batchSize) / (milliseconds / 1000));
const share = (number: number) => `${((100 * number) / (batches * batchSize)).toFixed(1)} %`;
process.stdout.write(
  [
    `${rate.toLocaleString('en')} decisions/s`,
    `allowed ${share(counts.allowed)}, denied ${share(counts.denied)}, conditional ${share(counts.conditional)}`,
    `checksum ${(checksum >>> 0).toString(16)}`,
    '',
  ].join('\n'),
);

function makeRequests(source: Random): readonly Request[] {
  return Array.from({ length: batchSize }, () => requestFor(source));
}

function time(requests: readonly Request[]): void {
  const from = process.cpuUsage();
  for (const [index, request] of requests.entries()) {
    count(decide(principalAt(index), request));
  }
  const { user, system } = process.cpuUsage(from);
  milliseconds += (user + system) / 1000;
}

function principalAt(index: number): CompiledPermissions {
  const principal = corpus[index % corpus.length];
  if (principal === undefined) throw new RangeError('no principals');
  return principal;
}

function count({ outcome, deciding, conditions }: Decision): void {
  counts[outcome] += 1;
  const last = Number(deciding.at(-1)?.statement.slice(1) ?? 15);
  const mixed = outcome.length + 16 * last + 256 * deciding.length + 4096 * conditions.length;
  checksum = (Math.imul(checksum, 31) + mixed) | 0;
}
