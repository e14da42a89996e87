import { canonicalJson } from '../../shared/model/json.ts';
import type { AuditRecord } from '../events/audit/audit-record.ts';
import { writtenResource } from '../events/audit/watched-objects.ts';

/**
 * Of those that tell of the same caller and the same object the last, which says what became of it: controllers write
 * an object over and over. In the order in which they came.
 */
export function coalesced(records: readonly AuditRecord[]): readonly AuditRecord[] {
  const last = new Map<string, AuditRecord>();
  for (const record of records) {
    const id = sameAs(record);
    last.delete(id);
    last.set(id, record);
  }
  return [...last.values()];
}

/** What it was about is of no interest where somebody acted as somebody else, and wrote nothing that is watched. */
function sameAs(record: AuditRecord): string {
  const { user, impersonatedUser, userAgent, sourceIPs = [], objectRef } = record;
  const isAbout = writtenResource(record) !== undefined || objectRef?.subresource === 'token';
  const about = isAbout ? [objectRef] : [];
  return canonicalJson([user, impersonatedUser ?? null, userAgent ?? '', sourceIPs, about]);
}
