import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateBatch } from '../../functions/adapters/inflate-batch.ts';
import { auditLog } from '../../functions/audit-log/audit-log.ts';
import { parseAuditMessage } from '../../functions/events/audit/audit-message.ts';
import type { RejectedRecord } from '../../shared/ports/rejected-records.ts';
import {
  type AuditJson,
  alice,
  auditJson,
  awsAuth,
  awsAuthRef,
  ref,
  sampleAudit,
} from '../support/audit-records.ts';
import { sampleAccount } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

type Batch = Readonly<Record<string, unknown>>;

function batch(records: readonly (AuditJson | string)[], more: Batch = {}): string {
  return packed({
    messageType: 'DATA_MESSAGE',
    owner: sampleAccount.accountId,
    logGroup: '/aws/eks/prod/cluster',
    logStream: 'kube-apiserver-audit-0123456789abcdef0123456789abcdef',
    subscriptionFilters: ['gatewatch'],
    logEvents: records.map((record, index) => ({
      id: `event-${index + 1}`,
      timestamp: 1,
      message: typeof record === 'string' ? record : JSON.stringify(record),
    })),
    ...more,
  });
}

function packed(json: unknown): string {
  return gzipSync(JSON.stringify(json)).toString('base64');
}

async function heard(data: string) {
  const sent: string[] = [];
  const rejected: RejectedRecord[] = [];
  const counts: [string, number][] = [];
  const result = await auditLog(
    {
      account: sampleAccount,
      region: 'eu-west-1',
      inflate: (text) => inflateBatch(text, 1_000_000),
      hints: {
        send: async (bodies) => {
          sent.push(...bodies);
        },
      },
      rejected: {
        reject: async (record) => {
          rejected.push(record);
        },
      },
      metrics: {
        count: (name, value) => {
          counts.push([name, value]);
        },
      },
    },
    { requestId: 'request-1', data },
  );
  const ids = sent.map((body) => JSON.parse(body).record.auditID);
  return { result, sent, ids, rejected, counts };
}

