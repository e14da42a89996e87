import { expect, test } from 'vitest';
import type { Finding, Transition } from '../../shared/model/finding.ts';
import type { Run } from '../../shared/model/run.ts';
import type { EstateStore, Head, Part } from '../../shared/ports/estate-store.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';

/** What every EstateStore promises. `create` gives an empty one. */
export function estateStoreContract(create: () => Promise<EstateStore>): void {
  test('has no HEAD at first', async () => {
    expect(await (await create()).head()).toBeUndefined();
  });

  test('moves HEAD and shows it at once', async () => {
    const store = await create();

    expect(await store.moveHead(undefined, head(1))).toBe(true);
    expect(await store.moveHead(1, head(2))).toBe(true);
    expect(await store.head()).toEqual(head(2));
  });

  test('does not make a first HEAD where there is one', async () => {
    const store = await create();
    await store.moveHead(undefined, head(1));

    expect(await store.moveHead(undefined, { ...head(1), configHash: 'other' })).toBe(false);
    expect(await store.head()).toEqual(head(1));
  });

  test('does not move a HEAD that somebody else has moved', async () => {
    const store = await create();
    await store.moveHead(undefined, head(1));
    await store.moveHead(1, head(2));

    expect(await store.moveHead(1, { ...head(2), configHash: 'other' })).toBe(false);
    expect(await store.head()).toEqual(head(2));
  });

  test('does not move a HEAD that is not there', async () => {
    const store = await create();

    expect(await store.moveHead(1, head(2))).toBe(false);
    expect(await store.head()).toBeUndefined();
  });

  test('lets one of many movers through', async () => {
    const store = await create();
    await store.moveHead(undefined, head(1));

    const movers = Array.from({ length: 8 }, () => store.moveHead(1, head(2)));

    expect((await Promise.all(movers)).filter((moved) => moved)).toEqual([true]);
  });

  test('keeps parts by name and hash', async () => {
    const store = await create();
    await store.putPart('aa11', part('eu-west-1/payments', 1));
    await store.putPart('bb22', part('eu-west-1/payments', 2));

    expect(await store.part('eu-west-1/payments', 'aa11')).toEqual(part('eu-west-1/payments', 1));
    expect(await store.part('eu-west-1/payments', 'bb22')).toEqual(part('eu-west-1/payments', 2));
  });

  test('takes the same part twice', async () => {
    const store = await create();
    await store.putPart('aa11', part('iam-0', 1));
    await store.putPart('aa11', part('iam-0', 1));

    expect(await store.part('iam-0', 'aa11')).toEqual(part('iam-0', 1));
  });

  test('knows no part that was never put', async () => {
    expect(await (await create()).part('iam-0', 'cc33')).toBeUndefined();
  });
}

export interface FencedFindings {
  readonly estates: EstateStore;
  readonly findings: FindingStore;
}

