import { accessMap } from '../../shared/access/access-map.ts';
import { findingTenants } from '../../shared/access/finding-tenants.ts';
import type { Estate } from '../../shared/model/estate.ts';
import type { Finding } from '../../shared/model/finding.ts';
import { renderHtml } from '../../shared/report/html/page.ts';
import type { SweepReport } from '../../shared/report/report.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** The report for a browser. `history` is every finding there ever was; undefined at a first look. */
export function pageOf(
  { config }: Pick<SweepPorts, 'config'>,
  estate: Estate,
  report: SweepReport,
  history: readonly Finding[] | undefined,
): string {
  return renderHtml({
    report,
    maps: report.clusters.map((cluster) => accessMap(estate, cluster)),
    history,
    tenants: new Map(
      report.findings.map((finding) => [finding.id, findingTenants(config, finding)] as const),
    ),
  });
}
