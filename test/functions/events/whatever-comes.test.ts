import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCloudTrailEvent } from '../../functions/events/cloud-trail-event.ts';
import { alice, cloudTrailEvent, entryEvent, roleEvent } from '../support/cloud-trail-events.ts';
import { roleArn } from '../support/estate.ts';

const parse = (text: string) => parseCloudTrailEvent(text, '012345678901');

function hintOf(text: string) {
  const parsed = parse(text);
  if (parsed.kind !== 'hint') throw new Error(`${parsed.kind}: ${parsed.reason}`);
  return parsed.hint;
}

const actor = {
  name: 'user/alice',
  arn: 'arn:aws:iam::012345678901:user/alice',
  sourceIpAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.9',
  eventId: 'event-1',
  eventTime: Date.parse('2026-11-22T09:59:58Z'),
};

describe('an access entry event', () => {
  it('names cluster and principal, percent-encoded as the URI was', () => {
    expect(hintOf(entryEvent('AssociateAccessPolicy', 'prod', roleArn('team/ci')))).toEqual({
      actor: { ...actor, eventName: 'AssociateAccessPolicy', region: 'eu-west-1' },
      request: {
        kind: 'accessEntry',
        cluster: { region: 'eu-west-1', name: 'prod' },
        principalArn: roleArn('team/ci'),
      },
      explains: ['access-policies'],
    });
  });

  it.each([
    ['plain, as the body was', { name: 'prod', principalArn: roleArn('ci') }, null],
    [
      'with clusterName, as in old records',
      { clusterName: 'prod', principalArn: roleArn('ci') },
      null,
    ],
    ['from the response', null, { clusterName: 'prod', principalArn: roleArn('ci') }],
  ])('names them %s', (_, requestParameters, responseElements) => {
    const told = { eventName: 'CreateAccessEntry', requestParameters, responseElements };
    expect(hintOf(cloudTrailEvent(told)).request).toEqual({
      kind: 'accessEntry',
      cluster: { region: 'eu-west-1', name: 'prod' },
      principalArn: roleArn('ci'),
    });
  });

  it('is of the Region it was recorded in, not of the one it was forwarded to', () => {
    const event = entryEvent('DeleteAccessEntry', 'prod', roleArn('ci'), {
      awsRegion: 'us-west-2',
    });
    expect(hintOf(event).request).toMatchObject({ cluster: { region: 'us-west-2', name: 'prod' } });
  });
});

describe('a role event', () => {
  it('names the role, and its ARN where the response does', () => {
    expect(hintOf(roleEvent('DeleteRole', 'ci')).request).toEqual({ kind: 'role', roleName: 'ci' });
    const created = roleEvent('CreateRole', 'ci', {
      responseElements: { role: { arn: roleArn('team/ci') } },
    });
    expect(hintOf(created).request).toEqual({
      kind: 'role',
      roleName: 'ci',
      roleArn: roleArn('team/ci'),
    });
  });
});

describe('the actor', () => {
  const named = (userIdentity: Readonly<Record<string, unknown>>) =>
    hintOf(roleEvent('DeleteRole', 'ci', { userIdentity })).actor.name;

  const session = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::012345678901:assumed-role/ci/deploy-42',
    sessionContext: { sessionIssuer: { userName: 'ci', arn: roleArn('ci') } },
  };

  it.each([
    ['a user', alice, 'user/alice'],
    ['root', { type: 'Root', arn: 'arn:aws:iam::012345678901:root' }, 'the account root user'],
    ['a role and its session', session, 'role/ci (session deploy-42)'],
    [
      'a service on behalf of a role',
      { ...session, invokedBy: 'cloudformation.amazonaws.com' },
      'role/ci (session deploy-42, on behalf of cloudformation.amazonaws.com)',
    ],
    [
      'a role without a session name',
      { sessionContext: { sessionIssuer: { userName: 'ci' } } },
      'role/ci',
    ],
    [
      'a service without an ARN',
      { type: 'AWSService', invokedBy: 'eks-nodegroup.amazonaws.com' },
      'eks-nodegroup.amazonaws.com',
    ],
    ['somebody with an ARN alone', { arn: roleArn('x') }, roleArn('x')],
    ['somebody with an id alone', { principalId: 'AIDAEXAMPLE' }, 'AIDAEXAMPLE'],
    ['nobody', {}, 'unknown'],
  ])('can be %s', (_, identity, name) => {
    expect(named(identity)).toBe(name);
  });

  it('is told in full up to what people read, and cut beyond', () => {
    const told = (length: number) =>
      hintOf(roleEvent('DeleteRole', 'ci', { userAgent: 'x'.repeat(length) })).actor.userAgent;
    expect(told(200)).toBe('x'.repeat(200));
    expect(told(201)).toBe(`${'x'.repeat(199)}…`);
    expect(named({ userName: 'n'.repeat(900) })).toHaveLength(300);
    const { actor: by } = hintOf(
      roleEvent('DeleteRole', 'ci', {
        userIdentity: { arn: 'a'.repeat(9_000) },
        sourceIPAddress: 's'.repeat(9_000),
      }),
    );
    expect([by.arn?.length, by.sourceIpAddress?.length]).toEqual([2_048, 200]);
  });

  it('that is a session is known by its role, which does not change from one session to the next', () => {
    const { actor: by } = hintOf(roleEvent('DeleteRole', 'ci', { userIdentity: session }));
    expect(by.arn).toBe(roleArn('ci'));
  });
});

describe('whatever comes', () => {
  it('is understood, ignored or rejected with a reason, and never throws', () => {
    const events = readdirSync('examples/events')
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(`examples/events/${file}`, 'utf8')));
    const damaged = fc
      .tuple(
        fc.constantFrom(...events),
        fc.array(fc.tuple(fc.nat(60), fc.jsonValue()), { maxLength: 3 }),
      )
      .map(([event, damages]) =>
        damages.reduce((spoiled, [at, value]) => spoil(spoiled, at, value), event),
      );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), damaged), (value) => {
        const parsed = parse(JSON.stringify(value));
        if (parsed.kind !== 'hint') expect(parsed.reason).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parse(text).kind).toBe('rejected');
      }),
    );
  });
});

/** Replaces one of the values in a JSON tree, by a count of them in their order. */
function spoil(value: unknown, at: number, by: unknown): unknown {
  const text = JSON.stringify(value);
  let seen = -1;
  return JSON.parse(text, (_, member) => {
    seen += 1;
    return seen === at ? by : member;
  });
}
