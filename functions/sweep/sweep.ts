import type { Estate } from '../../shared/model/estate.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Run, RunSummary } from '../../shared/model/run.ts';
import { renderJson } from '../../shared/report/json.ts';
import { type SweepReport, sweepReport } from '../../shared/report/report.ts';
import { parseSweepInput, type SweepInput } from '../events/sweep-request.ts';
import { clustersOf } from './clusters-of.ts';
import { endingWaivers } from './ending-waivers.ts';
import { begin, end } from './lease.ts';
import type { SweepOutcome } from './outcome.ts';
import { pageOf } from './page.ts';
import { scopedSweep } from './scoped-sweep.ts';
import { sendHeartbeat } from './send-heartbeat.ts';
import { type Judged, judgeOnly, readAccount, readAndCommit } from './steps.ts';
import { countsOf, summarise } from './summary.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { lookUpWhoDidIt } from './who-did-it.ts';

/** Reads the account, judges it, writes what changed and reports. */
export async function sweep(ports: SweepPorts, payload: unknown): Promise<SweepOutcome> {
  const input = parseSweepInput(payload, {
    regions: ports.config.regions,
    rules: ports.catalogue.map(({ id }) => id),
  });
  if (input.doctor === true) return examined(ports);
  if (input.dryRun === true) return dryRun(ports, input);
  if (input.waiting === true) return scopedSweep(ports);
  const run = await begin(ports, input);
  if ('running' in run) return { status: 'already-running', runId: run.running };
  try {
    if (input.continuation === undefined) await sendHeartbeat(ports, run.runId);
    return await carryOut(ports, input, run);
  } catch (error) {
    await end(ports, { ...run, status: 'failed', finishedAt: ports.clock() });
    throw error;
  }
}

async function examined({ examine }: SweepPorts): Promise<SweepOutcome> {
  if (examine === undefined) throw new Error('Nothing is deployed here that could be looked at.');
  return await examine();
}

async function carryOut(ports: SweepPorts, input: SweepInput, run: Run): Promise<SweepOutcome> {
  const { judged, notFound, remaining } = await readAndCommit(ports, input, run);
  if (judged === undefined) {
    const { runId } = run;
    const clusters = remaining.map(({ region, name }) => ({ region, name }));
    await ports.again.request(continued(input, { runId, clusters }));
    const notReached = remaining.map(({ region, name }) => `${region}/${name}`);
    return { status: 'continues', runId, notReached };
  }
  const named = run.baseline ? 0 : await lookUpWhoDidIt(ports, judged.estate, run.runId);
  const report = reportOf(ports, judged);
  const findings = await ports.findings.all();
  const locations = await keepReports(ports, run, { report, estate: judged.estate, findings });
  const counts = countsOf(findings);
  const whole = { ...judged, transitions: judged.transitions + named };
  const ending = await endingWaivers(ports, run);
  const summary = { ...summaryOf(ports, whole), ...counts, ...ending, ...locations };
  const finishedAt = ports.clock();
  await end(ports, { ...run, status: 'complete', finishedAt, summary });
  const durationMs = finishedAt - run.startedAt;
  countSweep(ports, summary, durationMs);
  countFaults(ports, judged, summary);
  return { status: 'complete', runId: run.runId, durationMs, summary, notFound, report };
}

interface Reported {
  readonly report: SweepReport;
  readonly estate: Estate;
  readonly findings: readonly Finding[];
}

/** For programs and for people. At a first look everything is new, and that is no history. */
async function keepReports(
  ports: SweepPorts,
  { runId, baseline }: Run,
  { report, estate, findings }: Reported,
): Promise<Pick<RunSummary, 'reportLocation' | 'pageLocation'>> {
  const reportLocation = await ports.reports.put({
    runId,
    name: 'report.json',
    contentType: 'application/json',
    body: () => renderJson(report),
  });
  const pageLocation = await ports.reports.put({
    runId,
    name: 'report.html',
    contentType: 'text/html; charset=utf-8',
    body: () => pageOf(ports, estate, report, baseline ? undefined : findings),
  });
  return { reportLocation, pageLocation };
}

/** The payload of the next invocation: what was asked of this one, from where it stopped. */
function continued(
  { regions, clusters, rules, announce }: SweepInput,
  continuation: {
    readonly runId: string;
    readonly clusters: readonly { region: string; name: string }[];
  },
) {
  return {
    ...(regions === undefined ? {} : { regions }),
    ...(clusters === undefined ? {} : { clusters }),
    ...(rules === undefined ? {} : { rules }),
    ...(announce === undefined ? {} : { announce }),
    continuation,
  };
}

/** Reads and judges as a sweep would, on top of what is stored, and writes nothing at all. */
async function dryRun(ports: SweepPorts, input: SweepInput): Promise<SweepOutcome> {
  const startedAt = ports.clock();
  const account = await readAccount(ports, input);
  const { clusters, notFound } = clustersOf(
    account.estate,
    input.regions ?? ports.config.regions,
    input.clusters,
  );
  const judged = await judgeOnly(ports, account, clusters);
  return {
    status: 'complete',
    runId: 'dry-run',
    durationMs: ports.clock() - startedAt,
    summary: summaryOf(ports, judged),
    notFound,
    report: reportOf(ports, judged),
  };
}

function reportOf(ports: SweepPorts, { assessment, estate }: Judged): SweepReport {
  const { clusters } = clustersOf(estate, ports.config.regions, undefined);
  return sweepReport(assessment, ports.catalogue, ports.account, ports.clock(), clusters);
}

function summaryOf(ports: SweepPorts, { assessment, transitions }: Judged): RunSummary {
  return summarise(assessment, { transitions, awsCalls: ports.source.calls() });
}

function countSweep({ metrics }: SweepPorts, { open }: RunSummary, durationMs: number): void {
  metrics.count('SweepCompleted', 1);
  metrics.count('SweepDuration', durationMs / 1000);
  metrics.count('OpenCritical', open.CRITICAL);
  metrics.count('OpenHigh', open.HIGH);
  metrics.count('OpenMedium', open.MEDIUM);
  metrics.count('OpenLow', open.LOW);
}

function countFaults(ports: SweepPorts, { assessment }: Judged, summary: RunSummary): void {
  const { count, expected } = summary.unread;
  ports.metrics.count('UnexpectedUnread', count - expected);
  const failed = assessment.verdicts.filter(({ doubt }) => doubt === 'failed');
  ports.metrics.count('RulesFailed', failed.length);
}

/** The name of a run: when it began, to the second, and something that no other run of that second has. */
export function runIdOf(now: number, random: string): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z-${random}`;
}
