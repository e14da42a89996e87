import * as z from 'zod/mini';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
const userIdentity = z.object({
  type: z.optional(z.string()),
  arn: z.optional(z.string()),
  userName: z.optional(z.string()),
  principalId: z.optional(z.string()),
  invokedBy: z.optional(z.string()),
  sessionContext: z.optional(
    z.object({
      sessionIssuer: z.optional(
        z.object({ arn: z.optional(z.string()), userName: z.optional(z.string()) }),
      ),
    }),
  ),
});
export type UserIdentity = z.infer<typeof userIdentity>;

/**
 * What we use of a CloudTrail record. What it may omit or null is optional here: the record is a hint, state is read again.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const cloudTrailRecord = z.object({
  eventSource: z.string(),
  eventName: z.string(),
  eventTime: z.iso.datetime(),
  eventID: z.string(),
  awsRegion: z.string(),
  recipientAccountId: z.optional(z.string()),
  errorCode: z.optional(z.nullable(z.string())),
  errorMessage: z.optional(z.nullable(z.string())),
  sourceIPAddress: z.optional(z.string()),
  userAgent: z.optional(z.nullable(z.string())),
  userIdentity,
  requestParameters: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  responseElements: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});
export type CloudTrailRecord = z.infer<typeof cloudTrailRecord>;
