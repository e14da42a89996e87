import { describe, expect, it } from 'vitest';
import { parseAuditRecord } from '../../../../functions/events/audit/audit-event.ts';
import {
  auditMessage,
  parseAuditMessage,
} from '../../../../functions/events/audit/audit-message.ts';
import { auditRecord } from '../../../../functions/events/audit/audit-record.ts';
import {
  type AuditJson,
  alice,
  auditJson,
  awsAuth,
  awsAuthRef,
  parsedAudit,
  sampleAudit,
} from '../../../support/audit-records.ts';
import { nothingKnown } from '../../../support/cloud-trail-events.ts';
import { prodRef, sampleAccount } from '../../../support/estate.ts';

function sent(record: AuditJson): string {
  return auditMessage(prodRef, auditRecord.parse(record));
}

function received(body: string) {
  const audited = parseAuditMessage(body) ?? expect.fail('not understood');
  return parseAuditRecord(audited, { account: sampleAccount, estate: nothingKnown });
}

describe('a message', () => {
  it.each([
    'edit-aws-auth',
    'create-cluster-role-binding',
    'impersonation',
    'request-token',
    'update-role-truncated',
  ])('brings the hint that its record is: %s', (name) => {
    const [there, here] = [received(sent(sampleAudit(name))), parsedAudit(sampleAudit(name))];
    expect(here.kind).toBe('hint');
    expect(there).toMatchObject({ kind: 'hint', hint: 'hint' in here ? here.hint : {} });
  });

  it('holds no object that is compared with nothing', () => {
    expect(sent(sampleAudit('create-cluster-role-binding'))).not.toContain('roleRef');
  });

  it('holds of what the authenticator says who in IAM it was, and no secret', () => {
    const user = { ...alice, extra: { ...alice.extra, 'example.com/token': ['secret'] } };
    const { user: kept } = JSON.parse(sent(auditJson({ user }))).record;
    expect(Object.keys(kept.extra)).toEqual(['accessKeyId', 'arn', 'canonicalArn']);
  });

  it('leaves objects out that are too large for a queue, and is read again all the same', () => {
    const record = auditJson({
      verb: 'update',
      objectRef: awsAuthRef,
      responseObject: awsAuth('x'.repeat(70_000)),
    });
    expect(sent(record).length).toBeLessThan(2_000);
    expect(received(sent(record))).toMatchObject({
      hint: { sweeps: [{ resources: ['configmaps'] }], change: { claims: [] } },
    });
  });

  it('is short whatever the groups of its caller', () => {
    const groups = Array.from({ length: 5_000 }, (_, index) => `group-${index}`);
    expect(sent(auditJson({ user: { ...alice, groups } })).length).toBeLessThan(2_000);
  });

  it('has no characters that SQS refuses', () => {
    const body = sent(auditJson({ userAgent: 'a\uFFFE\uFFFFb' }));
    expect(body).not.toMatch(/[\uFFFE\uFFFF]/);
    expect(received(body)).toMatchObject({
      hint: { change: { actor: { userAgent: 'a\uFFFE\uFFFFb' } } },
    });
  });
});

describe('another message', () => {
  const cluster = { region: 'eu-west-1', name: 'prod' };
  it.each([
    ['no JSON', 'x'],
    ['a look', JSON.stringify({ gatewatch: 'look' })],
    [
      'an event from EventBridge',
      JSON.stringify({ source: 'aws.eks', detail: { gatewatch: 'audit' } }),
    ],
    ['no cluster', JSON.stringify({ gatewatch: 'audit', record: {} })],
    [
      'a name that no cluster has',
      JSON.stringify({ gatewatch: 'audit', cluster: { ...cluster, name: 'a b' }, record: {} }),
    ],
  ])('is none: %s', (_, body) => {
    expect(parseAuditMessage(body)).toBeUndefined();
  });
});
