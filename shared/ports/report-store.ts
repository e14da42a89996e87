/** Where the reports of sweeps are kept. */
export interface ReportStore {
  /** Resolves to the place where it can be found, such as `s3://bucket/reports/…`. */
  put(report: StoredReport): Promise<string>;
}

export interface StoredReport {
  readonly runId: string;
  /** File name within the run, such as `report.json`. */
  readonly name: string;
  readonly contentType: string;
  /** Made only where somebody keeps it. */
  readonly body: () => string;
}
