import { describe, expect, it } from 'vitest';
import { parseCloudTrailRecord } from '../../../functions/events/cloud-trail-event.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import {
  cloudTrailEvent,
  entryEvent,
  estateOf,
  nothingKnown,
  parsed,
  roleEvent,
  understood,
} from '../../support/cloud-trail-events.ts';
import { apiCluster, prodRef, roleArn, sampleAccount } from '../../support/estate.ts';
import { known } from '../../support/facts.ts';

const prod = estateOf(
  known(factKeys.clusters('eu-west-1'), ['prod', 'test']),
  known(factKeys.cluster(prodRef), apiCluster(prodRef)),
);

const ci = { kind: 'accessEntry', cluster: prodRef, principalArn: roleArn('team/ci') };

describe('an event', () => {
  it('names cluster and principal percent-encoded, as the URI was', () => {
    const { hint } = understood(entryEvent('DeleteAccessEntry', 'prod', roleArn('team/ci')), prod);
    expect([hint.reads, hint.sweeps]).toEqual([[ci], []]);
  });

  it.each([
    ['plain, as the body was', { name: 'prod', principalArn: roleArn('team/ci') }, null],
    ['with clusterName', { clusterName: 'prod', principalArn: roleArn('team/ci') }, null],
    [
      'in the response',
      null,
      { accessEntry: { clusterName: 'prod', principalArn: roleArn('team/ci') } },
    ],
    [
      'in the response of an association',
      null,
      { clusterName: 'prod', principalArn: roleArn('team/ci') },
    ],
  ])('names them %s', (_, requestParameters, responseElements) => {
    const told = { eventName: 'UpdateAccessEntry', requestParameters, responseElements };
    expect(understood(cloudTrailEvent(told), prod).hint.reads).toEqual([ci]);
  });

  it('takes what is not valid percent-encoding as it stands', () => {
    const principalArn = `${roleArn('team')}%ci`;
    const requestParameters = { name: 'prod', principalArn };
    const event = cloudTrailEvent({ eventName: 'DeleteAccessEntry', requestParameters });
    expect(understood(event, prod).hint.reads).toEqual([{ ...ci, principalArn }]);
  });

  it('is of the Region it was recorded in, not of the one it was forwarded to', () => {
    const event = entryEvent('DeleteAccessEntry', 'prod', roleArn('ci'), {
      awsRegion: 'us-west-2',
    });
    expect(understood(event).hint.reads).toMatchObject([
      { cluster: { region: 'us-west-2', name: 'prod' } },
    ]);
  });

  it('without parameters has the Region read, with every cluster of it that is known', () => {
    const event = cloudTrailEvent({ eventName: 'CreateAccessEntry', requestParameters: null });
    expect(understood(event, prod).hint).toMatchObject({
      reads: [],
      sweeps: [
        { kind: 'clusters', region: 'eu-west-1' },
        { kind: 'cluster', cluster: { region: 'eu-west-1', name: 'prod' } },
        { kind: 'cluster', cluster: { region: 'eu-west-1', name: 'test' } },
      ],
    });
  });

  it.each([
    ['no principal', { name: 'prod' }],
    ['a principal that is no ARN of IAM', { name: 'prod', principalArn: 'ci' }],
  ])('with %s has its cluster read', (_, requestParameters) => {
    const event = cloudTrailEvent({ eventName: 'UpdateAccessEntry', requestParameters });
    expect(understood(event, prod).hint).toMatchObject({
      reads: [],
      sweeps: [{ kind: 'cluster', cluster: prodRef }],
    });
  });

  it('with a name that no cluster can have has the Region read', () => {
    const requestParameters = { name: 'prod/../x y', principalArn: roleArn('ci') };
    const event = cloudTrailEvent({ eventName: 'UpdateAccessEntry', requestParameters });
    expect(understood(event).hint).toMatchObject({
      reads: [],
      sweeps: [{ kind: 'clusters', region: 'eu-west-1' }],
    });
  });

  it.each([
    'PutRolePolicy',
    'CreatePolicyVersion',
    'AddUserToGroup',
    'DeleteOpenIDConnectProvider',
  ])('of IAM without parameters has IAM read: %s', (eventName) => {
    const event = roleEvent(eventName, 'ci', { requestParameters: null });
    expect(understood(event).hint).toMatchObject({ reads: [], sweeps: [{ kind: 'iam' }] });
  });

  it.each([
    ['1.05', 'hint'],
    ['1.11', 'hint'],
    ['1.99', 'hint'],
    ['2.0', 'rejected'],
    ['11.0', 'rejected'],
  ])('of version %s is a %s', (eventVersion, kind) => {
    expect(parsed(roleEvent('DeleteRole', 'ci', { eventVersion })).kind).toBe(kind);
  });

  it.each([
    ['2026-11-22T09:59:58Z', 1_795_341_598_000],
    [1_795_341_598.25, 1_795_341_598_250],
  ])('happened at %s', (eventTime, milliseconds) => {
    const { hint } = understood(roleEvent('DeleteRole', 'ci', { eventTime }));
    expect(hint.change.actor.eventTime).toBe(milliseconds);
  });

  it('of a service has no ARN, and is understood', () => {
    const userIdentity = { type: 'AWSService', invokedBy: 'eks.amazonaws.com' };
    const event = entryEvent('CreateAccessEntry', 'prod', roleArn('ci'), { userIdentity });
    expect(understood(event).hint.change.actor).toMatchObject({
      name: 'eks.amazonaws.com',
      invokedBy: 'eks.amazonaws.com',
    });
  });

  it('that two accounts share is ours by its recipient', () => {
    const shared = { sharedEventID: 'shared-1' };
    const ours = roleEvent('DeleteRole', 'ci', { ...shared, recipientAccountId: '012345678901' });
    const theirs = roleEvent('DeleteRole', 'ci', { ...shared, recipientAccountId: '444455556666' });
    expect([parsed(ours).kind, parsed(theirs)]).toEqual([
      'hint',
      { kind: 'rejected', reason: 'of account 444455556666, which is not watched' },
    ]);
  });
});

