import { describe, expect, test } from 'vitest';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../../functions/adapters/memory-findings.ts';
import { memoryRuns } from '../../../functions/adapters/memory-runs.ts';
import { estateStoreContract, head } from '../../support/estate-store-contract.ts';
import { findingStoreContract } from '../../support/finding-store-contract.ts';
import { runStoreContract } from '../../support/run-store-contract.ts';
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