/** What every FindingStore promises. `create` gives empty ones that belong together. */
export function findingStoreContract(create: () => Promise<FencedFindings>): void {
  async function at(seq: number): Promise<FencedFindings> {
    const stores = await create();
    await stores.estates.moveHead(undefined, head(seq));
    return stores;
  }

  test('keeps the finding of a transition and owes the transition', async () => {
    const { findings } = await at(1);
    const opened = transition('a', 1, { actor: true });

    expect(await findings.write([opened], 1)).toBe('written');

    expect(await findings.all()).toEqual([opened.finding]);
    const { finding, ...step } = opened;
    const { severity, message, actor } = finding;
    expect(await findings.owed()).toEqual([
      { finding, owed: [{ ...step, severity, message, actor }] },
    ]);
  });

  test('writes nothing once HEAD has moved on', async () => {
    const { estates, findings } = await at(1);
    await estates.moveHead(1, head(2));

    expect(await findings.write([transition('a', 1)], 1)).toBe('superseded');
    expect(await findings.all()).toEqual([]);
  });

  test('writes nothing where there is no HEAD', async () => {
    const { findings } = await create();

    expect(await findings.write([transition('a', 1)], 1)).toBe('superseded');
  });

  test('writes more than a transaction can hold', async () => {
    const { findings } = await at(1);
    const transitions = Array.from({ length: 205 }, (_, n) => transition(`finding-${n}`, 1));

    expect(await findings.write(transitions, 1)).toBe('written');

    expect((await findings.all()).map(({ id }) => id).sort()).toEqual(
      transitions.map(({ finding }) => finding.id).sort(),
    );
    expect(await findings.owed()).toHaveLength(205);
  });

  test('takes several transitions of one finding in one write', async () => {
    const { findings } = await at(1);

    await findings.write([transition('a', 1), transition('b', 1), transition('a', 2)], 1);

    expect(await owedIds(findings)).toEqual({ a: ['a-1', 'a-2'], b: ['b-1'] });
    expect((await findings.all()).find(({ id }) => id === 'a')?.version).toBe(2);
  });

  test('owes a transition once, however often it is written', async () => {
    const { findings } = await at(1);
    await findings.write([transition('a', 1), transition('b', 1)], 1);

    expect(await findings.write([transition('a', 1), transition('b', 1)], 1)).toBe('written');
    expect(await findings.write([transition('a', 1), transition('c', 1)], 1)).toBe('written');

    expect(await owedIds(findings)).toEqual({ a: ['a-1'], b: ['b-1'], c: ['c-1'] });
  });

  test('does not owe again what was sent', async () => {
    const { findings } = await at(1);
    await findings.write([transition('a', 1)], 1);
    await findings.settle('a', ['a-1']);

    await findings.write([transition('a', 1)], 1);

    expect(await findings.owed()).toEqual([]);
    expect(await findings.all()).toEqual([transition('a', 1).finding]);
  });

  test('settles what is named and keeps what came later', async () => {
    const { findings } = await at(1);
    await findings.write([transition('a', 1), transition('a', 2), transition('b', 1)], 1);

    await findings.settle('a', ['a-1']);

    expect(await owedIds(findings)).toEqual({ a: ['a-2'], b: ['b-1'] });
  });

  test('settles while others write and settle', async () => {
    const { findings } = await at(1);
    await findings.write([transition('a', 1), transition('a', 2)], 1);

    await Promise.all([
      findings.settle('a', ['a-1']),
      findings.write([transition('a', 3)], 1),
      findings.settle('a', ['a-2']),
    ]);

    expect(await owedIds(findings)).toEqual({ a: ['a-3'] });
  });

  test('settles what it does not know without complaint', async () => {
    const { findings } = await at(1);
    await findings.settle('nowhere', ['nowhere-1']);

    expect(await findings.all()).toEqual([]);
  });

  test('names first what has waited longest', async () => {
    const { findings } = await at(1);
    await findings.write([transition('b', 2), transition('a', 1)], 1);

    expect((await findings.owed()).map(({ finding }) => finding.id)).toEqual(['a', 'b']);
  });
}

