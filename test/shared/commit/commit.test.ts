import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../../functions/adapters/memory-findings.ts';
import { commit, dayOf, HeadContended, loadFacts } from '../../../shared/commit/commit.ts';
import type { CommitInput, CommitPorts } from '../../../shared/commit/commit-ports.ts';
import { estateSchemaVersion, partName, partsOf } from '../../../shared/commit/parts.ts';
import { claimOf } from '../../../shared/findings/identity.ts';
import type { Actor, Change } from '../../../shared/model/change.ts';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import { type FactMap, mergeFacts, pruneFacts } from '../../../shared/model/estate.ts';
import { absent, type Fact, present } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { OwedTransition } from '../../../shared/model/finding.ts';
import type { ValueChange } from '../../../shared/model/value-change.ts';
import { defineRule } from '../../../shared/rules/rule.ts';
import { arbitraryFacts } from '../../support/arbitrary-estates.ts';
import { plainConfig } from '../../support/config.ts';
import {
  adminView,
  clusterAdmin,
  prodRef,
  roleArn,
  sampleAccount,
  sketchFacts,
} from '../../support/estate.ts';
import { adminRule, testCatalogue } from '../../support/rules.ts';

function setUp(changes: Partial<CommitPorts> = {}) {
  const estates = memoryEstates();
  const findings = memoryFindings(estates);
  const ports: CommitPorts = {
    account: sampleAccount,
    catalogue: testCatalogue,
    catalogueHash: 'catalogue-1',
    config: plainConfig,
    configHash: 'config-1',
    clock: () => 1_000,
    memory: {},
    estates,
    findings,
    ...changes,
  };
  const put = (facts: FactMap, more: Partial<CommitInput> = {}, other: Partial<CommitPorts> = {}) =>
    commit({ ...ports, ...other }, { facts, group: 'g', changes: [], ...more });
  return { estates, findings, ports, put };
}

const clean = sketchFacts({ prod: { ci: {} } }, 1);
const admin = sketchFacts({ prod: { ci: { accessPolicies: [clusterAdmin] } } }, 2);
const ciPolicies = factKeys.accessPolicies(prodRef, roleArn('ci'));
const finished = { baseline: { runId: 'run-1', finished: true } };

type Told = Pick<OwedTransition, 'type' | 'cause' | 'delivery'> & { readonly actor?: string };

function actor(name: string): Actor {
  return { name, eventId: `e-${name}`, eventName: 'x', eventTime: 1, region: 'eu-west-1' };
}

function change(name: string, ...written: readonly ValueChange[]): Change {
  return { actor: actor(name), claims: written.map(claimOf) };
}

const ciIsAdmin: ValueChange = {
  key: ciPolicies,
  path: clusterAdmin.policyArn,
  value: { type: 'cluster', namespaces: [] },
};
const entryGone = (cluster: ClusterRef, role: string): ValueChange => ({
  key: factKeys.accessEntry(cluster, roleArn(role)),
  path: '',
});

