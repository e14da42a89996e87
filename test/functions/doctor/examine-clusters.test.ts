import { describe, expect, it } from 'vitest';
import { examineClusters } from '../../../functions/doctor/examine-clusters.ts';
import type { Check } from '../../../shared/model/check.ts';
import type { Config } from '../../../shared/model/config.ts';
import type { Answer } from '../../../shared/model/reading.ts';
import type { FactSource } from '../../../shared/ports/estate-source.ts';
import { plainConfig } from '../../support/config.ts';
import { sampleAccount } from '../../support/estate.ts';

const today = Date.parse('2026-11-21T12:00:00Z');
const expectedUnread = {
  ...{ place: 'eu-west-1/legacy', fact: 'kubernetes', reason: 'no network', owner: 'platform' },
  expires: '2026-11-21',
};

const names: Readonly<Record<string, Answer['outcome']>> = {
  'eu-west-1': { kind: 'items', items: ['legacy', 'payments'] },
  'eu-north-1': { kind: 'unread', reason: 'AccessDenied' },
};

const source: FactSource = {
  account: async () => sampleAccount,
  calls: () => 0,
  read: async function* (request) {
    const region = 'region' in request ? request.region : '';
    yield {
      path: `${region}/eks/clusters.json`,
      readAt: 1,
      outcome: names[region] ?? { kind: 'absent' },
    };
  },
};

async function stands(config: Partial<Config>, now = today): Promise<readonly string[]> {
  const checks: readonly Check[] = await examineClusters({
    account: sampleAccount,
    config: { ...plainConfig, ...config },
    source,
    probe: {
      reach: async ({ name }) =>
        name === 'payments'
          ? { read: true, value: true }
          : { read: false, reason: 'no connection (ETIMEDOUT)' },
    },
    readerArn: () => 'arn:aws:iam::012345678901:role/reader',
    clock: () => now,
  });
  return checks.map(({ id, status }) => `${id}: ${status}`);
}

describe('the clusters', () => {
  it('are each tried', async () => {
    expect(await stands({})).toEqual([
      'cluster eu-west-1/legacy: fault',
      'cluster eu-west-1/payments: ok',
    ]);
  });

  it('are of no matter as long as the configuration expects them not to be looked into', async () => {
    expect(await stands({ expectedUnread: [expectedUnread] })).toEqual([
      'cluster eu-west-1/legacy: not-applicable',
      'cluster eu-west-1/payments: ok',
    ]);
    const nextDay = today + 86_400_000;
    expect(await stands({ expectedUnread: [expectedUnread] }, nextDay)).toContain(
      'cluster eu-west-1/legacy: fault',
    );
  });

  it('of a Region that does not list them are unread', async () => {
    expect(await stands({ regions: ['eu-north-1'] })).toEqual(['clusters eu-north-1: unread']);
  });

  it('are not tried where they are not to be looked into', async () => {
    const kubernetes = { read: false, readers: [], accessEntries: [] };
    expect(await stands({ kubernetes })).toEqual(['clusters: not-applicable']);
  });
});
