import {
  type ParsedEvent,
  parseCloudTrailEvent,
} from '../../functions/events/cloud-trail-event.ts';
import type { CloudTrailRecord } from '../../functions/events/cloud-trail-record.ts';
import type { EventHint } from '../../functions/events/hint.ts';
import { createEstate, type Estate } from '../../shared/model/estate.ts';
import { sampleAccount } from './estate.ts';
import type { KnownFact } from './facts.ts';

export interface Told {
  readonly eventName: string;
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
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
  readonly sessionCredentialFromConsole?: string;
  readonly eventVersion?: string;
  readonly eventTime?: string | number;
  readonly recipientAccountId?: string;
  readonly sharedEventID?: string;
  readonly errorMessage?: string;
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
      eventSource: `${source.replace('aws.', '')}.amazonaws.com`,
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

/** An estate in which just this is known. */
export function estateOf(...facts: readonly KnownFact[]): Estate {
  return createEstate(sampleAccount, new Map(facts));
}

export const nothingKnown = estateOf();

export function parsed(text: string, estate: Estate = nothingKnown): ParsedEvent {
  return parseCloudTrailEvent(text, { account: sampleAccount, estate });
}

/** What an event that must be understood is understood as. */
export function understood(
  text: string,
  estate: Estate = nothingKnown,
): { readonly hint: EventHint; readonly record: CloudTrailRecord } {
  const event = parsed(text, estate);
  if (event.kind !== 'hint') throw new Error(`${event.kind}: ${event.reason}`);
  return event;
}

const policyArnOf = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const wholeCluster = { type: 'cluster', namespaces: [] };

/** An access policy over the whole cluster is given to a principal. */
export function associateEvent(
  name: string,
  principalArn: string,
  policy: string,
  more: Partial<Told> = {},
): string {
  const policyArn = policyArnOf(policy);
  return cloudTrailEvent({
    eventName: 'AssociateAccessPolicy',
    requestParameters: {
      name,
      principalArn: encodeURIComponent(principalArn),
      policyArn,
      accessScope: wholeCluster,
    },
    responseElements: {
      clusterName: name,
      principalArn,
      associatedAccessPolicy: { policyArn, accessScope: wholeCluster },
    },
    ...more,
  });
}

export function disassociateEvent(
  name: string,
  principalArn: string,
  policy: string,
  more: Partial<Told> = {},
): string {
  const policyArn = encodeURIComponent(policyArnOf(policy));
  const requestParameters = { name, principalArn: encodeURIComponent(principalArn), policyArn };
  return cloudTrailEvent({ eventName: 'DisassociateAccessPolicy', requestParameters, ...more });
}

export function createEntryEvent(
  name: string,
  principalArn: string,
  more: Partial<Told> = {},
): string {
  return cloudTrailEvent({
    eventName: 'CreateAccessEntry',
    requestParameters: { name, principalArn },
    responseElements: {
      accessEntry: { clusterName: name, principalArn, type: 'STANDARD', kubernetesGroups: [] },
    },
    ...more,
  });
}

export function trustEvent(roleName: string, document: object, more: Partial<Told> = {}): string {
  return roleEvent('UpdateAssumeRolePolicy', roleName, {
    requestParameters: { roleName, policyDocument: JSON.stringify(document) },
    ...more,
  });
}