describe('a commit', () => {
  it('moves HEAD by one and keeps the parts it replaced', async () => {
    const { estates, put } = setUp();
    await put(clean, finished);
    const first = estates.current();
    expect(first).toMatchObject({ schemaVersion: estateSchemaVersion, previousParts: {} });
    expect(Object.keys(first?.parts ?? {})).toEqual(['eu-west-1', 'eu-west-1/prod']);
    await put(admin);
    expect(estates.current()).toMatchObject({
      seq: (first?.seq ?? 0) + 1,
      previousParts: first?.parts,
    });
  });

  it('puts only the parts that changed', async () => {
    const { estates, ports, put } = setUp();
    await put(clean, finished);
    const names: string[] = [];
    const watched = {
      ...estates,
      putPart: async (hash: string, part: Parameters<typeof estates.putPart>[1]) => {
        names.push(part.name);
        await estates.putPart(hash, part);
      },
    };
    const facts = new Map([[ciPolicies, present([clusterAdmin], 5)]]);
    await commit({ ...ports, estates: watched }, { facts, group: 'g', changes: [] });
    expect(names).toEqual(['eu-west-1/prod']);
  });

  it('keeps what is newer in the stored estate', async () => {
    const { findings, put } = setUp();
    await put(admin, finished);
    await put(sketchFacts({ prod: { ci: {} } }, 1));
    expect((await findings.all()).map(({ status }) => status)).toEqual(['open']);
  });

  it('that lost the race for HEAD starts again on what the other left', async () => {
    const { estates, ports, put } = setUp();
    await put(clean, finished);
    let raced = false;
    const racing = {
      ...estates,
      moveHead: async (...args: Parameters<typeof estates.moveHead>) => {
        if (!raced) {
          raced = true;
          await put(admin);
        }
        return estates.moveHead(...args);
      },
    };
    const dev = sketchFacts({ prod: { ci: {} }, dev: { ops: {} } }, 3);
    const result = await commit(
      { ...ports, estates: racing },
      { facts: dev, group: 'g', changes: [] },
    );
    expect(result.estate.facts.size).toBeGreaterThan(dev.size - 1);
    expect(Object.keys(estates.current()?.parts ?? {})).toContain('eu-west-1/dev');
  });

  it('gives up when others move HEAD without end', async () => {
    const { estates, ports } = setUp();
    const stolen = { ...estates, moveHead: async () => false };
    await expect(
      commit({ ...ports, estates: stolen }, { facts: clean, group: 'g', changes: [] }),
    ).rejects.toThrow(new HeadContended('HEAD moved 20 times under this commit; try again.'));
  });

  it('judges again only what changed since the last one of this process', async () => {
    const judged: string[] = [];
    const counting = defineRule({
      ...adminRule,
      *check(subject, facts) {
        judged.push(subject.entry.principalArn);
        yield* adminRule.check(subject, facts);
      },
    });
    const { put } = setUp({ catalogue: [counting] });
    await put(sketchFacts({ prod: { ci: {}, ops: {} } }, 1), finished);
    judged.length = 0;
    await put(new Map([[ciPolicies, present([clusterAdmin], 5)]]));
    expect(judged).toEqual([roleArn('ci')]);
  });

  it('moves only the findings of the rules it is told', async () => {
    const { findings, put } = setUp();
    const both = sketchFacts(
      { prod: { ci: { kubernetesGroups: ['g'], accessPolicies: [clusterAdmin] } } },
      2,
    );
    await put(both, { ...finished, onlyRules: new Set(['test-no-groups']) });
    expect((await findings.all()).map(({ ruleId }) => ruleId)).toEqual(['test-no-groups']);
  });

  it('asks for no write where no finding moves', async () => {
    const { findings, ports, put } = setUp();
    await put(clean, finished);
    const write = async () => {
      throw new Error('there is nothing to write');
    };
    const silent = { ...ports, findings: { ...findings, write } };
    const { transitions } = await commit(silent, { facts: clean, group: 'g', changes: [] });
    expect(transitions).toEqual([]);
  });

  it('starts again when HEAD moves before it has written, for only it knows its events', async () => {
    const { estates, findings, ports, put } = setUp();
    await put(clean, finished);
    let raced = false;
    const slow = {
      ...findings,
      all: async () => {
        const known = await findings.all();
        if (!raced) {
          raced = true;
          const head = estates.current();
          if (head !== undefined) await estates.moveHead(head.seq, { ...head, seq: head.seq + 1 });
        }
        return known;
      },
    };
    const { transitions } = await commit(
      { ...ports, findings: slow },
      { facts: admin, group: 'g', changes: [change('alice', ciIsAdmin)] },
    );
    expect(transitions).toMatchObject([{ type: 'OPENED', finding: { actor: { name: 'alice' } } }]);
    expect(await findings.all()).toMatchObject([{ status: 'open', actor: { name: 'alice' } }]);
  });

  it('treats an estate of another schema, or with a part gone, as none', async () => {
    const { estates, put } = setUp();
    await put(clean, finished);
    const head = estates.current();
    if (head === undefined) throw new Error('there is a HEAD');
    expect(await loadFacts(estates, head)).toEqual(clean);
    expect(await loadFacts(estates, { ...head, schemaVersion: 0 })).toBeUndefined();
    expect(await loadFacts(estates, { ...head, parts: { x: 'gone' } })).toBeUndefined();
    expect(await loadFacts(estates, undefined)).toBeUndefined();
    const part = async () => ({ schemaVersion: 0, name: 'x', facts: [] });
    expect(await loadFacts({ ...estates, part }, head)).toBeUndefined();
  });
});

