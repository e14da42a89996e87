/**
 * Calls that can blind Gatewatch without any change of access, by service, as CloudTrail spells them: of Lambda with the
 * date of the API.
 * https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
 */
export const tamperEvents = {
  /** The rule is `name` in the request. */
  rule: ['DeleteRule', 'DisableRule', 'PutRule'],
  /** The rule is `rule` in the request. */
  targets: ['PutTargets', 'RemoveTargets'],
  /** The bus is `name` in the request. */
  bus: ['DeleteEventBus'],
  /** The bus is `eventBusName` in the request. */
  busPolicy: ['PutPermission', 'RemovePermission'],
  function: [
    'DeleteFunction20150331',
    'PutFunctionConcurrency20171031',
    'RemovePermission20150331v2',
    'UpdateFunctionCode20150331v2',
    'UpdateFunctionConfiguration20150331v2',
  ],
  /** Named by its UUID: the function is in the response alone. */
  eventSource: ['DeleteEventSourceMapping20150331', 'UpdateEventSourceMapping20150331'],
  topic: ['DeleteTopic', 'RemovePermission', 'SetTopicAttributes'],
  subscription: ['SetSubscriptionAttributes', 'Unsubscribe'],
  queue: ['DeleteQueue', 'PurgeQueue', 'RemovePermission', 'SetQueueAttributes'],
  key: ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'],
  trail: ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'],
} as const;

/** EventBridge's sources of these. */
export const tamperSources = [
  'aws.cloudtrail',
  'aws.events',
  'aws.kms',
  'aws.lambda',
  'aws.sns',
  'aws.sqs',
] as const;
