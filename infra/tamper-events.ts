/** Calls of one service, and how its events name it: `aws.lambda`, `lambda.amazonaws.com`. */
export interface TamperCalls {
  readonly service: string;
  readonly names: readonly string[];
}

/**
 * Calls that can blind Gatewatch without any change of access, as CloudTrail spells them: of Lambda with the date of the API.
 * Grouped by where the event names what was called upon.
 * https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
 */
export const tamperEvents = {
  /** The rule is `name` in the request. */
  rule: { service: 'events', names: ['DeleteRule', 'DisableRule', 'PutRule'] },
  /** The rule is `rule` in the request. */
  targets: { service: 'events', names: ['PutTargets', 'RemoveTargets'] },
  /** The bus is `name` in the request. */
  bus: { service: 'events', names: ['DeleteEventBus'] },
  /** The bus is `eventBusName` in the request. */
  busPolicy: { service: 'events', names: ['PutPermission', 'RemovePermission'] },
  function: {
    service: 'lambda',
    names: [
      'DeleteFunction20150331',
      'PutFunctionConcurrency20171031',
      'RemovePermission20150331v2',
      'UpdateFunctionCode20150331v2',
      'UpdateFunctionConfiguration20150331v2',
    ],
  },
  /** Named by its UUID: the function is in the response alone. */
  eventSource: {
    service: 'lambda',
    names: ['DeleteEventSourceMapping20150331', 'UpdateEventSourceMapping20150331'],
  },
  topic: { service: 'sns', names: ['DeleteTopic', 'RemovePermission', 'SetTopicAttributes'] },
  subscription: { service: 'sns', names: ['SetSubscriptionAttributes', 'Unsubscribe'] },
  queue: {
    service: 'sqs',
    names: ['DeleteQueue', 'PurgeQueue', 'RemovePermission', 'SetQueueAttributes'],
  },
  key: { service: 'kms', names: ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'] },
  trail: {
    service: 'cloudtrail',
    names: ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'],
  },
  /**
   * A request may give the ARN, and a published one of UpdateTable gives nothing: the response always has the name.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/understanding-ddb-log-entries.html
   */
  table: { service: 'dynamodb', names: ['DeleteTable', 'UpdateTable'] },
  /** The bucket is `bucketName` in the request. */
  bucket: { service: 's3', names: ['DeleteBucket', 'DeleteBucketPolicy', 'PutBucketPolicy'] },
} as const satisfies Readonly<Record<string, TamperCalls>>;