describe('the cause of a transition', () => {
  const told = async (set: ReturnType<typeof setUp>): Promise<readonly Told[]> =>
    (await set.findings.owed()).flatMap(({ owed }) =>
      owed.map(({ type, cause, delivery, actor: by }) => ({
        type,
        cause,
        delivery,
        ...(by === undefined ? {} : { actor: by.name }),
      })),
    );

  it('is the baseline until the first sweep has ended', async () => {
    const set = setUp();
    await set.put(clean, { baseline: { runId: 'run-1', finished: false } });
    expect(set.estates.current()?.baselineRun).toBe('run-1');
    await set.put(admin, finished);
    expect(set.estates.current()?.baselineRun).toBeUndefined();
    expect(await told(set)).toEqual([{ type: 'OPENED', cause: 'baseline', delivery: 'digest' }]);
  });

  it('is a change once it has, told in the digest when a sweep found it', async () => {
    const set = setUp();
    await set.put(clean, finished);
    await set.put(admin);
    expect(await told(set)).toEqual([{ type: 'OPENED', cause: 'change', delivery: 'digest' }]);
  });

  it('is a change told at once, with the actor of the event that explains it', async () => {
    const set = setUp();
    await set.put(clean, finished);
    await set.put(admin, { changes: [change('alice', ciIsAdmin)] });
    expect(await told(set)).toEqual([
      { type: 'OPENED', cause: 'change', delivery: 'now', actor: 'alice' },
    ]);
  });

  it.each([
    ['another fact', { ...ciIsAdmin, key: factKeys.accessPolicies(prodRef, roleArn('ops')) }],
    ['another policy', { ...ciIsAdmin, path: adminView.policyArn }],
    ['another scope', { ...ciIsAdmin, value: { type: 'namespace', namespaces: ['dev'] } }],
    ['that it was taken away', { key: ciPolicies, path: clusterAdmin.policyArn }],
  ])('has no actor when the event tells of %s', async (_, written) => {
    const set = setUp();
    await set.put(clean, finished);
    await set.put(admin, { changes: [change('alice', written)] });
    expect(await told(set)).toEqual([{ type: 'OPENED', cause: 'change', delivery: 'now' }]);
  });

  it('has no actor when two people touched the same fact', async () => {
    const set = setUp();
    await set.put(clean, finished);
    await set.put(admin, { changes: [change('alice', ciIsAdmin), change('bob', ciIsAdmin)] });
    expect(await told(set)).toEqual([{ type: 'OPENED', cause: 'change', delivery: 'now' }]);
  });

  it('names who removed a subject that is gone', async () => {
    const set = setUp();
    await set.put(admin, finished);
    const entry = factKeys.accessEntry(prodRef, roleArn('ci'));
    const gone = new Map<FactKey<unknown>, Fact<unknown>>([
      [entry, absent(9)],
      [ciPolicies, absent(9)],
    ]);
    await set.put(gone, { changes: [change('alice', entryGone(prodRef, 'ci'))] });
    expect((await told(set)).at(-1)).toEqual({
      type: 'RESOLVED',
      cause: 'change',
      delivery: 'now',
      actor: 'alice',
    });
  });

  it('is a change during the baseline for what an event explains, and for nothing else', async () => {
    const set = setUp();
    const both = sketchFacts(
      { prod: { ci: { accessPolicies: [clusterAdmin] }, ops: { accessPolicies: [clusterAdmin] } } },
      2,
    );
    await set.put(both, { changes: [change('alice', ciIsAdmin)] });
    expect(set.estates.current()?.baselineRun).toBe('');
    expect(await told(set)).toEqual(
      expect.arrayContaining([
        { type: 'OPENED', cause: 'change', delivery: 'now', actor: 'alice' },
        { type: 'OPENED', cause: 'baseline', delivery: 'digest' },
      ]),
    );
  });

  it('has no actor when two people of one second shared a role, and of two deeds of one the deed that did it', async () => {
    const set = setUp();
    await set.put(clean, finished);
    const by = (session: string, eventTime: number): Change => ({
      actor: { ...actor(`role/admin (session ${session})`), arn: roleArn('admin'), eventTime },
      claims: [eventTime < 9 ? ciIsAdmin : { key: ciPolicies, path: clusterAdmin.policyArn }].map(
        claimOf,
      ),
    });
    await set.put(admin, { changes: [by('mallory', 1), by('bob', 1)] });
    expect((await told(set))[0]).not.toHaveProperty('actor');
    await set.put(sketchFacts({ prod: { ci: {} } }, 9), {
      changes: [
        by('bob', 20),
        { ...by('bob', 10), actor: { ...by('bob', 10).actor, eventId: 'old' } },
      ],
    });
    const [{ finding } = { finding: undefined }] = await set.findings.owed();
    expect(finding?.actor).toMatchObject({ name: 'role/admin (session bob)', eventTime: 10 });
  });

  it('is the baseline still for whoever comes after a crash in the first sweep', async () => {
    const set = setUp();
    const crashing = {
      ...set.findings,
      write: async () => {
        throw new Error('crash');
      },
    };
    await expect(set.put(admin, finished, { findings: crashing })).rejects.toThrow('crash');
    await set.put(new Map(), { changes: [change('alice')] });
    expect(await told(set)).toEqual([{ type: 'OPENED', cause: 'baseline', delivery: 'digest' }]);
  });

  it('is the catalogue still for whoever comes after a crash, or after a sweep of some rules only', async () => {
    const set = setUp();
    const grouped = sketchFacts({ prod: { ci: { kubernetesGroups: ['g'] } } }, 1);
    await set.put(grouped, finished, { catalogue: [adminRule], catalogueHash: 'catalogue-0' });
    const onlyRules = new Set(['test-no-admin']);
    await set.put(new Map(), { onlyRules }, { memory: {} });
    expect(set.estates.current()?.catalogueHash).toBe('catalogue-0');
    await set.put(new Map(), { changes: [change('alice')] }, { memory: {} });
    expect(await told(set)).toEqual([{ type: 'OPENED', cause: 'catalogue', delivery: 'digest' }]);
    expect(set.estates.current()?.catalogueHash).toBe('catalogue-1');
  });

  it('is config where the new config sees it in the old facts too, of a new severity as well', async () => {
    const set = setUp();
    await set.put(admin, finished);
    const rules = { 'test-no-admin': { severity: 'CRITICAL' as const } };
    await set.put(
      new Map(),
      {},
      { config: { ...plainConfig, rules }, configHash: 'config-2', memory: {} },
    );
    expect((await told(set)).at(-1)).toEqual({
      type: 'CHANGED',
      cause: 'config',
      delivery: 'digest',
    });
    expect(set.estates.current()).toMatchObject({ configHash: 'config-2' });
    await set.put(new Map(), {}, { configHash: 'config-2', memory: {} });
    expect((await told(set)).at(-1)).toMatchObject({ type: 'CHANGED', cause: 'change' });
  });

  it('is the catalogue where the old facts are judged clean now', async () => {
    const set = setUp();
    await set.put(admin, finished);
    const blind = defineRule({
      ...adminRule,
      // biome-ignore lint/correctness/useYield: it finds nothing
      *check() {
        return undefined;
      },
    });
    await set.put(new Map(), {}, { catalogue: [blind], catalogueHash: 'catalogue-2', memory: {} });
    expect((await told(set)).at(-1)).toMatchObject({ type: 'RESOLVED', cause: 'catalogue' });
  });

  it.each([
    ['WAIVED', '2026-12-31', {}],
    ['UNWAIVED', '2026-12-31', { waivers: [] }],
    ['WAIVER_EXPIRED', '1969-12-31', {}],
    ['RETIRED', '2026-12-31', { rules: { 'test-no-admin': { enabled: false } } }],
  ])('is never urgent when a finding is %s, whoever was there', async (type, expires, config) => {
    const set = setUp();
    const waiver = {
      rule: 'test-no-admin',
      subject: roleArn('ci'),
      reason: 'r',
      owner: 'o',
      expires: '2099-01-01',
    };
    await set.put(admin, finished);
    if (type !== 'WAIVED') {
      await set.put(new Map(), {}, { config: { ...plainConfig, waivers: [waiver] } });
    }
    const now = { ...plainConfig, waivers: [{ ...waiver, expires }], ...config };
    await set.put(
      new Map(),
      { changes: [change('alice', ciIsAdmin)] },
      { config: now, memory: {} },
    );
    const steps = (await told(set)).filter((step) => step.type === type);
    expect(steps.at(-1)).toMatchObject({ type, delivery: 'digest' });
  });

  it.each([
    ['by its own entry', entryGone(prodRef, 'ci'), true],
    ['not by its role', { key: factKeys.role(roleArn('ci')), path: '' }, false],
    ['not by the entry of another role', entryGone(prodRef, 'ops'), false],
    ['not by its entry in another cluster', entryGone({ ...prodRef, name: 'dev' }, 'ci'), false],
  ])('of a subject that is gone has an actor %s', async (_, written, isKnown) => {
    const set = setUp();
    await set.put(admin, finished);
    const gone = sketchFacts({ prod: {} }, 9);
    await set.put(gone, { changes: [change('alice', written)] });
    expect((await told(set)).at(-1)?.actor).toBe(isKnown ? 'alice' : undefined);
  });

  it('of a subject that is still there has no actor for another of its facts', async () => {
    const set = setUp();
    await set.put(admin, finished);
    const role = { key: factKeys.role(roleArn('ci')), path: '' };
    await set.put(sketchFacts({ prod: { ci: {} } }, 9), { changes: [change('alice', role)] });
    expect((await told(set)).at(-1)).toEqual({
      type: 'RESOLVED',
      cause: 'change',
      delivery: 'now',
    });
  });

  it('waits for the digest below the minimum severity', async () => {
    const set = setUp({
      config: { ...plainConfig, alerts: { ...plainConfig.alerts, minimumSeverity: 'CRITICAL' } },
    });
    await set.put(clean, finished);
    await set.put(admin, { changes: [change('alice', ciIsAdmin)] });
    expect(await told(set)).toMatchObject([{ cause: 'change', delivery: 'digest' }]);
  });

  it('is the catalogue where the new rules see it in the old facts too, and a change where not', async () => {
    const set = setUp();
    const grouped = sketchFacts({ prod: { ci: { kubernetesGroups: ['g'] } } }, 1);
    const { ports } = set;
    const fewer = { catalogue: [adminRule], catalogueHash: 'catalogue-0' };
    await set.put(grouped, finished, fewer);
    const both = sketchFacts(
      { prod: { ci: { kubernetesGroups: ['g'], accessPolicies: [clusterAdmin] } } },
      2,
    );
    await commit({ ...ports, memory: {} }, { facts: both, group: 'g', changes: [] });
    expect(await told(set)).toEqual(
      expect.arrayContaining([
        { type: 'OPENED', cause: 'catalogue', delivery: 'digest' },
        { type: 'OPENED', cause: 'change', delivery: 'digest' },
      ]),
    );
  });

  it('is the catalogue when a rule is gone, and a change when the old facts were mended', async () => {
    const set = setUp();
    const both = sketchFacts(
      { prod: { ci: { kubernetesGroups: ['g'], accessPolicies: [clusterAdmin] } } },
      1,
    );
    await set.put(both, finished);
    await set.put(clean, {}, { catalogue: [adminRule], catalogueHash: 'catalogue-2', memory: {} });
    const ends = (await told(set)).filter(({ type }) => type !== 'OPENED');
    expect(ends).toEqual([{ type: 'RETIRED', cause: 'catalogue', delivery: 'digest' }]);
    await set.put(
      sketchFacts({ prod: { ci: {} } }, 9),
      {},
      { catalogueHash: 'catalogue-3', memory: {} },
    );
    expect(await told(set)).toContainEqual({
      type: 'RESOLVED',
      cause: 'change',
      delivery: 'digest',
    });
  });

  it('is config when a waiver ended, and never urgent', async () => {
    const set = setUp();
    const waiver = {
      rule: 'test-no-admin',
      subject: roleArn('ci'),
      reason: 'r',
      owner: 'o',
      expires: '2026-12-31',
    };
    const config = { ...plainConfig, waivers: [waiver] };
    await set.put(admin, finished, { config, configHash: 'config-0' });
    await set.put(new Map(), { changes: [change('alice')] }, { memory: {} });
    expect((await told(set)).at(-1)).toEqual({
      type: 'UNWAIVED',
      cause: 'config',
      delivery: 'digest',
    });
  });
});

