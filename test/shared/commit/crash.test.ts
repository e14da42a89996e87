import { describe, expect, it } from 'vitest';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../../functions/adapters/memory-findings.ts';
import { commit } from '../../../shared/commit/commit.ts';
import type { CommitPorts } from '../../../shared/commit/commit-ports.ts';
import { plainConfig } from '../../support/config.ts';
import { adminView, clusterAdmin, sampleAccount, sketchFacts } from '../../support/estate.ts';
import { testCatalogue } from '../../support/rules.ts';

class Crash extends Error {}

const before = sketchFacts({ prod: { ci: { kubernetesGroups: ['g'] }, ops: {} } }, 1);
const after = sketchFacts(
  {
    prod: { ci: { accessPolicies: [clusterAdmin] }, ops: { accessPolicies: [adminView] } },
    dev: { ci: { kubernetesGroups: ['h'] } },
  },
  2,
);

/** Stores that crash at the nth write: before it, or after it but before anybody heard of it. */
function crashingAt(n: number, when: 'before' | 'after') {
  const estates = memoryEstates();
  const findings = memoryFindings(estates);
  let writes = 0;
  let armed = false;
  async function write<T>(act: () => Promise<T>): Promise<T> {
    writes += 1;
    const hit = armed && writes === n;
    if (hit && when === 'before') throw new Crash();
    const result = await act();
    if (hit) throw new Crash();
    return result;
  }
  const ports: CommitPorts = {
    account: sampleAccount,
    catalogue: testCatalogue,
    catalogueHash: 'c',
    config: plainConfig,
    configHash: 'c',
    clock: () => 100,
    memory: {},
    estates: {
      ...estates,
      putPart: (hash, part) => write(() => estates.putPart(hash, part)),
      moveHead: (from, to) => write(() => estates.moveHead(from, to)),
    },
    findings: {
      ...findings,
      // One transition at a time, so that a crash may fall between any two.
      write: async (transitions, seq) => {
        for (const transition of transitions) {
          const outcome = await write(() => findings.write([transition], seq));
          if (outcome === 'superseded') return outcome;
        }
        return 'written';
      },
    },
  };
  const put = (facts: Parameters<typeof commit>[1]['facts']) =>
    commit(ports, { facts, group: 'g', changes: [] });
  const arm = () => {
    writes = 0;
    armed = true;
  };
  const live = async () =>
    (await findings.all())
      .filter(({ status }) => status === 'open')
      .map(({ ruleId, clusterName, subject }) => `${ruleId} ${clusterName} ${subject}`)
      .sort();
  const owed = async () =>
    (await findings.owed())
      .flatMap((item) => item.owed.map(({ id, type }) => `${type} ${id}`))
      .sort();
  return { put, arm, live, owed, writesSoFar: () => writes };
}

async function undisturbed() {
  const stores = crashingAt(0, 'before');
  await stores.put(before);
  stores.arm();
  await stores.put(after);
  return { writes: stores.writesSoFar(), live: await stores.live(), owed: await stores.owed() };
}

describe('a crash at each single write in turn', () => {
  it('is made good by a retry, with every alert owed once', async () => {
    const expected = await undisturbed();
    expect(expected.writes).toBeGreaterThanOrEqual(7);
    for (let n = 1; n <= expected.writes; n += 1) {
      for (const when of ['before', 'after'] as const) {
        const stores = crashingAt(n, when);
        await stores.put(before);
        stores.arm();
        await expect(stores.put(after), `write ${n}, ${when}`).rejects.toThrow(Crash);
        await stores.put(after);
        expect(await stores.live(), `write ${n}, ${when}`).toEqual(expected.live);
        expect(await stores.owed(), `write ${n}, ${when}`).toEqual(expected.owed);
      }
    }
  });

  it('is made good by the next commit of anything, without a retry', async () => {
    const expected = await undisturbed();
    for (let n = 1; n <= expected.writes; n += 1) {
      const stores = crashingAt(n, 'after');
      await stores.put(before);
      stores.arm();
      await expect(stores.put(after)).rejects.toThrow(Crash);
      await stores.put(new Map());
      const moved = (await stores.live()).length > 1;
      // Until HEAD has moved, nobody has been told anything, and the next sweep reads it again.
      if (moved) expect(await stores.live()).toEqual(expected.live);
      await stores.put(after);
      expect(await stores.live()).toEqual(expected.live);
    }
  });
});
