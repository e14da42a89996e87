import { sampleAccount } from './estate.ts';

interface Told {
  readonly eventName: string;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements?: Readonly<Record<string, unknown>> | null;
  readonly source?: string;
  readonly eventSource?: string;
  readonly awsRegion?: string;
  readonly eventID?: string;
  readonly errorCode?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly userIdentity?: Readonly<Record<string, unknown>>;
  readonly account?: string;
}

export const alice = {
  type: 'IAMUser',
  userName: 'alice',
  arn: 'arn:aws:iam::012345678901:user/alice',
};

/** An EventBridge envelope around a CloudTrail record, as the queue delivers it. */
export function cloudTrailEvent(told: Told): string {
  const { source = 'aws.eks', account = sampleAccount.accountId, ...record } = told;
  return JSON.stringify({
    version: '0',
    'detail-type': 'AWS API Call via CloudTrail',
    source,
    account,
    region: record.awsRegion ?? 'eu-west-1',
    detail: {
      eventVersion: '1.11',
      eventTime: '2026-11-22T09:59:58Z',
      eventSource: source === 'aws.iam' ? 'iam.amazonaws.com' : 'eks.amazonaws.com',
      awsRegion: 'eu-west-1',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.31.9',
      eventID: 'event-1',
      userIdentity: alice,
      responseElements: null,
      ...record,
    },
  });
}

/** AssociateAccessPolicy and its like: the principal is part of the URI, so CloudTrail logs it percent-encoded. */
export function entryEvent(
  eventName: string,
  name: string,
  principalArn: string,
  more: Partial<Told> = {},
): string {
  const requestParameters = { name, principalArn: encodeURIComponent(principalArn) };
  return cloudTrailEvent({ eventName, requestParameters, ...more });
}

export function roleEvent(eventName: string, roleName: string, more: Partial<Told> = {}): string {
  return cloudTrailEvent({
    eventName,
    requestParameters: { roleName },
    source: 'aws.iam',
    awsRegion: 'us-east-1',
    ...more,
  });
}