describe('the parts of an estate', () => {
  it('are one for each cluster, each Region, the trails, and sixteen of IAM', () => {
    expect(partName(factKeys.clusters('eu-west-1'))).toBe('eu-west-1');
    expect(partName(factKeys.cluster(prodRef))).toBe('eu-west-1/prod');
    expect(partName(factKeys.accessEntry(prodRef, roleArn('ci')))).toBe('eu-west-1/prod');
    expect(partName(factKeys.trails())).toBe('cloudtrail');
    expect(partName(factKeys.trailStatus('arn:x'))).toBe('cloudtrail');
    expect(partName(factKeys.monitorPart('key eu-west-1 k'))).toBe('gatewatch');
    expect(partName(factKeys.roles())).toBe('iam');
    expect(partName(factKeys.role(roleArn('ci')))).toMatch(/^iam-[0-9a-f]$/);
    const shards = new Set(
      Array.from({ length: 500 }, (_, n) => partName(factKeys.role(roleArn(`r${n}`)))),
    );
    expect(shards.size).toBe(16);
  });

  it('keep a principal and its trust policy together', () => {
    expect(partName(factKeys.trustPolicy(roleArn('ci')))).toBe(
      partName(factKeys.role(roleArn('ci'))),
    );
  });

  it('have a hash that depends on their content alone', () => {
    const forwards = partsOf(clean).map(({ hash }) => hash);
    const backwards = partsOf(new Map([...clean].reverse())).map(({ hash }) => hash);
    expect(backwards).toEqual(forwards);
    expect(partsOf(admin).map(({ hash }) => hash)).not.toEqual(forwards);
  });
});

