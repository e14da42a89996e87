import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ec2 from '@aws-sdk/client-ec2';
import * as eks from '@aws-sdk/client-eks';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../functions/events/catalogue/catalogue.ts';
import {
  cloudTrailDetailTypes,
  watchedEvents,
} from '../../../functions/events/catalogue/watched-events.ts';
import { callsOf } from '../../../infra/event-patterns.ts';

/** The operations of a service, as the client that is generated from its API model has them. */
function operationsOf(client: object): readonly string[] {
  return Object.keys(client)
    .filter((name) => /[a-z]Command$/.test(name))
    .map((name) => name.slice(0, -'Command'.length));
}

const operations: Readonly<Record<string, readonly string[]>> = {
  cloudtrail: operationsOf(cloudtrail),
  dynamodb: operationsOf(dynamodb),
  ec2: operationsOf(ec2),
  eks: operationsOf(eks),
  events: operationsOf(events),
  iam: operationsOf(iam),
  lambda: operationsOf(lambda),
  s3: operationsOf(s3),
  sns: operationsOf(sns),
  sqs: operationsOf(sqs),
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html: its client is no dependency of ours.
  kms: ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'],
};

const rows = catalogue.flatMap((group) =>
  group.events.map((event) => [group.eventSource.split('.')[0] ?? '', event] as const),
);

describe('the catalogue of events', () => {
  it('has names that the API models have, or says what they are there', () => {
    const strangers = rows
      .map(
        ([service, { eventName, operation }]) => [service, operation?.name ?? eventName] as const,
      )
      .filter(([service, name]) => operations[service]?.includes(name) !== true);
    expect(strangers).toEqual([]);
  });

  it('says where it is written that CloudTrail has another name', () => {
    const renamed = rows.flatMap(([, { eventName, operation }]) =>
      operation === undefined ? [] : [[eventName, operation.name, operation.source]],
    );
    const source =
      'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html, https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-supported-services.html';
    expect(renamed).toEqual([
      ['DeleteEventSourceMapping20150331', 'DeleteEventSourceMapping', source],
      ['DeleteFunction20150331', 'DeleteFunction', source],
      ['PutFunctionConcurrency20171031', 'PutFunctionConcurrency', source],
      ['RemovePermission20150331v2', 'RemovePermission', source],
      ['UpdateEventSourceMapping20150331', 'UpdateEventSourceMapping', source],
      ['UpdateFunctionCode20150331v2', 'UpdateFunctionCode', source],
      ['UpdateFunctionConfiguration20150331v2', 'UpdateFunctionConfiguration', source],
    ]);
  });

  it('names each event once', () => {
    const names = rows.map(([service, { eventName }]) => `${service} ${eventName}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('leaves out of EKS what no fact of ours depends on, and nothing else that writes', () => {
    const known = rows
      .filter(([service]) => service === 'eks')
      .map(([, { eventName }]) => eventName);
    const writing = (operations['eks'] ?? []).filter((name) => !/^(Describe|List)/.test(name));
    expect(writing.filter((name) => !known.includes(name))).toEqual([
      'CreateEksAnywhereSubscription',
      'DeleteEksAnywhereSubscription',
      'StartInsightsRefresh',
      'TagResource',
      'UntagResource',
      'UpdateEksAnywhereSubscription',
    ]);
  });

  it('leaves out of IAM what no fact of ours depends on, and nothing else that writes to principals and policies', () => {
    const known = rows
      .filter(([service]) => service === 'iam')
      .map(([, { eventName }]) => eventName);
    const ofPrincipals = /(Role|User|Group|Policy|PolicyVersion|Boundary|OpenIDConnectProvider)/;
    const writing = (operations['iam'] ?? []).filter(
      (name) => !/^(Get|List|Simulate|Generate)/.test(name) && ofPrincipals.test(name),
    );
    expect(writing.filter((name) => !known.includes(name)).sort()).toEqual([
      'AddRoleToInstanceProfile',
      'DeleteAccountPasswordPolicy',
      'RemoveRoleFromInstanceProfile',
      'TagOpenIDConnectProvider',
      'TagPolicy',
      'UntagOpenIDConnectProvider',
      'UntagPolicy',
      'UpdateAccountPasswordPolicy',
      'UpdateOpenIDConnectProviderThumbprint',
      'UpdateRoleDescription',
    ]);
  });
});

describe('the events that are watched', () => {
  it('are told by service, with where they are of interest', () => {
    expect(
      watchedEvents.map(({ source, eventSource, where, eventNames }) => [
        source,
        eventSource,
        where,
        eventNames.length,
      ]),
    ).toEqual([
      ['aws.eks', 'eks.amazonaws.com', 'watched', 33],
      ['aws.iam', 'iam.amazonaws.com', 'iam', 44],
      ['aws.ec2', 'ec2.amazonaws.com', 'watched', 5],
      ['aws.cloudtrail', 'cloudtrail.amazonaws.com', 'everywhere', 6],
      ['aws.events', 'events.amazonaws.com', 'home', 9],
      ['aws.lambda', 'lambda.amazonaws.com', 'home', 7],
      ['aws.sns', 'sns.amazonaws.com', 'home', 5],
      ['aws.sqs', 'sqs.amazonaws.com', 'home', 4],
      ['aws.kms', 'kms.amazonaws.com', 'home', 3],
      ['aws.dynamodb', 'dynamodb.amazonaws.com', 'home', 2],
      ['aws.s3', 's3.amazonaws.com', 'home', 3],
    ]);
  });

  it('make patterns that EventBridge takes: at most 2,048 characters, in China too', () => {
    const sizes = watchedEvents.map((watched) => {
      const { detailType, ...rest } = callsOf(watched, 'aws-cn');
      return JSON.stringify({ 'detail-type': detailType, ...rest }).length;
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2_048);
  });

  it('are spelled in both ways in China', () => {
    expect(cloudTrailDetailTypes('aws')).toEqual(['AWS API Call via CloudTrail']);
    expect(cloudTrailDetailTypes('aws-cn')).toEqual([
      'AWS API Call via CloudTrail',
      'Amazon API Call via CloudTrail',
    ]);
  });
});
