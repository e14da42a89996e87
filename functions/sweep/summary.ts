import type { Assessment } from '../../shared/assess/verdict.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import type { Severity } from '../../shared/model/severity.ts';

/** What a run amounts to, from the assessment it ended with. */
export function summarise(
  { findings, coverage, factsRead }: Assessment,
  counts: Pick<RunSummary, 'transitions' | 'awsCalls'>,
): RunSummary {
  const open: Record<Severity, number> = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
  const waived = findings.filter(({ waiver }) => waiver !== undefined).length;
  for (const { severity, waiver } of findings) if (waiver === undefined) open[severity] += 1;
  return {
    open,
    waived,
    ...counts,
    factsRead,
    factsUnread: coverage
      .filter(({ read }) => !read)
      .map(({ fact, place, item, reason = '', expected = false }) => ({
        fact,
        place: item === undefined ? place : `${place} ${item}`,
        reason,
        expected,
      })),
  };
}
