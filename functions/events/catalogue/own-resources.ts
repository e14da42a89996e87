import type { CataloguedEvent, EventGroup } from './catalogued-event.ts';

/**
 * Lambda's calls are recorded under the date of their API, and some with a version after it: `GetFunction20150331`.
 * The list of CloudTrail's event history spells most of them; concurrency has the API of 2017-10-31.
 */
const datedNames =
  'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html, https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-supported-services.html';

/** Calls that could stop what watches, made on our own rules, functions, topics, queues, keys, table and bucket. */
export const ownResourceEvents: readonly EventGroup[] = [
  own('events', [
    plain('DeleteEventBus'),
    plain('DeleteRule'),
    plain('DisableRule'),
    plain('EnableRule'),
    plain('PutPermission'),
    plain('PutRule'),
    plain('PutTargets'),
    plain('RemovePermission'),
    plain('RemoveTargets'),
  ]),
  own('lambda', [
    dated('DeleteEventSourceMapping', '20150331'),
    dated('DeleteFunction', '20150331'),
    dated('PutFunctionConcurrency', '20171031'),
    dated('RemovePermission', '20150331v2'),
    dated('UpdateEventSourceMapping', '20150331'),
    dated('UpdateFunctionCode', '20150331v2'),
    dated('UpdateFunctionConfiguration', '20150331v2'),
  ]),
  own('sns', [
    plain('DeleteTopic'),
    plain('RemovePermission'),
    plain('SetSubscriptionAttributes'),
    plain('SetTopicAttributes'),
    plain('Unsubscribe'),
  ]),
  own('sqs', [
    plain('DeleteQueue'),
    plain('PurgeQueue'),
    plain('RemovePermission'),
    plain('SetQueueAttributes'),
  ]),
  own('kms', [plain('DisableKey'), plain('PutKeyPolicy'), plain('ScheduleKeyDeletion')]),
  own('dynamodb', [plain('DeleteTable'), plain('UpdateTable')]),
  own('s3', [plain('DeleteBucket'), plain('DeleteBucketPolicy'), plain('PutBucketPolicy')]),
];

function own(service: string, events: readonly CataloguedEvent[]): EventGroup {
  return {
    source: `aws.${service}`,
    eventSource: `${service}.amazonaws.com`,
    where: 'home',
    events,
  };
}

function plain(eventName: string): CataloguedEvent {
  return {
    eventName,
    touches: () => ({ sweeps: [{ kind: 'monitor' }] }),
    effect: () => ({ underivable: 'what watches is read, not told' }),
  };
}

function dated(name: string, suffix: string): CataloguedEvent {
  return { ...plain(`${name}${suffix}`), operation: { name, source: datedNames } };
}
