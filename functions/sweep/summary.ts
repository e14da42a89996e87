import type { Assessment } from '../../shared/assess/verdict.ts';
import { waiverTally } from '../../shared/assess/waiver-tally.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import type { Severity } from '../../shared/model/severity.ts';

/** At most this many unread facts are named: a run is one item of the table, and its report names them all. */
const namedUnread = 100;

/** What a run amounts to, from the assessment it ended with. */
export function summarise(
  { findings, coverage, factsRead, verdicts, waivers }: Assessment,
  counts: Pick<RunSummary, 'transitions' | 'awsCalls'>,
): RunSummary {
  const unread = coverage.filter(({ read }) => !read);
  const judged = findings.map(({ severity, waiver }) => ({
    severity,
    status: waiver === undefined ? ('open' as const) : ('waived' as const),
  }));
  return {
    ...countsOf(judged),
    waivers: waiverTally(waivers),
    ...counts,
    factsRead,
    unread: { count: unread.length, expected: unread.filter(({ expected }) => expected).length },
    undecided: verdicts.filter(({ doubt }) => doubt === 'undecided' || doubt === 'failed').length,
    factsUnread: unread
      .slice(0, namedUnread)
      .map(({ fact, place, item, reason = '', expected = false }) => ({
        fact,
        place: item === undefined ? place : `${place} ${item}`,
        reason,
        expected,
      })),
  };
}

/** Open findings by severity, and how many are waived: in the table also those that nothing read of late could confirm. */
export function countsOf(
  findings: readonly Pick<Finding, 'severity' | 'status'>[],
): Pick<RunSummary, 'open' | 'waived'> {
  const open: Record<Severity, number> = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
  for (const { severity, status } of findings) if (status === 'open') open[severity] += 1;
  return { open, waived: findings.filter(({ status }) => status === 'waived').length };
}
