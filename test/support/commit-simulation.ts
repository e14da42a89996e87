import type fc from 'fast-check';
import { memoryEstates } from '../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../functions/adapters/memory-findings.ts';
import { commit, HeadContended } from '../../shared/commit/commit.ts';
import type { CommitPorts } from '../../shared/commit/commit-ports.ts';
import type { FactMap } from '../../shared/model/estate.ts';
import { absent, type Fact, present, unread } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { plainConfig } from './config.ts';
import {
  adminView,
  apiCluster,
  clusterAdmin,
  entryFacts,
  roleArn,
  sampleAccount,
} from './estate.ts';
import { testCatalogue } from './rules.ts';

/** What AWS holds: per cluster, per role, which of two access policies and which groups the entry has. */
type World = Map<string, Map<string, Held>>;
interface Held {
  readonly admin: boolean;
  readonly view: boolean;
  readonly groups: readonly string[];
}

/** Something that happens to the world. */
export type Deed =
  | {
      readonly kind: 'entry';
      readonly cluster: string;
      readonly role: string;
      readonly held?: Held;
      readonly deliveries: number;
    }
  | { readonly kind: 'cluster'; readonly cluster: string }
  | { readonly kind: 'sweep'; readonly deniedEntry?: string };

export type Fault = 'none' | 'before' | 'after' | 'middle';

class Crash extends Error {}

export interface Simulation {
  /** Lets the deeds happen while handlers and sweeps run among each other, crashing as told, until all is quiet. */
  run(deeds: readonly Deed[], faults: readonly Fault[]): Promise<void>;
  /** A sweep that nothing disturbs. */
  sweep(): Promise<void>;
  /** The findings that are open or waived, without their history. */
  live(): Promise<readonly string[]>;
  /** What a sweep on fresh stores finds in the same world. */
  fresh(): Promise<readonly string[]>;
}

export function createSimulation(scheduler: fc.Scheduler): Simulation {
  const world: World = new Map([
    ['prod', new Map()],
    ['dev', new Map()],
  ]);
  let time = 1_000;
  const clock = () => {
    time += 1;
    return time;
  };
  let faults: Fault[] = [];
  const nextFault = () => faults.shift() ?? 'none';
  const pause = (label: string) => scheduler.schedule(Promise.resolve(), label);
  const { ports, findings } = faultyPorts(clock, nextFault, pause);
  const reader = worldReader(world, clock, pause);

  async function sweep(deniedEntry?: string): Promise<void> {
    const lists = await reader.clusters();
    await commit(ports, { facts: lists.facts, group: 'run', changes: [] });
    for (const name of lists.names) {
      const facts = await reader.cluster(name, deniedEntry);
      await commit(ports, { facts, group: 'run', changes: [] });
    }
  }

  async function handle(cluster: string, role: string): Promise<void> {
    const facts = await reader.entry(cluster, role);
    await commit(ports, { facts, group: 'event', changes: [] });
  }

  /** As a queue does: delivers again until it was handled. */
  async function deliver(cluster: string, role: string): Promise<void> {
    for (;;) {
      try {
        return await handle(cluster, role);
      } catch (error) {
        if (!isPassing(error)) throw error;
      }
    }
  }

  async function live(): Promise<readonly string[]> {
    return liveOf(await findings.all());
  }

  return {
    run: async (deeds, plannedFaults) => {
      faults = [...plannedFaults];
      const running: Promise<void>[] = [];
      const people = async () => {
        for (const deed of deeds) {
          await pause('deed');
          if (deed.kind === 'sweep') {
            running.push(sweep(deed.deniedEntry).catch(ignoreCrash));
            continue;
          }
          change(world, deed);
          if (deed.kind !== 'entry') continue;
          for (let n = 0; n < deed.deliveries; n += 1) {
            running.push(deliver(deed.cluster, deed.role));
          }
        }
      };
      await scheduler.waitFor(people());
      await scheduler.waitFor(Promise.all(running));
      faults = [];
    },
    sweep: () => scheduler.waitFor(sweep()),
    live,
    fresh: async () => {
      const instant = async () => undefined;
      const { ports: clean } = faultyPorts(clock, () => 'none', instant);
      const plain = worldReader(world, clock, instant);
      const { facts, names } = await plain.clusters();
      await commit(clean, { facts, group: 'run', changes: [] });
      for (const name of names) {
        await commit(clean, { facts: await plain.cluster(name), group: 'run', changes: [] });
      }
      return liveOf(await clean.findings.all());
    },
  };
}

function liveOf(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ status }) => status === 'open' || status === 'waived')
    .map(({ id, ruleId, severity, status, fingerprint }) =>
      [id, ruleId, severity, status, fingerprint].join(' '),
    )
    .sort();
}

/** What a queue answers with another delivery. */
function isPassing(error: unknown): boolean {
  return error instanceof Crash || error instanceof HeadContended;
}