/** What every RunStore promises. `create` gives an empty one. */
export function runStoreContract(create: () => Promise<RunStore>): void {
  test('gives the lease to one run and names it to the others', async () => {
    const runs = await create();

    expect(await runs.begin(run('one'), 1_000, 0)).toBe('begun');
    expect(await runs.begin(run('two'), 1_500, 999)).toEqual({ running: 'one' });
    expect(await runs.run('one')).toEqual(run('one'));
    expect(await runs.run('two')).toBeUndefined();
  });

  test('gives the lease on when it has run out', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);

    expect(await runs.begin(run('two'), 2_000, 1_000)).toBe('begun');
    expect(await runs.renew('one', 3_000)).toBe(false);
  });

  test('lets the run that holds the lease begin again', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);

    expect(await runs.begin(run('one'), 2_000, 500)).toBe('begun');
    expect(await runs.begin(run('two'), 3_000, 1_500)).toEqual({ running: 'one' });
  });

  test('holds a renewed lease for longer', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);

    expect(await runs.renew('one', 2_000)).toBe(true);
    expect(await runs.begin(run('two'), 3_000, 1_999)).toEqual({ running: 'one' });
  });

  test('renews no lease that nobody holds', async () => {
    expect(await (await create()).renew('one', 2_000)).toBe(false);
  });

  test('frees the lease and owes the digest when a run ends', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);
    await runs.finish(finished('one', 500));

    expect(await runs.run('one')).toEqual(finished('one', 500));
    expect(await runs.owed()).toEqual([finished('one', 500)]);
    expect(await runs.begin(run('two'), 2_000, 501)).toBe('begun');
  });

  test('leaves the lease to the run that took it meanwhile', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);
    await runs.begin(run('two'), 2_000, 1_000);
    await runs.finish(finished('one', 1_200));

    expect(await runs.begin(run('three'), 3_000, 1_500)).toEqual({ running: 'two' });
  });

  test('owes the digests of several runs, the oldest first', async () => {
    const runs = await create();
    for (const [id, at] of [
      ['late', 900],
      ['early', 500],
    ] as const) {
      await runs.begin(run(id), 10_000, 0);
      await runs.finish(finished(id, at));
    }

    expect((await runs.owed()).map(({ runId }) => runId)).toEqual(['early', 'late']);
  });

  test('owes no digest that was sent, even if the run is finished again', async () => {
    const runs = await create();
    await runs.begin(run('one'), 1_000, 0);
    await runs.finish(finished('one', 500));
    await runs.settle('one');
    await runs.finish(finished('one', 600));

    expect(await runs.owed()).toEqual([]);
    expect(await runs.run('one')).toEqual(finished('one', 500));
  });

  test('settles what it does not know without complaint', async () => {
    const runs = await create();
    await runs.settle('nowhere');

    expect(await runs.run('nowhere')).toBeUndefined();
  });
}

export function head(seq: number): Head {
  return {
    seq,
    schemaVersion: 1,
    parts: { 'iam-0': 'aa11' },
    previousParts: {},
    catalogueHash: 'catalogue',
    configHash: 'config',
  };
}

function part(name: string, readAt: number): Part {
  return {
    schemaVersion: 1,
    name,
    facts: [[`clusters ${name}`, { read: true, value: ['payments'], readAt }]],
  };
}

/** The `version`th step of a finding, at that millisecond. */
export function transition(
  findingId: string,
  version: number,
  { actor = false }: { readonly actor?: boolean } = {},
): Transition {
  return {
    id: `${findingId}-${version}`,
    type: version === 1 ? 'OPENED' : 'CHANGED',
    cause: 'change',
    at: version,
    delivery: 'now',
    group: 'event-1',
    finding: { ...finding(findingId, version), ...(actor ? { actor: someone } : {}) },
  };
}

const someone = {
  name: 'role/ci',
  eventId: 'event-1',
  eventName: 'AssociateAccessPolicy',
  eventTime: 1,
  region: 'eu-west-1',
} as const;

function finding(id: string, version: number): Finding {
  return {
    id,
    ruleId: 'access-entry-no-cluster-admin',
    severity: 'HIGH',
    title: 'Access entry is cluster admin',
    message: `${id} is cluster admin "everywhere".`,
    accountId: '111122223333',
    region: 'eu-west-1',
    clusterName: 'payments',
    resource: { type: 'AWS::EKS::AccessEntry', id },
    subject: id,
    evidence: { policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' },
    because: 'Its holder can read every Secret.',
    remedy: 'Associate a narrower access policy.',
    fingerprint: '{}',
    status: 'open',
    firstSeen: 1,
    changedAt: version,
    version,
  };
}

function run(runId: string): Run {
  return { runId, startedAt: 0, status: 'running', baseline: false };
}

function finished(runId: string, finishedAt: number): Run {
  return { ...run(runId), status: 'complete', finishedAt };
}

async function owedIds(
  findings: FindingStore,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const owed = await findings.owed();
  return Object.fromEntries(
    owed.map(({ finding, owed: steps }) => [finding.id, steps.map(({ id }) => id)]),
  );
}
