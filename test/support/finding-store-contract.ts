import { expect, test } from 'vitest';
import type { AccessStory } from '../../shared/model/finding.ts';
import type { EstateStore } from '../../shared/ports/estate-store.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import { head } from './estate-store-contract.ts';
import { transition } from './transition.ts';

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

  test('keeps the newest ten of more than fifty owed and the newest urgent one, and counts the others', async () => {
    const { findings } = await at(1);
    const quiet = (version: number) => ({
      ...transition('a', version),
      delivery: 'digest' as const,
    });
    const steps = [transition('a', 1), transition('a', 2), ...versions(3, 50).map(quiet)];
    await findings.write(steps, 1);
    expect((await owedIds(findings))['a']).toHaveLength(50);

    await findings.write([transition('b', 1), quiet(51), transition('c', 1)], 1);
    await findings.write([quiet(51)], 1);

    const newest = ['a-2', ...versions(42, 51).map((version) => `a-${version}`)];
    expect(await owedIds(findings)).toEqual({ a: newest, b: ['b-1'], c: ['c-1'] });
    expect(await droppedOf(findings, 'a')).toEqual([40, ...newest.slice(1).map(() => undefined)]);
    const kept = (await findings.all()).find(({ id }) => id === 'a');
    expect(kept).toEqual(transition('a', 51).finding);
  });

  test('goes on counting what it does not keep, until that has been told', async () => {
    const { findings } = await at(1);
    await findings.write(
      versions(1, 92).map((version) => transition('a', version)),
      1,
    );

    const newest = versions(83, 92).map((version) => `a-${version}`);
    expect(await owedIds(findings)).toEqual({ a: newest });
    expect((await droppedOf(findings, 'a'))[0]).toBe(82);

    await findings.settle('a', newest);
    await findings.write([transition('a', 93)], 1);
    expect(await droppedOf(findings, 'a')).toEqual([undefined]);
  });

  test('keeps what a finding awaits, and that it flaps', async () => {
    const { findings } = await at(1);
    const opened = transition('a', 1);
    const claims = [{ key: 'role iam arn:aws:iam::111122223333:role/ci', path: '', id: '0123' }];
    const finding = {
      ...opened.finding,
      awaiting: { claims, since: 1, until: 2 },
      reopenedAt: [1, 2, 3],
      flapping: { since: 1, count: 3, movedAt: 3, remindedAt: 1, longestOpen: 2 },
    };
    await findings.write([{ ...opened, finding }], 1);

    expect(await findings.all()).toEqual([finding]);
    expect((await findings.owed())[0]?.finding).toEqual(finding);
  });

  test('writes a finding that nobody is to be told of, and owes nothing', async () => {
    const { findings } = await at(1);
    const untold = { ...transition('a', 1), delivery: 'none' as const };
    await findings.write([untold], 1);
    await findings.write([untold], 1);

    expect(await findings.all()).toEqual([untold.finding]);
    expect(await findings.owed()).toEqual([]);
  });

  test('owes what it owed when a step follows that nobody is to be told of', async () => {
    const { findings } = await at(1);
    const untold = { ...transition('a', 2), delivery: 'none' as const };
    await findings.write([transition('a', 1), untold, transition('a', 3)], 1);

    expect(await owedIds(findings)).toEqual({ a: ['a-1', 'a-3'] });
    await findings.write([{ ...transition('a', 4), delivery: 'none' }], 1);
    expect(await owedIds(findings)).toEqual({ a: ['a-1', 'a-3'] });
    expect((await findings.all())[0]?.version).toBe(4);
  });

  test('owes the story of access with the transition', async () => {
    const { findings } = await at(1);
    await findings.write([{ ...transition('a', 1), access }], 1);

    expect((await findings.owed())[0]?.owed.map((step) => step.access)).toEqual([access]);
  });

  test('keeps the newest five stories where more than ten steps wait', async () => {
    const { findings } = await at(1);
    const told = (version: number) => ({ ...transition('a', version), access });
    await findings.write(versions(1, 10).map(told), 1);
    expect(await storiesOf(findings)).toEqual(versions(1, 10).map((version) => `a-${version}`));

    await findings.write([transition('a', 11)], 1);
    expect(await storiesOf(findings)).toHaveLength(10);

    await findings.write([told(12)], 1);
    expect(await storiesOf(findings)).toEqual(['a-7', 'a-8', 'a-9', 'a-10', 'a-12']);
    expect((await owedIds(findings))['a']).toHaveLength(12);
  });

  test('keeps as much about one finding as may wait, however long the texts', async () => {
    const { findings } = await at(1);
    const long = (version: number) => {
      const step = transition('a', version);
      const message = 'm'.repeat(2_000);
      return { ...step, finding: { ...step.finding, message }, access: longStory };
    };
    await findings.write(versions(1, 50).map(long), 1);

    expect((await owedIds(findings))['a']).toHaveLength(50);
  });

  test('names first what has waited longest', async () => {
    const { findings } = await at(1);
    await findings.write([transition('b', 2), transition('a', 1)], 1);

    expect((await findings.owed()).map(({ finding }) => finding.id)).toEqual(['a', 'b']);
  });
}

async function owedIds(
  findings: FindingStore,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const owed = await findings.owed();
  return Object.fromEntries(
    owed.map(({ finding, owed: steps }) => [finding.id, steps.map(({ id }) => id)]),
  );
}

/** Of finding `a`: the steps that have a story. */
async function storiesOf(findings: FindingStore): Promise<readonly string[]> {
  const steps = (await findings.owed()).flatMap(({ owed }) => owed);
  return steps.filter((step) => step.access !== undefined).map(({ id }) => id);
}

const access: AccessStory = {
  principalArn: 'arn:aws:iam::111122223333:role/ci',
  clusterName: 'payments',
  before: { grants: [] },
  after: {
    grants: ['AmazonEKSClusterAdminPolicy in the whole cluster'],
    power: 'cluster-admin in the whole cluster',
  },
  undo: ['aws eks delete-access-entry --cluster-name payments'],
};

const longStory: AccessStory = {
  ...access,
  before: { grants: Array.from({ length: 500 }, (_, n) => `grant ${n} ${'g'.repeat(300)}`) },
  after: { grants: Array.from({ length: 500 }, (_, n) => `grant ${n} ${'h'.repeat(300)}`) },
  undo: [`aws iam put-role-policy --policy-document '${'d'.repeat(3_900)}'`],
};

async function droppedOf(
  findings: FindingStore,
  findingId: string,
): Promise<readonly (number | undefined)[]> {
  const of = (await findings.owed()).find(({ finding }) => finding.id === findingId);
  return (of?.owed ?? []).map(({ dropped }) => dropped);
}

/** Both included. */
function versions(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
