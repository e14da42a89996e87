import { accessChange } from '../../functions/access-change/access-change.ts';
import { memoryEstates } from '../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../functions/adapters/memory-findings.ts';
import { memoryHeartbeats } from '../../functions/adapters/memory-heartbeats.ts';
import { memoryLooks } from '../../functions/adapters/memory-looks.ts';
import { memoryObservations } from '../../functions/adapters/memory-observations.ts';
import { memoryRuns } from '../../functions/adapters/memory-runs.ts';
import { memoryScopedSweeps } from '../../functions/adapters/memory-scoped-sweeps.ts';
import { deliverOwed } from '../../functions/alert/alert.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import type { SweepPorts } from '../../functions/sweep/sweep-ports.ts';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Config } from '../../shared/model/config.ts';
import type { RejectedRecord } from '../../shared/ports/rejected-records.ts';
import type { StoredReport } from '../../shared/ports/report-store.ts';
import type { Suppressions } from '../../shared/ports/suppressions.ts';
import { emailMessage } from '../../shared/report/email.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { plainConfig } from './config.ts';
import { sampleAccount } from './estate.ts';
import { fakeAccount } from './fake-account.ts';

/** The whole of Gatewatch on stores in memory: three functions over one account, as deployed. */
export function gatewatch(config: Partial<Config> = {}) {
  let now = Date.parse('2026-11-22T10:00:00Z');
  const clock = () => {
    now += 1;
    return now;
  };
  const account = fakeAccount(clock);
  const estates = memoryEstates();
  const findings = memoryFindings(estates);
  const runs = memoryRuns();
  const scopedSweeps = memoryScopedSweeps();
  const observations = memoryObservations(clock);
  const heartbeats = memoryHeartbeats();
  const rejected: RejectedRecord[] = [];
  const reports: (Omit<StoredReport, 'body'> & { readonly body: string })[] = [];
  const invocations: unknown[] = [];
  const sent: AlertMessage[] = [];
  const metrics: [string, number][] = [];
  const time = { left: Number.POSITIVE_INFINITY };
  const topic: { fault?: Error } = {};
  const looks = memoryLooks(clock);
  /** Of clusters and their parts, by name; all others are gone. */
  const statuses = new Map<string, string>();
  let runNumber = 0;

  const ports: SweepPorts = {
    account: sampleAccount,
    catalogue,
    catalogueHash: 'catalogue-1',
    config: { ...plainConfig, ...config },
    configHash: 'config-1',
    clock,
    memory: {},
    estates,
    findings,
    runs,
    scopedSweeps,
    source: account.source,
    reports: {
      put: async (report) => {
        reports.push({ ...report, body: report.body() });
        return `s3://bucket/reports/${report.runId}/${report.name}`;
      },
    },
    again: {
      request: async (payload) => {
        invocations.push(payload);
      },
    },
    metrics: {
      count: (name, value) => {
        metrics.push([name, value]);
      },
    },
    newRunId: () => {
      runNumber += 1;
      return `run-${runNumber}`;
    },
    timeLeft: () => time.left,
    progress: () => undefined,
  };
  const { metrics: counter } = ports;

  return {
    ...account,
    ports,
    rejected,
    reports,
    invocations,
    sent,
    metrics,
    time,
    topic,
    findings,
    runs,
    scopedSweeps,
    observations,
    heartbeats,
    sweep: (payload: unknown = {}, changes: Partial<SweepPorts> = {}) =>
      sweep({ ...ports, ...changes }, payload),
    looks,
    statuses,
    event: (...bodies: readonly string[]) =>
      accessChange(
        {
          ...ports,
          source: account.source,
          scopedSweeps,
          status: {
            statusOf: async ({ cluster, part }) => statuses.get(part?.name ?? cluster.name),
          },
          looks,
          wholeSweep: ports.again,
          observations,
          heartbeats,
          heartbeatRoleName: 'gatewatch-heartbeat',
          metrics: counter,
          rejected: {
            reject: async (record) => {
              rejected.push(record);
            },
          },
        },
        bodies.map((body, index) => ({ messageId: `m-${index + 1}`, body })),
      ),
    /** Time passes. */
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
    /** The alert function runs; resolves to the messages that it sent. */
    alert: async (suppressions?: Suppressions): Promise<readonly AlertMessage[]> => {
      const before = sent.length;
      await deliverOwed({
        account: sampleAccount,
        settings: ports.config.alerts,
        homeRegion: 'eu-west-1',
        findings,
        runs,
        observations,
        heartbeats,
        ...(suppressions && { suppressions }),
        metrics: counter,
        clock,
        sink: {
          publish: async (alert) => {
            if (topic.fault !== undefined) throw topic.fault;
            sent.push(emailMessage(alert));
          },
        },
      });
      return sent.slice(before);
    },
    /** Findings that are open or waived, as `rule cluster subject`. */
    live: async (): Promise<readonly string[]> =>
      (await findings.all())
        .filter(({ status }) => status === 'open' || status === 'waived')
        .map(({ ruleId, clusterName, subject }) => `${ruleId} ${clusterName} ${subject}`)
        .sort(),
  };
}
