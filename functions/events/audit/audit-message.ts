import * as z from 'zod/mini';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import { jsonOf } from '../json-text.ts';
import { hasEffect } from './audit-effect.ts';
import type { AuditedRecord } from './audit-event.ts';
import type { AuditedUser, AuditRecord } from './audit-record.ts';
import { writtenResource } from './watched-objects.ts';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
const clusterName = /^[0-9A-Za-z][0-9A-Za-z_-]*$/;

/** An event from EventBridge has no such mark at its top, whatever its caller wrote into it. */
const message = z.object({
  gatewatch: z.literal('audit'),
  cluster: z.object({ region: z.string(), name: z.string().check(z.regex(clusterName)) }),
  record: z.unknown(),
});

/** A record of an audit log, in the queue that brings the changes; undefined for the body of any other message. */
export function parseAuditMessage(body: string): AuditedRecord | undefined {
  const parsed = message.safeParse(jsonOf(body));
  return parsed.success ? parsed.data : undefined;
}

/** What `parseAuditMessage` reads. */
export function auditMessage(cluster: ClusterRef, record: AuditRecord): string {
  const trimmed = trimmedRecord(record);
  const whole = bodyOf(cluster, trimmed);
  if (whole.length <= longestBody) return whole;
  // It is read again all the same; only what was written by whom is not told then.
  const { requestObject: _, responseObject: __, ...rest } = trimmed;
  return bodyOf(cluster, rest);
}

/**
 * Characters, each of which may take four bytes of the 256 KiB that every queue takes.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const longestBody = 65_000;

/** JSON writes two characters as they are that SQS refuses, and that a caller's user agent may hold. */
function bodyOf(cluster: ClusterRef, record: object): string {
  return JSON.stringify({ gatewatch: 'audit', cluster, record })
    .replaceAll('\uFFFE', '\\ufffe')
    .replaceAll('\uFFFF', '\\uffff');
}

/** A record without what nobody reads: of objects, all but what was written to those that are compared. */
function trimmedRecord(record: AuditRecord) {
  const { user, impersonatedUser, requestReceivedTimestamp, ...rest } = record;
  const { requestObject, responseObject, ...words } = rest;
  const resource = writtenResource(record);
  const isCompared = resource !== undefined && hasEffect(resource);
  return {
    ...words,
    user: trimmedUser(user),
    ...(impersonatedUser && { impersonatedUser: trimmedUser(impersonatedUser) }),
    requestReceivedTimestamp: new Date(requestReceivedTimestamp).toISOString(),
    ...(isCompared && { requestObject, responseObject }),
  };
}

/** Callers may be in thousands of groups. */
const mostGroups = 20;

function trimmedUser({ username, groups, extra = {} }: AuditedUser): AuditedUser {
  const known = Object.entries(extra).filter(([name]) =>
    /(^|\/)(arn|canonicalArn|accessKeyId)$/.test(name),
  );
  return { username, groups: groups?.slice(0, mostGroups), extra: Object.fromEntries(known) };
}
