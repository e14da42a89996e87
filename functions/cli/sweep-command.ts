import { writeFileSync } from 'node:fs';
import { contentHash } from '../../shared/findings/identity.ts';
import type { Severity } from '../../shared/model/severity.ts';
import { isAtLeast } from '../../shared/model/severity.ts';
import { shellCommand } from '../../shared/model/shell.ts';
import type { ReportStore } from '../../shared/ports/report-store.ts';
import { renderJson } from '../../shared/report/json.ts';
import { renderMarkdown } from '../../shared/report/markdown.ts';
import { renderOcsf } from '../../shared/report/ocsf.ts';
import type { SweepReport } from '../../shared/report/report.ts';
import { renderSarif } from '../../shared/report/sarif.ts';
import { renderTable } from '../../shared/report/table.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { folderEstates } from '../adapters/folder-estates.ts';
import { folderFindings } from '../adapters/folder-findings.ts';
import { memoryEstates } from '../adapters/memory-estates.ts';
import { memoryFindings } from '../adapters/memory-findings.ts';
import { memoryRuns } from '../adapters/memory-runs.ts';
import { memoryScopedSweeps } from '../adapters/memory-scoped-sweeps.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { runIdOf, sweep } from '../sweep/sweep.ts';
import type { SweepPorts } from '../sweep/sweep-ports.ts';
import type { SweepCommand } from './command.ts';
import { livePlace, type Place, snapshotPlace } from './place.ts';
import { snapshotLines } from './snapshot-lines.ts';
import type { Terminal } from './terminal.ts';

/** Sweeps and reports. Resolves to the exit status. */
export async function sweepCommand(terminal: Terminal, command: SweepCommand): Promise<number> {
  const place =
    command.from === 'live'
      ? await livePlace(command.config, command.noKubernetes)
      : await snapshotPlace(command.from.snapshot, command.config);
  const { report, transitions, page } = await runSweep(terminal, place, command.state);
  for (const problem of place.problems()) terminal.err(problem);
  const text = await render(terminal, { report, page }, command);
  deliver(terminal, text, command.out);
  if (command.state !== undefined) {
    terminal.err(`${transitions} findings moved since the last sweep into ${command.state}.`);
  }
  if (command.allowUnread !== undefined) terminal.err(`Unread allowed: ${command.allowUnread}`);
  const unread = command.allowUnread === undefined && isUnread(report, place);
  return exitStatus(report, command.failOn, unread);
}

function deliver(terminal: Terminal, text: string, file: string | undefined): void {
  if (file === undefined) {
    terminal.out(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${file}: cannot be written: ${why}`, { cause });
  }
  terminal.err(`Report written to ${file}.`);
}

/** The main job on a place: the same use case as in Lambda, with stores that live as long as the process or in a folder. */
export async function runSweep(
  terminal: Terminal,
  place: Place,
  state: string | undefined,
): Promise<Swept> {
  const bodies = new Map<string, () => string>();
  const reports: ReportStore = {
    put: async ({ name, body }) => {
      bodies.set(name, body);
      return name;
    },
  };
  const outcome = await sweep({ ...portsOf(terminal, place, state), reports }, {});
  if (outcome.status !== 'complete') throw new Error(`the sweep ended as ${outcome.status}`);
  const page = bodies.get('report.html');
  if (page === undefined) throw new Error('the sweep made no report for a browser');
  return { report: outcome.report, transitions: outcome.summary.transitions, page };
}

interface Swept {
  readonly report: SweepReport;
  readonly transitions: number;
  /** Makes the report for a browser. */
  readonly page: () => string;
}

async function render(
  terminal: Terminal,
  { report, page }: Pick<Swept, 'report' | 'page'>,
  { format, from }: SweepCommand,
): Promise<string> {
  switch (format) {
    case 'table':
      return tableOf(terminal, report, from);
    case 'json':
      return renderJson(report);
    case 'markdown':
      return renderMarkdown(report);
    case 'html':
      return page();
    case 'ocsf':
      return renderOcsf(report, catalogue);
    case 'sarif': {
      const lines =
        from === 'live' ? new Map() : await snapshotLines(from.snapshot, report.findings);
      return renderSarif(report, catalogue, lines);
    }
  }
}

export function tableOf(
  { width, colour }: Terminal,
  report: SweepReport,
  from: SweepCommand['from'],
): string {
  const where = from === 'live' ? ['--live'] : ['--snapshot', from.snapshot];
  return renderTable(report, { width, colour, place: shellCommand(where) });
}

export function portsOf(terminal: Terminal, place: Place, state: string | undefined): SweepPorts {
  const { account, source, config, clock } = place;
  const estates = state === undefined ? memoryEstates() : folderEstates(state);
  const findings = state === undefined ? memoryFindings(estates) : folderFindings(state, estates);
  return {
    account,
    source,
    config,
    clock,
    catalogue,
    catalogueHash: contentHash(catalogue.map((rule) => [rule, String(rule.check)])),
    configHash: contentHash(config),
    estates,
    findings,
    runs: memoryRuns(),
    scopedSweeps: memoryScopedSweeps(),
    memory: {},
    reports: { put: async ({ name }) => name },
    again: { request: () => Promise.reject(new Error('this process has time enough')) },
    metrics: { count: () => undefined },
    newRunId: () => runIdOf(clock(), 'cli'),
    timeLeft: () => Number.POSITIVE_INFINITY,
    progress: (read, of) => terminal.progress(`Read ${read} of ${of} clusters …`),
  };
}

function isUnread(report: SweepReport, place: Place): boolean {
  const unexpected = report.coverage.some(({ read, expected }) => !read && expected !== true);
  return unexpected || report.undecided.length > 0 || place.problems().length > 0;
}

function exitStatus(report: SweepReport, failOn: Severity, unread: boolean): number {
  const open = report.findings.filter(({ status }) => status === 'open');
  if (open.some(({ severity }) => isAtLeast(severity, failOn))) return 1;
  return unread ? 2 : 0;
}
