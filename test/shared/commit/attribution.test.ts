import { describe, expect, it } from 'vitest';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../../functions/adapters/memory-findings.ts';
import { commit } from '../../../shared/commit/commit.ts';
import type { CommitInput } from '../../../shared/commit/commit-ports.ts';
import { claimOf } from '../../../shared/findings/identity.ts';
import type { AccessEntry, AssociatedAccessPolicy } from '../../../shared/model/access-entry.ts';
import type { Change } from '../../../shared/model/change.ts';
import type { FactMap } from '../../../shared/model/estate.ts';
import { absent, type Fact, present } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { ValueChange } from '../../../shared/model/value-change.ts';
import type { FindingStore } from '../../../shared/ports/finding-store.ts';
import { plainConfig } from '../../support/config.ts';
import {
  adminView,
  clusterAdmin,
  prodRef,
  roleArn,
  sampleAccount,
  sketchFacts,
} from '../../support/estate.ts';
import { testCatalogue } from '../../support/rules.ts';

const ci = roleArn('ci');
const entryKey = factKeys.accessEntry(prodRef, ci);
const policiesKey = factKeys.accessPolicies(prodRef, ci);

/** A deployment whose first sweep found prod with an entry that can do nothing. */
async function running(before: FactMap = sketchFacts({ prod: { ci: {} } }, 1_000)) {
  const estates = memoryEstates();
  const findings = memoryFindings(estates);
  let now = 2_000;
  const ports = {
    account: sampleAccount,
    catalogue: testCatalogue,
    catalogueHash: 'catalogue',
    config: { ...plainConfig, alerts: { ...plainConfig.alerts, minimumSeverity: 'LOW' as const } },
    configHash: 'config',
    clock: () => now,
    memory: {},
    estates,
    findings,
  };
  await commit(ports, {
    facts: before,
    group: 'run',
    changes: [],
    baseline: { runId: 'run', finished: true },
  });
  const put = async (
    facts: FactMap,
    changes: readonly Change[],
    more: Partial<CommitInput> = {},
  ) => {
    now += 1_000;
    const { transitions } = await commit(ports, { facts, changes, group: 'g', ...more });
    return transitions.map(({ type, delivery, finding }) => ({
      rule: finding.ruleId,
      type,
      delivery,
      by: finding.actor?.eventId,
      awaits: finding.awaiting?.claims.map(({ key, path }) => `${key.split(' ')[0]} ${path}`),
    }));
  };
  return { put, findings };
}

function entry(kubernetesGroups: readonly string[], readAt: number): FactMap {
  const value: AccessEntry = { principalArn: ci, type: 'STANDARD', kubernetesGroups };
  return new Map([[entryKey, present(value, readAt)]]);
}

function policies(readAt: number, ...held: readonly AssociatedAccessPolicy[]): FactMap {
  return new Map([[policiesKey, present(held, readAt)]]);
}

function both(...maps: readonly FactMap[]): FactMap {
  return new Map(maps.flatMap((map) => [...map]));
}

function by(eventId: string, eventTime: number, ...written: readonly ValueChange[]): Change {
  const actor = {
    name: `user/${eventId}`,
    eventId,
    eventName: 'x',
    eventTime,
    region: 'eu-west-1',
  };
  return { actor, claims: written.map(claimOf) };
}

const groups = (...names: string[]): ValueChange => ({
  key: entryKey,
  path: 'kubernetesGroups',
  value: names,
});
const created: ValueChange = { key: entryKey, path: '', value: true };
const associated = ({ policyArn, accessScope }: AssociatedAccessPolicy): ValueChange => ({
  key: policiesKey,
  path: policyArn,
  value: accessScope as unknown as Json,
});
const admin = associated(clusterAdmin);

describe('one caller edits groups while the event of another, about a policy, is still queued', () => {
  const facts = both(entry(['devs'], 5_000), policies(5_000, clusterAdmin));

  it('names who edited the groups for the groups alone, and the other once the event comes', async () => {
    const { put } = await running();
    expect(await put(facts, [by('alice', 4_000, groups('devs'))])).toEqual([
      {
        rule: 'test-no-admin',
        type: 'OPENED',
        delivery: 'now',
        by: undefined,
        awaits: [`access-policies ${clusterAdmin.policyArn}`],
      },
      { rule: 'test-no-groups', type: 'OPENED', delivery: 'now', by: 'alice', awaits: undefined },
    ]);
    expect(await put(facts, [by('mallory', 4_000, admin)])).toEqual([
      {
        rule: 'test-no-admin',
        type: 'ACTOR_KNOWN',
        delivery: 'now',
        by: 'mallory',
        awaits: undefined,
      },
    ]);
    expect(await put(facts, [by('mallory', 4_000, admin)])).toEqual([]);
  });

  it('names each when both events are at hand, in whatever order', async () => {
    for (const changes of [
      [by('alice', 4_000, groups('devs')), by('mallory', 4_000, admin)],
      [by('mallory', 4_000, admin), by('alice', 4_000, groups('devs'))],
    ]) {
      const { put } = await running();
      expect((await put(facts, changes)).map((step) => step.by)).toEqual(['mallory', 'alice']);
    }
  });

  it('names each when what two callers did to one entry came in one reading', async () => {
    const { put } = await running();
    const view = { ...adminView, accessScope: { type: 'namespace', namespaces: ['dev'] } };
    const held = both(entry(['g'], 5_000), policies(5_000, clusterAdmin, view));
    const changes = [
      by('alice', 4_000, associated(view)),
      by('mallory', 4_000, admin),
      by('carol', 4_000, groups('g')),
    ];
    expect(await put(held, changes)).toMatchObject([
      { rule: 'test-no-admin', by: 'mallory' },
      { rule: 'test-no-groups', by: 'carol' },
    ]);
  });
});

