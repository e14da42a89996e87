import type { AccessMap } from '../../model/access-map.ts';
import type { Finding } from '../../model/finding.ts';
import type { SweepReport } from '../report.ts';

/** What the page shows: a report, and what only pictures need. */
export interface HtmlReport {
  readonly report: SweepReport;
  /** One for each cluster of the report. */
  readonly maps: readonly AccessMap[];
  /** Every finding there ever was, resolved ones included; undefined where nothing is known of before. */
  readonly history: readonly Moved[] | undefined;
  /** The names of the tenants that a finding is about, by its id; none where no tenants are configured. */
  readonly tenants: ReadonlyMap<string, readonly string[]>;
}

/** When a finding came, and when it went. */
export type Moved = Pick<Finding, 'firstSeen' | 'changedAt' | 'status'>;