describe('the parts of an estate of which some is stored', () => {
  it('are those that it would have with nothing stored, and only what differs comes along', () => {
    fc.assert(
      fc.property(arbitraryFacts(1), arbitraryFacts(2), (before, reading) => {
        const stored = new Map(partsOf(before).map(({ name, hash }) => [name, hash]));
        const facts = pruneFacts(mergeFacts(before, reading), 5, ['eu-west-1']);
        const parts = partsOf(facts, { facts: before, hashes: Object.fromEntries(stored) });
        const whole = partsOf(facts);
        expect(parts.map(({ name, hash }) => [name, hash])).toEqual(
          whole.map(({ name, hash }) => [name, hash]),
        );
        for (const [index, { name, hash, part }] of parts.entries()) {
          if (part === undefined) expect(stored.get(name)).toBe(hash);
          else expect(part).toEqual(whole[index]?.part);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('come without those in which no fact is another', () => {
    const facts = sketchFacts({ prod: { ci: {} }, dev: {} });
    const hashes = Object.fromEntries(partsOf(facts).map(({ name, hash }) => [name, hash]));
    const next = new Map([...facts, [ciPolicies, present([clusterAdmin], 5)]]);
    const brought = partsOf(next, { facts, hashes }).flatMap(({ part }) => part?.name ?? []);
    expect(brought).toEqual(['eu-west-1/prod']);
  });
});

describe('the day of an assessment', () => {
  it('is the UTC day', () => {
    expect(dayOf(Date.parse('2026-11-22T23:59:59.999Z'))).toBe('2026-11-22');
    expect(dayOf(Date.parse('2026-11-23T00:00:00Z'))).toBe('2026-11-23');
  });
});