describe('what no event has accounted for', () => {
  it('waits for each of the events that made it, and names the last of them', async () => {
    const { put } = await running(sketchFacts({ prod: {} }, 1_000));
    const facts = both(entry(['devs'], 5_000), policies(5_000));
    expect(await put(facts, [])).toMatchObject([
      {
        rule: 'test-no-groups',
        type: 'OPENED',
        delivery: 'digest',
        awaits: ['access-entry ', 'access-entry kubernetesGroups'],
      },
    ]);
    expect(await put(facts, [by('bob', 4_500, groups('devs'))])).toMatchObject([
      { type: 'ACTOR_KNOWN', delivery: 'none', by: undefined, awaits: ['access-entry '] },
    ]);
    expect(await put(facts, [by('alice', 4_000, created, groups())])).toMatchObject([
      { type: 'ACTOR_KNOWN', delivery: 'now', by: 'bob', awaits: undefined },
    ]);
  });

  it('is not accounted for by an event long before it was read or long after', async () => {
    const { put } = await running(sketchFacts({ prod: { ci: {} } }, 1_000_000));
    const facts = policies(2_000_000, clusterAdmin);
    await put(facts, []);
    for (const time of [699_000, 2_301_000])
      expect(await put(facts, [by('x', time, admin)])).toEqual([]);
    expect(await put(facts, [by('y', 700_000, admin)])).toMatchObject([{ by: 'y' }]);
  });

  it('is told with the digest where a sweep looked the event up', async () => {
    const { put } = await running();
    const facts = policies(5_000, clusterAdmin);
    await put(facts, []);
    expect(await put(facts, [by('x', 4_000, admin)], { inDigest: true })).toMatchObject([
      { type: 'ACTOR_KNOWN', delivery: 'digest', by: 'x' },
    ]);
  });

  it('is forgotten when the finding moves on', async () => {
    const { put } = await running();
    await put(policies(5_000, clusterAdmin), []);
    const away = { key: policiesKey, path: clusterAdmin.policyArn };
    expect(await put(policies(6_000), [by('bob', 5_500, away)])).toMatchObject([
      { type: 'RESOLVED', by: 'bob', awaits: undefined },
    ]);
    expect(await put(policies(6_000), [by('x', 4_000, admin)])).toEqual([]);
  });
});

describe('several events about one value', () => {
  it('name who made it what it is, and not who said the same again', async () => {
    const { put } = await running();
    const changes = [by('alice', 4_000, admin), by('bob', 5_000, admin)];
    expect(await put(policies(6_000, clusterAdmin), changes)).toMatchObject([{ by: 'alice' }]);
  });

  it('name who made it so again after somebody took it away', async () => {
    const { put } = await running();
    const away = by('carol', 4_500, { key: policiesKey, path: clusterAdmin.policyArn });
    const changes = [by('alice', 4_000, admin), by('bob', 5_000, admin), away];
    expect(await put(policies(6_000, clusterAdmin), changes)).toMatchObject([{ by: 'bob' }]);
  });

  it('name nobody where different people did it within a second', async () => {
    const { put } = await running();
    const changes = [by('alice', 4_000, admin), by('bob', 4_000, admin)];
    expect(await put(policies(6_000, clusterAdmin), changes)).toMatchObject([
      { by: undefined, awaits: [`access-policies ${clusterAdmin.policyArn}`] },
    ]);
  });
});

