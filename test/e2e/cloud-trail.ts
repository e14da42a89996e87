import { randomUUID } from 'node:crypto';
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Clients } from './clients.ts';
import { account, iamRegion, region } from './place.ts';

/** A call as CloudTrail records it; what is left out is the same for all calls here. */
export interface RecordedCall {
  readonly eventName: string;
  readonly requestParameters: Readonly<Record<string, unknown>>;
  readonly responseElements?: Readonly<Record<string, unknown>> | null;
  readonly errorCode?: string;
  readonly eventID?: string;
}

/** Puts a call to EKS on the default bus of the home Region, as CloudTrail does; `source` is what a forger would change. */
export function recordEksCall(
  { events }: Clients,
  call: RecordedCall,
  source = 'aws.eks',
): Promise<void> {
  return put(events, source, { ...call, eventSource: 'eks.amazonaws.com', awsRegion: region });
}

/** The same for a call to IAM, which CloudTrail records in the partition's IAM Region. */
export function recordIamCall({ iamEvents }: Clients, call: RecordedCall): Promise<void> {
  const place = { eventSource: 'iam.amazonaws.com', awsRegion: iamRegion };
  return put(iamEvents, 'aws.iam', { ...call, ...place });
}

/** Labels that are part of an EKS URI stay percent-encoded in CloudTrail's requestParameters. */
export function onEntry(clusterName: string, principalArn: string) {
  return { name: clusterName, principalArn: encodeURIComponent(principalArn) };
}

/** Puts one event on a default bus and fails unless it is taken. */
export async function put(
  bus: EventBridgeClient,
  source: string,
  detail: object,
  detailType = 'AWS API Call via CloudTrail',
): Promise<void> {
  const now = new Date();
  const record = { ...commonFields(now), ...detail };
  const Detail = JSON.stringify(detailType === 'AWS API Call via CloudTrail' ? record : detail);
  const entry = { Source: source, DetailType: detailType, Time: now, Detail };
  const { FailedEntryCount, Entries } = await bus.send(new PutEventsCommand({ Entries: [entry] }));
  if (FailedEntryCount !== 0)
    throw new Error(`EventBridge took no event: ${JSON.stringify(Entries)}`);
}

/** Who does everything here. */
export const actor = 'role/platform (session ada)';

function commonFields(now: Date) {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:ada',
      arn: `arn:aws:sts::${account}:assumed-role/platform/ada`,
      accountId: account,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLE',
          arn: `arn:aws:iam::${account}:role/platform`,
          accountId: account,
          userName: 'platform',
        },
      },
    },
    eventTime: `${now.toISOString().slice(0, 19)}Z`,
    sourceIPAddress: '192.0.2.7',
    userAgent: 'aws-cli/2.31.9',
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}