describe('an event that is nothing to us', () => {
  it.each([
    ['ecs', 'CreateCluster'],
    ['redshift', 'CreateCluster'],
    ['eks', 'DescribeCluster'],
  ])('is ignored: of %s, %s', (service, eventName) => {
    expect(parsed(cloudTrailEvent({ source: `aws.${service}`, eventName }))).toEqual({
      kind: 'ignored',
      reason: `${eventName} of ${service}.amazonaws.com is not watched`,
    });
  });

  it.each([
    [{ errorCode: 'AccessDenied', errorMessage: 'not authorized' }, 'AccessDenied'],
    [{ errorMessage: 'not authorized' }, 'not authorized'],
  ])('is a call that failed', (failure, reason) => {
    expect(parsed(entryEvent('DeleteAccessEntry', 'prod', roleArn('ci'), failure))).toEqual({
      kind: 'ignored',
      reason: `DeleteAccessEntry failed: ${reason}`,
    });
  });
});

describe('an event that cannot be true', () => {
  it.each([
    ['my.app', 'eks.amazonaws.com', 'AssociateAccessPolicy'],
    ['aws.ecs', 'eks.amazonaws.com', 'AssociateAccessPolicy'],
    ['my.app', 'ecs.amazonaws.com', 'CreateCluster'],
  ])('is rejected: source %s for %s %s', (source, eventSource, eventName) => {
    expect(parsed(cloudTrailEvent({ source, eventSource, eventName }))).toEqual({
      kind: 'rejected',
      reason: `${eventName} of ${eventSource} cannot come from source ${source}`,
    });
  });

  it('is rejected: of another account', () => {
    expect(parsed(roleEvent('DeleteRole', 'ci', { account: '444455556666' }))).toEqual({
      kind: 'rejected',
      reason: 'of account 444455556666, which is not watched',
    });
  });

  it.each([
    ['{', 'not an EventBridge event: the record: Invalid input'],
    ['{"source":"aws.eks","account":"012345678901","detail":{}}', 'not a CloudTrail record: '],
  ])('is rejected: %s', (text, reason) => {
    const event = parsed(text);
    expect(event.kind === 'rejected' && event.reason.startsWith(reason)).toBe(true);
  });
});

describe('a bare record', () => {
  const { detail } = JSON.parse(entryEvent('DeleteAccessEntry', 'prod', roleArn('team/ci')));
  const bare = (record: unknown) =>
    parseCloudTrailRecord(record, { account: sampleAccount, estate: nothingKnown });

  it('is understood without an envelope', () => {
    const event = bare(detail);
    expect(event.kind === 'hint' && event.hint.reads).toEqual([ci]);
  });

  it('is of its recipient, where it says so', () => {
    expect(bare({ ...detail, recipientAccountId: '444455556666' })).toEqual({
      kind: 'rejected',
      reason: 'of account 444455556666, which is not watched',
    });
  });
});

describe('our heartbeat', () => {
  const tag = (roleName: string, tags: readonly object[]) =>
    cloudTrailEvent({
      source: 'aws.iam',
      eventName: 'TagRole',
      awsRegion: 'us-east-1',
      requestParameters: { roleName, tags },
    });
  const beat = { key: 'gatewatch:heartbeat', value: '2026-11-22T09:59:50Z' };
  const hintOf = (text: string, heartbeatRoleName?: string) => {
    const { detail } = JSON.parse(text);
    const event = parseCloudTrailRecord(detail, {
      account: sampleAccount,
      estate: nothingKnown,
      ...(heartbeatRoleName && { heartbeatRoleName }),
    });
    return event.kind === 'hint' ? event.hint : undefined;
  };

  it('is the tag of our own role, and nothing to look at', () => {
    const hint = hintOf(tag('gatewatch-heartbeat', [beat]), 'gatewatch-heartbeat');
    expect([hint?.heartbeat, hint?.reads]).toEqual([{ value: '2026-11-22T09:59:50Z' }, []]);
  });

  it.each([
    ['another role', tag('ci', [beat]), 'gatewatch-heartbeat'],
    [
      'another tag',
      tag('gatewatch-heartbeat', [{ key: 'team', value: 'a' }]),
      'gatewatch-heartbeat',
    ],
    ['no role of ours', tag('gatewatch-heartbeat', [beat]), undefined],
  ])('is not the tag of %s', (_, text, role) => {
    const hint = hintOf(text, role);
    expect([hint?.heartbeat, hint?.reads.length]).toEqual([undefined, 1]);
  });
});