describe('an entry that is new', () => {
  const facts = both(entry([], 5_000), policies(5_000, clusterAdmin));

  it('is the doing of who made it and gave it the policy', async () => {
    const { put } = await running(sketchFacts({ prod: {} }, 1_000));
    const changes = [by('create', 4_000, created, groups()), by('associate', 4_500, admin)];
    expect(await put(facts, changes)).toMatchObject([{ rule: 'test-no-admin', by: 'associate' }]);
  });

  it('waits for the policy where only its making is known', async () => {
    const { put } = await running(sketchFacts({ prod: {} }, 1_000));
    expect(await put(facts, [by('create', 4_000, created, groups())])).toMatchObject([
      {
        rule: 'test-no-admin',
        by: undefined,
        awaits: [`access-policies ${clusterAdmin.policyArn}`],
      },
    ]);
  });

  it('that was not read before is explained by what events tell of it', async () => {
    const { put } = await running(
      new Map(
        [...sketchFacts({ prod: {} }, 1_000)].filter(([key]) => !key.startsWith('access-entries')),
      ),
    );
    expect(await put(both(facts, list(5_000, ci)), [by('associate', 4_500, admin)])).toMatchObject([
      { rule: 'test-no-admin', by: 'associate' },
    ]);
  });

  it('that was not read before is not the doing of whoever wrote something else in it', async () => {
    const { put } = await running(
      new Map(
        [...sketchFacts({ prod: {} }, 1_000)].filter(([key]) => !key.startsWith('access-entries')),
      ),
    );
    const changes = [by('groups', 4_500, groups('devs'))];
    const now = both(entry(['devs'], 5_000), policies(5_000, clusterAdmin), list(5_000, ci));
    expect(await put(now, changes)).toMatchObject([
      { rule: 'test-no-admin', by: undefined, awaits: undefined },
      { rule: 'test-no-groups', by: 'groups' },
    ]);
  });
});

describe('an entry that is gone', () => {
  it('is the doing of who deleted it', async () => {
    const { put } = await running(
      sketchFacts({ prod: { ci: { accessPolicies: [clusterAdmin] } } }, 1_000),
    );
    const gone = new Map<FactKey<unknown>, Fact<unknown>>([
      [entryKey, absent(5_000)],
      [policiesKey, absent(5_000)],
    ]);
    expect(await put(gone, [by('x', 4_000, { key: entryKey, path: '' })])).toMatchObject([
      { type: 'RESOLVED', by: 'x' },
    ]);
  });

  it('is not the doing of who deleted its role at the same time', async () => {
    const roleKey = factKeys.role(ci);
    const role = { arn: ci, name: 'ci', roleId: 'AROA1', path: '/', createDate: 1, tags: {} };
    const { put } = await running(
      new Map([
        ...sketchFacts({ prod: { ci: { accessPolicies: [clusterAdmin] } } }, 1_000),
        [roleKey, present(role, 1_000)] as const,
      ]),
    );
    const gone = new Map<FactKey<unknown>, Fact<unknown>>([
      [entryKey, absent(5_000)],
      [policiesKey, absent(5_000)],
      [roleKey, absent(5_000)],
    ]);
    const changes = [
      by('entry', 4_000, { key: entryKey, path: '' }),
      by('role', 4_500, { key: roleKey, path: '' }),
    ];
    expect(await put(gone, changes)).toMatchObject([{ type: 'RESOLVED', by: 'entry' }]);
  });
});

describe('an event that is delivered again after a crash had moved HEAD', () => {
  it('still names who did it', async () => {
    const { put, findings } = await running();
    const facts = policies(5_000, clusterAdmin);
    await crashing(findings, () => put(facts, [by('alice', 4_000, admin)]));
    expect(await put(facts, [by('alice', 4_000, admin)])).toMatchObject([
      { type: 'OPENED', by: 'alice' },
    ]);
  });

  it('names nobody whose own commit only finished that one, and them once it is delivered again', async () => {
    const { put, findings } = await running();
    const alice = [by('alice', 4_000, admin)];
    await crashing(findings, () => put(policies(5_000, clusterAdmin), alice));
    expect(await put(entry(['devs'], 6_000), [by('bob', 5_500, groups('devs'))])).toMatchObject([
      {
        rule: 'test-no-admin',
        by: undefined,
        awaits: [`access-policies ${clusterAdmin.policyArn}`],
      },
      { rule: 'test-no-groups', by: 'bob' },
    ]);
    expect(await put(policies(7_000, clusterAdmin), alice)).toMatchObject([
      { rule: 'test-no-admin', type: 'ACTOR_KNOWN', by: 'alice' },
    ]);
  });

  it('names who took something away, which no value that is there tells of', async () => {
    const { put, findings } = await running(
      sketchFacts({ prod: { ci: { accessPolicies: [clusterAdmin] } } }, 1_000),
    );
    const alice = [by('alice', 4_000, { key: policiesKey, path: clusterAdmin.policyArn })];
    await crashing(findings, () => put(policies(5_000), alice));
    expect(await put(policies(6_000), alice)).toMatchObject([{ type: 'RESOLVED', by: 'alice' }]);
  });
});

/** What is done while findings cannot be written. */
async function crashing(findings: FindingStore, work: () => Promise<unknown>): Promise<void> {
  const { write } = findings;
  findings.write = async () => {
    throw new Error('crash');
  };
  await expect(work()).rejects.toThrow('crash');
  findings.write = write;
}

function list(readAt: number, ...arns: readonly string[]): FactMap {
  return new Map([[factKeys.accessEntries(prodRef), present(arns, readAt)]]);
}
