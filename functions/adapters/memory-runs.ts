import { isWholeLook, type Run } from '../../shared/model/run.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';

/** Runs and their lease as long as the process lives. */
export function memoryRuns(): RunStore {
  const runs = new Map<string, Run>();
  const finished = new Set<string>();
  const owed = new Set<string>();
  let told: string | undefined;
  let lease: { readonly runId: string; readonly leaseUntil: number } | undefined;
  return {
    begin: async (run, leaseUntil, now) => {
      if (lease !== undefined && lease.runId !== run.runId && lease.leaseUntil > now) {
        return { running: lease.runId };
      }
      lease = { runId: run.runId, leaseUntil };
      runs.set(run.runId, run);
      return 'begun';
    },
    renew: async (runId, leaseUntil) => {
      if (lease?.runId !== runId) return false;
      lease = { runId, leaseUntil };
      return true;
    },
    finish: async (run) => {
      if (lease?.runId === run.runId) lease = undefined;
      if (finished.has(run.runId)) return;
      finished.add(run.runId);
      owed.add(run.runId);
      runs.set(run.runId, run);
    },
    run: async (runId) => runs.get(runId),
    previous: async (runId) => {
      const before = runs.get(runId)?.startedAt ?? Number.POSITIVE_INFINITY;
      return [...runs.values()]
        .filter((run) => run.startedAt < before && isWholeLook(run))
        .sort((a, b) => b.startedAt - a.startedAt)[0];
    },
    owed: async () =>
      [...owed]
        .flatMap((runId) => runs.get(runId) ?? [])
        .sort((a, b) => finishedAt(a) - finishedAt(b)),
    settle: async (runId) => {
      owed.delete(runId);
    },
    toldUnread: async () => told,
    tellUnread: async (listId) => {
      told = listId;
    },
  };
}

function finishedAt(run: Run): number {
  return run.finishedAt ?? run.startedAt;
}
