import { claimOf } from '../../../shared/findings/identity.ts';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { Effect } from '../catalogue/catalogued-event.ts';
import type { EventHint } from '../hint.ts';
import type { Known } from '../known.ts';
import { problemsIn } from '../problems.ts';
import { type AccountUse, accountUses } from './account-use.ts';
import { auditActor } from './audit-actor.ts';
import { auditEffectOf } from './audit-effect.ts';
import { type AuditRecord, auditRecord } from './audit-record.ts';
import { writtenResource } from './watched-objects.ts';

/** A record of the audit log of a cluster, which does not say itself whose it is. */
export interface AuditedRecord {
  readonly cluster: ClusterRef;
  readonly record: unknown;
}

export type ParsedAuditRecord =
  | { readonly kind: 'hint'; readonly hint: AuditHint; readonly record: AuditRecord }
  /** Understood, and nothing to do. */
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string };

export interface AuditHint extends EventHint {
  /** What leaves nothing in state to be read again. */
  readonly uses: readonly AccountUse[];
}

/** What a request to the API of a cluster gives cause to look at. */
export function parseAuditRecord(
  { cluster, record: json }: AuditedRecord,
  known: Known,
): ParsedAuditRecord {
  const parsed = auditRecord.safeParse(json);
  if (!parsed.success) return rejected(`not an audit record: ${problemsIn(parsed.error)}`);
  const record = parsed.data;
  const ignored = reasonToIgnore(record);
  if (ignored !== undefined) return { kind: 'ignored', reason: ignored };
  const code = record.responseStatus?.code;
  if (code === undefined) return rejected(`${wordsFor(record)}: the record says of no outcome`);
  if (code < 200 || code > 299) {
    return { kind: 'ignored', reason: `${wordsFor(record)} failed: ${code}` };
  }
  const resource = writtenResource(record);
  const uses = accountUses(record, cluster);
  if (resource === undefined && uses.length === 0) {
    return { kind: 'ignored', reason: `${wordsFor(record)} is not watched` };
  }
  const sweeps =
    resource === undefined ? [] : [{ kind: 'kubernetes', cluster, resources: [resource] } as const];
  const change = {
    actor: auditActor(record, cluster, known.estate),
    claims: writtenBy(auditEffectOf(record, cluster, known.estate)).map(claimOf),
  };
  return { kind: 'hint', hint: { change, reads: [], sweeps, grants: [], uses }, record };
}

function reasonToIgnore(record: AuditRecord): string | undefined {
  const { stage, requestURI } = record;
  if (stage !== 'ResponseComplete') return `${wordsFor(record)} is told of at stage ${stage} too`;
  return isDryRun(requestURI) ? `${wordsFor(record)} is a dry run` : undefined;
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run */
function isDryRun(requestURI = ''): boolean {
  const query = requestURI.slice(requestURI.indexOf('?') + 1);
  return requestURI.includes('?') && (new URLSearchParams(query).get('dryRun') ?? '') !== '';
}

function wordsFor({ verb, objectRef }: AuditRecord): string {
  return objectRef?.resource === undefined ? verb : `${verb} of ${objectRef.resource}`;
}

function writtenBy(effect: Effect) {
  return 'changes' in effect ? effect.changes : (effect.written ?? []);
}

function rejected(reason: string): ParsedAuditRecord {
  return { kind: 'rejected', reason };
}