function ignoreCrash(error: unknown): void {
  if (!isPassing(error)) throw error;
}

function change(world: World, deed: Exclude<Deed, { kind: 'sweep' }>): void {
  const entries = world.get(deed.cluster);
  if (deed.kind === 'cluster') {
    if (entries === undefined) world.set(deed.cluster, new Map());
    else world.delete(deed.cluster);
  } else if (deed.held === undefined) {
    entries?.delete(deed.role);
  } else {
    entries?.set(deed.role, deed.held);
  }
}

type Pause = (label: string) => Promise<unknown>;

/** Stores that pause before each call, and crash before, after or amid a write as told. */
function faultyPorts(clock: () => number, nextFault: () => Fault, pause: Pause) {
  const estates = memoryEstates();
  const findings = memoryFindings(estates, 1);
  const write = async <T>(label: string, half: () => Promise<unknown>, whole: () => Promise<T>) => {
    await pause(label);
    const fault = nextFault();
    if (fault === 'before') throw new Crash(label);
    if (fault === 'middle') {
      await half();
      throw new Crash(label);
    }
    const result = await whole();
    if (fault === 'after') throw new Crash(label);
    return result;
  };
  const nothing = async () => undefined;
  const ports: CommitPorts = {
    account: sampleAccount,
    catalogue: testCatalogue,
    catalogueHash: 'catalogue',
    config: plainConfig,
    configHash: 'config',
    clock,
    memory: {},
    estates: {
      head: async () => {
        await pause('head');
        return estates.head();
      },
      part: async (name, hash) => {
        await pause('part');
        return estates.part(name, hash);
      },
      putPart: (hash, part) => write('putPart', nothing, () => estates.putPart(hash, part)),
      moveHead: (from, to) => write('moveHead', nothing, () => estates.moveHead(from, to)),
    },
    findings: {
      ...findings,
      all: async () => {
        await pause('all');
        return findings.all();
      },
      write: (transitions, seq) =>
        write(
          'write',
          () => findings.write(transitions.slice(0, Math.ceil(transitions.length / 2)), seq),
          () => findings.write(transitions, seq),
        ),
    },
  };
  return { ports, findings };
}

type Facts = [FactKey<unknown>, Fact<unknown>][];

/** Reads the world as a source would: the time of a reading is taken before it is made. */
function worldReader(world: World, clock: () => number, pause: Pause) {
  async function entry(cluster: string, role: string): Promise<FactMap> {
    const ref = { region: 'eu-west-1', name: cluster };
    const arn = roleArn(role);
    const readAt = clock();
    await pause('read entry');
    const held = world.get(cluster)?.get(role);
    if (held === undefined) return new Map(goneEntry(cluster, role, readAt));
    const policies = [...(held.admin ? [clusterAdmin] : []), ...(held.view ? [adminView] : [])];
    const sketch = { kubernetesGroups: held.groups, accessPolicies: policies };
    return new Map(entryFacts(ref, arn, sketch, readAt));
  }

  async function cluster(name: string, denied?: string): Promise<FactMap> {
    const ref = { region: 'eu-west-1', name };
    const facts: Facts = [];
    const describedAt = clock();
    await pause('describe');
    const exists = world.has(name);
    facts.push([
      factKeys.cluster(ref),
      exists ? present(apiCluster(ref), describedAt) : absent(describedAt),
    ]);
    if (!exists) return new Map(facts);
    const listedAt = clock();
    await pause('list entries');
    const roles = [...(world.get(name)?.keys() ?? [])];
    facts.push([factKeys.accessEntries(ref), present(roles.map(roleArn), listedAt)]);
    for (const role of roles) {
      if (role === denied) facts.push(...deniedEntry(name, role, clock()));
      else facts.push(...(await entry(name, role)));
    }
    return new Map(facts);
  }

  async function clusters(): Promise<{ facts: FactMap; names: readonly string[] }> {
    const readAt = clock();
    await pause('list clusters');
    const names = [...world.keys()];
    return { facts: new Map([[factKeys.clusters('eu-west-1'), present(names, readAt)]]), names };
  }

  return { entry, cluster, clusters };
}

function goneEntry(cluster: string, role: string, readAt: number): Facts {
  const ref = { region: 'eu-west-1', name: cluster };
  return [
    [factKeys.accessEntry(ref, roleArn(role)), absent(readAt)],
    [factKeys.accessPolicies(ref, roleArn(role)), absent(readAt)],
  ];
}

function deniedEntry(cluster: string, role: string, readAt: number): Facts {
  const ref = { region: 'eu-west-1', name: cluster };
  return [
    [factKeys.accessEntry(ref, roleArn(role)), unread('denied', readAt)],
    [factKeys.accessPolicies(ref, roleArn(role)), unread('denied', readAt)],
  ];
}
