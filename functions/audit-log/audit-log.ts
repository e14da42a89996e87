import type { Account } from '../../shared/model/account.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { createEstate } from '../../shared/model/estate.ts';
import type { HintQueue } from '../../shared/ports/hint-queue.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { RejectedRecords } from '../../shared/ports/rejected-records.ts';
import { parseAuditRecord } from '../events/audit/audit-event.ts';
import { auditMessage } from '../events/audit/audit-message.ts';
import type { AuditRecord } from '../events/audit/audit-record.ts';
import {
  clusterOfLogGroup,
  isAuditStream,
  type LogBatch,
  type LogEvent,
  parseLogBatch,
} from '../events/audit/log-batch.ts';
import { jsonOf } from '../events/json-text.ts';
import { coalesced } from './coalesce.ts';

export interface AuditLogPorts {
  readonly account: Account;
  /** Where it runs, which is where the log groups are. */
  readonly region: string;
  /** Unpacks a batch; says why one cannot be. */
  readonly inflate: (data: string) => Promise<{ readonly ok: string } | { readonly error: string }>;
  readonly hints: HintQueue;
  readonly rejected: RejectedRecords;
  readonly metrics: Metrics;
}

export interface AuditLogResult {
  /** Messages sent, after those that say the same were made one. */
  readonly hints: number;
  readonly rejected: number;
  readonly ignored: number;
}

/** A batch of a cluster's audit log, of which each request that matters becomes a hint. Nothing is read here, and nothing judged. */
export async function auditLog(
  ports: AuditLogPorts,
  { requestId, data }: { readonly requestId: string; readonly data: string },
): Promise<AuditLogResult> {
  const inflated = await ports.inflate(data);
  const batch: LogBatch =
    'ok' in inflated ? parseLogBatch(inflated.ok) : { kind: 'rejected', reason: inflated.error };
  if (batch.kind === 'control') return { hints: 0, rejected: 0, ignored: 1 };
  const from = batch.kind === 'data' ? sourceOf(ports, batch) : batch;
  if ('reason' in from) {
    await reject(ports, [{ messageId: requestId, body: data, reason: from.reason }]);
    return { hints: 0, rejected: 1, ignored: 0 };
  }
  return handOn(ports, from.cluster, from.logEvents);
}

/** Whose log it is, or why it is of no use. What the owner of another account writes is not believed. */
function sourceOf(
  { account, region }: AuditLogPorts,
  { owner, logGroup, logStream, logEvents }: Extract<LogBatch, { kind: 'data' }>,
) {
  const name = clusterOfLogGroup(logGroup);
  if (owner !== account.accountId) return { reason: `of account ${owner}, which is not watched` };
  if (name === undefined) return { reason: `${logGroup} is not the log of a cluster` };
  const cluster: ClusterRef = { region, name };
  return { cluster, logEvents: isAuditStream(logStream) ? logEvents : [] };
}

async function handOn(
  ports: AuditLogPorts,
  cluster: ClusterRef,
  logEvents: readonly LogEvent[],
): Promise<AuditLogResult> {
  const known = { account: ports.account, estate: createEstate(ports.account, new Map()) };
  const parsed = logEvents.map((event) => ({
    event,
    result: parseAuditRecord({ cluster, record: jsonOf(event.message) }, known),
  }));
  const records = parsed.flatMap(({ result }): AuditRecord[] =>
    result.kind === 'hint' ? [result.record] : [],
  );
  const hints = coalesced(records).map((record) => auditMessage(cluster, record));
  await ports.hints.send(hints);
  const rejected = parsed.flatMap(({ event, result }) =>
    result.kind === 'rejected'
      ? [{ messageId: event.id, body: event.message, reason: result.reason }]
      : [],
  );
  await reject(ports, rejected);
  const ignored = parsed.filter(({ result }) => result.kind === 'ignored').length;
  return { hints: hints.length, rejected: rejected.length, ignored };
}

/** Characters, each of which may take four bytes of the 256 KiB that every queue takes. */
const longestBody = 65_000;

async function reject(
  { rejected, metrics }: AuditLogPorts,
  records: readonly Parameters<RejectedRecords['reject']>[0][],
): Promise<void> {
  for (const record of records) {
    await rejected.reject({ ...record, body: record.body.slice(0, longestBody) });
  }
  metrics.count('RecordsRejected', records.length);
}