describe('a batch of the audit log', () => {
  it('becomes hints about its cluster', async () => {
    const { result, sent } = await heard(batch([sampleAudit('edit-aws-auth')]));
    expect(result).toEqual({ hints: 1, rejected: 0, ignored: 0 });
    expect(parseAuditMessage(sent[0] ?? '')?.cluster).toEqual({
      region: 'eu-west-1',
      name: 'prod',
    });
  });

  it('has the type of object read again, once for each that asks', async () => {
    const { sent } = await heard(
      batch([sampleAudit('edit-aws-auth'), sampleAudit('create-cluster-role-binding')]),
    );
    const watch = gatewatch();
    await watch.sweep();
    const { sweeps, rejected } = await watch.event(...sent);
    expect([sweeps, rejected]).toEqual([2, 0]);
    const waiting = await watch.scopedSweeps.waiting();
    expect(waiting.map(({ request, change }) => [request, change?.actor.eventName])).toEqual([
      [
        {
          kind: 'kubernetes',
          cluster: { region: 'eu-west-1', name: 'prod' },
          resources: ['configmaps'],
        },
        'patch configmaps kube-system/aws-auth',
      ],
      [
        {
          kind: 'kubernetes',
          cluster: { region: 'eu-west-1', name: 'prod' },
          resources: ['clusterrolebindings.rbac.authorization.k8s.io'],
        },
        'create clusterrolebindings.rbac.authorization.k8s.io payments-debug',
      ],
    ]);
  });

  it('leaves what is of no concern, and sets aside what is not understood', async () => {
    const { result, rejected, counts } = await heard(
      batch([
        sampleAudit('kubelet-token'),
        sampleAudit('create-role-binding-denied'),
        '{"kind":"Event","apiVersion":"audit.k8s.io/v1","le',
        auditJson({ apiVersion: 'audit.k8s.io/v3' }),
      ]),
    );
    expect(result).toEqual({ hints: 0, rejected: 2, ignored: 2 });
    expect(rejected).toMatchObject([
      {
        messageId: 'event-3',
        body: expect.stringMatching(/"le$/),
        reason: expect.stringMatching(/^not an audit record: /),
      },
      {
        messageId: 'event-4',
        reason: 'not an audit record: apiVersion: is not of the version that is understood, v1',
      },
    ]);
    expect(counts).toEqual([['RecordsRejected', 2]]);
  });

  it('sets aside no more of a record than a queue takes', async () => {
    const { rejected } = await heard(batch(['x'.repeat(200_000)]));
    expect(rejected[0]?.body).toHaveLength(65_000);
  });

  it.each([
    ['another stream of the group', { logStream: 'authenticator-0123456789abcdef' }],
    ['a message to see whether somebody is there', { messageType: 'CONTROL_MESSAGE' }],
  ])('of %s is left', async (_, more) => {
    const { result, rejected } = await heard(batch([sampleAudit('edit-aws-auth')], more));
    expect([result.hints, rejected]).toEqual([0, []]);
  });
});

describe('records that say the same', () => {
  const write = (auditID: string, more: AuditJson = {}) =>
    auditJson({ auditID, verb: 'update', objectRef: awsAuthRef, ...more });

  it('become one, which says what became of the object', async () => {
    const { ids, sent } = await heard(
      batch([
        write('a', { responseObject: awsAuth('first') }),
        write('b', { objectRef: ref('roles.rbac.authorization.k8s.io') }),
        write('c', { responseObject: awsAuth('last') }),
      ]),
    );
    expect(ids).toEqual(['b', 'c']);
    expect(sent[1]).toContain('"mapRoles":"last"');
  });

  it.each([
    ['callers', { user: { ...alice, username: 'bob' } }],
    ['addresses', { sourceIPs: ['198.51.100.1'] }],
    ['tools', { userAgent: 'Helm/3.19.2' }],
    ['objects', { objectRef: ref('roles.rbac.authorization.k8s.io') }],
    ['whom they act as', { impersonatedUser: { username: 'bob' } }],
  ])('do not where they differ in %s', async (_, more) => {
    expect((await heard(batch([write('a'), write('b', more)]))).ids).toEqual(['a', 'b']);
  });

  it('are all that somebody does as somebody else and that leaves nothing', async () => {
    const as = { impersonatedUser: { username: 'bob' }, verb: 'get' };
    const { ids } = await heard(
      batch([
        auditJson({ ...as, auditID: 'a', objectRef: ref('pods') }),
        auditJson({ ...as, auditID: 'b', objectRef: ref('secrets') }),
      ]),
    );
    expect(ids).toEqual(['b']);
  });

  it('are not two tokens of different accounts', async () => {
    const token = (name: string) =>
      auditJson({
        auditID: name,
        objectRef: ref('serviceaccounts', { subresource: 'token', namespace: 'a', name }),
      });
    expect((await heard(batch([token('a'), token('b')]))).ids).toEqual(['a', 'b']);
  });
});

describe('a batch is set aside', () => {
  const bomb = gzipSync(Buffer.alloc(2_000_000)).toString('base64');
  it.each([
    ['that unpacks to too much', bomb, 'a batch that unpacks to more than 1000000 bytes'],
    ['that is not packed', 'bm90IGd6aXA=', 'a batch that cannot be unpacked: Z_DATA_ERROR'],
    ['that ends early', batch([]).slice(0, 40), 'a batch that cannot be unpacked: Z_BUF_ERROR'],
    ['of no JSON', gzipSync('x').toString('base64'), /^not a batch of log events: the record: /],
    [
      'of no events',
      packed({ messageType: 'DATA_MESSAGE' }),
      /^not a batch of log events: owner: /,
    ],
    ['of another type', batch([], { messageType: 'TEST' }), 'a batch of type TEST'],
    [
      'of another account',
      batch([], { owner: '999999999999' }),
      'of account 999999999999, which is not watched',
    ],
    [
      'of another log group',
      batch([], { logGroup: '/aws/lambda/x' }),
      '/aws/lambda/x is not the log of a cluster',
    ],
  ])('%s', async (_, data, reason) => {
    const { result, rejected } = await heard(data);
    expect(result).toEqual({ hints: 0, rejected: 1, ignored: 0 });
    expect(rejected).toEqual([
      {
        messageId: 'request-1',
        body: data,
        reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
      },
    ]);
  });
});
