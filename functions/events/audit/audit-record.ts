import * as z from 'zod/mini';
import { time } from '../../../shared/wire/schema.ts';

/** A text that may be missing; anything else is as good as missing. */
const word = z.catch(z.optional(z.string()), undefined);

const words = z.catch(z.optional(z.array(z.string())), undefined);

/** https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/#TokenReviewStatus */
const user = z.object({
  username: z.string(),
  groups: words,
  /** What the authenticator adds; every value is a list. */
  extra: z.catch(z.optional(z.record(z.string(), z.array(z.string()))), undefined),
});
export type AuditedUser = z.infer<typeof user>;

/** Whom and what a request was about. The name is missing where a whole collection was. */
const objectRef = z.object({
  resource: word,
  subresource: word,
  namespace: word,
  name: word,
  apiGroup: word,
});
export type ObjectRef = z.infer<typeof objectRef>;

/**
 * What we use of an audit record, which may have more. What only words depend on is optional: the record is a hint, state is
 * read again. Records that were cut have no objects.
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Event
 */
export const auditRecord = z.object({
  kind: z.literal('Event'),
  apiVersion: z
    .string()
    .check(z.regex(/^audit\.k8s\.io\/v1$/, 'is not of the version that is understood, v1')),
  level: word,
  auditID: z.string(),
  stage: z.string(),
  requestURI: word,
  verb: z.string(),
  user,
  impersonatedUser: z.catch(z.optional(user), undefined),
  /** The client first, then the proxies. */
  sourceIPs: words,
  userAgent: word,
  objectRef: z.catch(z.optional(objectRef), undefined),
  responseStatus: z.catch(z.optional(z.object({ code: z.optional(z.number()) })), undefined),
  /** Of level Request and above. */
  requestObject: z.optional(z.unknown()),
  /** Of level RequestResponse. */
  responseObject: z.optional(z.unknown()),
  /** Milliseconds since the epoch. */
  requestReceivedTimestamp: time(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

/** Whether something like it is worth a try: no record of CloudTrail has such a version. */
export function isAuditRecord(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('apiVersion' in json)) return false;
  const { apiVersion } = json;
  return typeof apiVersion === 'string' && apiVersion.startsWith('audit.k8s.io/');
}
