import { describe, expect, test } from 'vitest';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../../functions/adapters/memory-findings.ts';
import { memoryHeartbeats } from '../../../functions/adapters/memory-heartbeats.ts';
import { memoryLooks } from '../../../functions/adapters/memory-looks.ts';
import { memoryObservations } from '../../../functions/adapters/memory-observations.ts';
import { memoryRuns } from '../../../functions/adapters/memory-runs.ts';
import { memoryScopedSweeps } from '../../../functions/adapters/memory-scoped-sweeps.ts';
import { estateStoreContract, head } from '../../support/estate-store-contract.ts';
import { findingStoreContract } from '../../support/finding-store-contract.ts';
import { heartbeatsContract } from '../../support/heartbeats-contract.ts';
import { looksContract } from '../../support/looks-contract.ts';
import { observationStoreContract } from '../../support/observation-store-contract.ts';
import { runStoreContract } from '../../support/run-store-contract.ts';
import { scopedSweepsContract } from '../../support/scoped-sweeps-contract.ts';
import { transition } from '../../support/transition.ts';

describe('memoryEstates', () => {
  estateStoreContract(async () => memoryEstates());
});

describe('memoryFindings', () => {
  findingStoreContract(async () => {
    const estates = memoryEstates();
    return { estates, findings: memoryFindings(estates) };
  });

  test('keeps the chunks written before HEAD moved', async () => {
    const estates = memoryEstates();
    const findings = memoryFindings(estates, 1);
    await estates.moveHead(undefined, head(1));

    const writing = findings.write([transition('a', 1), transition('b', 1)], 1);
    await Promise.resolve();
    await estates.moveHead(1, head(2));

    expect(await writing).toBe('superseded');
    expect((await findings.all()).map(({ id }) => id)).toEqual(['a']);
  });
});

describe('memoryRuns', () => {
  runStoreContract(async () => memoryRuns());
});

describe('memoryScopedSweeps', () => {
  scopedSweepsContract(async () => memoryScopedSweeps());
});

describe('memoryObservations', () => {
  observationStoreContract(async (clock) => memoryObservations(clock));
});

describe('memoryHeartbeats', () => {
  heartbeatsContract(async () => memoryHeartbeats());
});

describe('memoryLooks', () => {
  looksContract(async () => {
    const { looks, wait } = clockedLooks();
    const after = async (seconds: number) => {
      wait(seconds);
      return looks.take();
    };
    return { looks, after };
  });

  test('shows what is pending, the first due first, until it is taken', async () => {
    const { looks, wait } = clockedLooks();
    const request = { kind: 'role', roleName: 'ci' } as const;
    const changes = [{ actor: someone, claims: [] }];
    await looks.after(60, { kind: 'flapping' });
    await looks.after(45, { kind: 'again', request, changes });

    expect(looks.pending()).toEqual([
      { dueAt: 45_000, look: { kind: 'again', request, changes } },
      { dueAt: 60_000, look: { kind: 'flapping' } },
    ]);
    wait(45);
    looks.take();
    expect(looks.pending()).toEqual([{ dueAt: 60_000, look: { kind: 'flapping' } }]);
  });
});

function clockedLooks() {
  let now = 0;
  const wait = (seconds: number) => {
    now += seconds * 1000;
  };
  return { looks: memoryLooks(() => now), wait };
}

const someone = {
  name: 'role/ci',
  eventId: 'event-1',
  eventName: 'PutRolePolicy',
  eventTime: 1,
  region: 'us-east-1',
} as const;
