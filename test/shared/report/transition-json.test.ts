import { describe, expect, it } from 'vitest';
import type { Transition } from '../../../shared/model/finding.ts';
import { observationJson, transitionJson } from '../../../shared/report/transition-json.ts';
import { access, content, finding, observation, takenAt, terraform, zoe } from './sample.ts';

const transition: Transition = {
  id: 'f-1',
  type: 'OPENED',
  cause: 'change',
  at: takenAt,
  delivery: 'now',
  group: 'g',
  finding: finding(),
};

const { fingerprint: _, ...reported } = content();

describe('transitionJson', () => {
  it('prints a step with all that is known of it, in one order', () => {
    const json = transitionJson({ ...transition, finding: finding({ actor: zoe }), access });
    expect(json).toEqual({
      type: 'OPENED',
      cause: 'change',
      finding: { ...reported, status: 'open' },
      actor: {
        name: 'role/AWSReservedSSO_Admin_0123456789abcdef (session zoe@example.com)',
        arn: 'arn:aws:sts::011122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/zoe@example.com',
        identityCenterUser: 'zoe@example.com',
        invokedBy: 'cloudformation.amazonaws.com',
        via: 'CloudFormation',
        mfa: true,
        sourceIpAddress: 'cloudformation.amazonaws.com',
        userAgent: 'cloudformation.amazonaws.com',
        eventId: '1a2b3c4d-1111-2222-3333-444455556666',
        eventName: 'DisassociateAccessPolicy',
        eventTime: '2026-11-22T09:04:11.000Z',
        region: 'eu-west-1',
      },
      before: { grants: ['AmazonEKSViewPolicy in payments-*'], power: 'read in payments-*' },
      after: {
        grants: [
          'AmazonEKSClusterAdminPolicy in the whole cluster',
          'AmazonEKSViewPolicy in payments-*',
          'group ops',
        ],
        power: 'cluster-admin in the whole cluster',
        unread: 'what the bindings of the cluster give group ops is not read',
      },
      undo: [...access.undo],
    });
    expect(Object.keys(json as object)).toEqual([
      'type',
      'cause',
      'finding',
      'actor',
      'before',
      'after',
      'undo',
    ]);
  });

  it('leaves out what is not known', () => {
    expect(transitionJson(transition)).toEqual({
      type: 'OPENED',
      cause: 'change',
      finding: { ...reported, status: 'open' },
    });
  });

  it('keeps the status of what is over, where a sweep would print it no more', () => {
    const resolved = finding({ status: 'resolved' });
    expect(transitionJson({ ...transition, type: 'RESOLVED', finding: resolved })).toEqual({
      type: 'RESOLVED',
      cause: 'change',
      finding: { ...reported, status: 'resolved' },
    });
  });

  it('prints a time that no calendar has', () => {
    const actor = { name: 'x', eventId: 'e', eventName: 'E', eventTime: Number.NaN, region: 'r' };
    expect(transitionJson({ ...transition, finding: finding({ actor }) })).toHaveProperty('actor', {
      ...actor,
      eventTime: 'NaN',
    });
  });
});

describe('observationJson', () => {
  it('prints what only events show', () => {
    const { eventTime: _a, ...granted } = terraform;
    const { eventTime: _b, ...removed } = zoe;
    expect(observationJson(observation)).toEqual({
      id: '7d9e1f00-1111-2222-3333-444455556666',
      ruleId: 'access-grant-short-lived',
      kind: 'short-lived',
      severity: 'HIGH',
      at: '2026-11-22T09:05:03.000Z',
      cluster: { region: 'eu-west-1', name: 'payments-prod' },
      principalArn: 'arn:aws:iam::011122223333:role/team/ci',
      grant: 'AmazonEKSClusterAdminPolicy over the whole cluster',
      grantedBy: { ...granted, eventTime: '2026-11-22T08:59:59.000Z' },
      removedBy: { ...removed, eventTime: '2026-11-22T09:04:11.000Z' },
    });
  });

  it('leaves out who took away what nobody did', () => {
    const { removedBy: _r, ...rest } = observation;
    expect(observationJson(rest)).not.toHaveProperty('removedBy');
  });
});
