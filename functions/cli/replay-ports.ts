import type { Alert } from '../../shared/model/alert.ts';
import type { Transition } from '../../shared/model/finding.ts';
import type { Observation } from '../../shared/model/observation.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';
import type { AccessChangePorts } from '../access-change/access-change.ts';
import { memoryHeartbeats } from '../adapters/memory-heartbeats.ts';
import { type MemoryLooks, memoryLooks } from '../adapters/memory-looks.ts';
import { memoryObservations } from '../adapters/memory-observations.ts';
import { memoryScopedSweeps } from '../adapters/memory-scoped-sweeps.ts';
import type { AlertPorts } from '../alert/alert-ports.ts';
import { runIdOf } from '../sweep/sweep.ts';
import type { SweepPorts } from '../sweep/sweep-ports.ts';
import type { Place } from './place.ts';
import { portsOf } from './sweep-command.ts';
import type { Terminal } from './terminal.ts';

/** All that the functions write and send, as it came. */
export interface Told {
  readonly transitions: Transition[];
  readonly observations: Observation[];
  readonly alerts: Alert[];
}

/** The ports of every function at once, over stores in memory; the source is another after the first sweep. */
export type ReplayPorts = Omit<AccessChangePorts & AlertPorts & SweepPorts, 'source'> & {
  readonly looks: MemoryLooks;
};

export function replayPorts(terminal: Terminal, place: Place, clock: Clock): ReplayPorts {
  const { source: _, ...common } = portsOf(terminal, place, undefined);
  let runs = 0;
  return {
    ...common,
    clock,
    scopedSweeps: memoryScopedSweeps(),
    looks: memoryLooks(clock),
    observations: memoryObservations(clock),
    heartbeats: memoryHeartbeats(),
    // What was written is there at once: nothing is under way in a folder.
    status: { statusOf: async () => 'ACTIVE' },
    wholeSweep: common.again,
    rejected: { reject: async () => undefined },
    settings: place.config.alerts,
    homeRegion: place.config.regions[0] ?? '',
    sink: { publish: async () => undefined },
    newRunId: () => {
      runs += 1;
      return runIdOf(clock(), `replay-${runs}`);
    },
  };
}

/** The same ports, which keep what is written and sent from now on. */
export function keeping(ports: ReplayPorts): { readonly ports: ReplayPorts; readonly told: Told } {
  const told: Told = { transitions: [], observations: [], alerts: [] };
  return {
    told,
    ports: {
      ...ports,
      findings: keepingTransitions(ports.findings, told.transitions),
      observations: keepingObservations(ports.observations, told.observations),
      sink: {
        publish: async (alert) => {
          told.alerts.push(alert);
        },
      },
    },
  };
}

function keepingTransitions(findings: FindingStore, kept: Transition[]): FindingStore {
  return {
    ...findings,
    write: async (transitions, seq) => {
      const outcome = await findings.write(transitions, seq);
      if (outcome === 'written') kept.push(...transitions);
      return outcome;
    },
  };
}

function keepingObservations(store: ObservationStore, kept: Observation[]): ObservationStore {
  return {
    ...store,
    record: async (observation) => {
      if (!kept.some(({ id }) => id === observation.id)) kept.push(observation);
      await store.record(observation);
    },
  };
}
