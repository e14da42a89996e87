import * as z from 'zod/mini';
import type { Json } from '../../shared/model/json.ts';
import { time } from '../../shared/wire/schema.ts';

/** A text that may be missing or null; anything else is as good as missing, for nothing but words depends on it. */
const word = z.catch(z.optional(z.string()), undefined);

const sessionContext = z.object({
  sessionIssuer: z.catch(
    z.optional(z.object({ type: word, arn: word, userName: word })),
    undefined,
  ),
  attributes: z.catch(z.optional(z.object({ mfaAuthenticated: word })), undefined),
});

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const userIdentity = z.object({
  type: word,
  arn: word,
  accountId: word,
  userName: word,
  principalId: word,
  invokedBy: word,
  sessionContext: z.catch(z.optional(sessionContext), undefined),
});
export type UserIdentity = z.infer<typeof userIdentity>;

/** Omitted where nothing was sent, null where nothing came back, and left out when it has more than 100 KB. */
const parameters = z.catch(
  z.optional(z.record(z.string(), z.unknown())),
  undefined,
) as unknown as z.ZodMiniType<Parameters | undefined>;

/** Documents of the API as CloudTrail writes them down. */
export type Parameters = Readonly<Record<string, Json>>;

/**
 * What we use of a CloudTrail record. What it may omit or null is optional here: the record is a hint, state is read again.
 * A newer minor version only adds to it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const cloudTrailRecord = z.object({
  eventVersion: z.optional(
    z.string().check(z.regex(/^1\.\d+$/, 'is not of the version that is understood, 1.x')),
  ),
  eventSource: z.string(),
  eventName: z.string(),
  /** Milliseconds since the epoch. */
  eventTime: time(),
  eventID: z.string(),
  awsRegion: z.string().check(z.regex(/^[a-z0-9-]+$/, 'is not the name of a Region')),
  recipientAccountId: word,
  errorCode: z.optional(z.nullable(z.string())),
  errorMessage: z.optional(z.nullable(z.string())),
  sourceIPAddress: word,
  userAgent: word,
  /** `true`, or not there. */
  sessionCredentialFromConsole: word,
  userIdentity: z.catch(userIdentity, {} as UserIdentity),
  requestParameters: parameters,
  responseElements: parameters,
});
export type CloudTrailRecord = z.infer<typeof cloudTrailRecord>;
