/** Calls of one service that change who can get into a cluster. */
export interface WatchedEvents {
  /** EventBridge's `source`: only AWS itself can send one that begins with `aws.`. */
  readonly source: string;
  /** CloudTrail's `eventSource`. */
  readonly eventSource: string;
  readonly eventNames: readonly string[];
  /** Whether CloudTrail records them in the partition's IAM Region alone. */
  readonly global: boolean;
}

/** The one list of events that the rules in EventBridge match and that the parser of events understands. */
export const watchedEvents: readonly WatchedEvents[] = [
  {
    source: 'aws.eks',
    eventSource: 'eks.amazonaws.com',
    eventNames: [
      'CreateAccessEntry',
      'UpdateAccessEntry',
      'DeleteAccessEntry',
      'AssociateAccessPolicy',
      'DisassociateAccessPolicy',
    ],
    global: false,
  },
  {
    source: 'aws.iam',
    eventSource: 'iam.amazonaws.com',
    eventNames: ['UpdateAssumeRolePolicy', 'CreateRole', 'DeleteRole'],
    global: true,
  },
];

/**
 * EventBridge's `detail-type` of a call that CloudTrail recorded. Pages about China spell it both ways.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function cloudTrailDetailTypes(partition: string): readonly string[] {
  const detailType = 'AWS API Call via CloudTrail';
  return partition === 'aws-cn' ? [detailType, 'Amazon API Call via CloudTrail'] : [detailType];
}
