import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleAudit } from '../support/audit-records.ts';
import { gatewatchCli } from '../support/cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-audit-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, json: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(JSON.stringify(json)) : JSON.stringify(json));
  return path;
}

/** An account that has these clusters in these Regions, and of which nothing else was read. */
function snapshotOf(clustersIn: Readonly<Record<string, readonly string[]>>): string {
  const snapshot = mkdtempSync(join(folder, 'snapshot-'));
  const account = { accountId: '012345678901', partition: 'aws', takenAt: '2026-11-20T10:00:00Z' };
  writeFileSync(join(snapshot, 'account.json'), JSON.stringify(account));
  for (const [region, clusters] of Object.entries(clustersIn)) {
    mkdirSync(join(snapshot, region, 'eks'), { recursive: true });
    writeFileSync(join(snapshot, region, 'eks/clusters.json'), JSON.stringify({ clusters }));
  }
  return snapshot;
}

async function replayed(...args: readonly string[]) {
  const { status, out, err } = await gatewatchCli(['replay', ...args, '--format', 'json']);
  return { status, err, events: out === '' ? [] : JSON.parse(out).events };
}

const edit = 'examples/events/audit-edit-aws-auth.json';
const message = readFileSync(edit, 'utf8');
const by = 'user/marta.ops (access key AKIAIOSFODNN7EXAMPLE)';

describe('records of an audit log', () => {
  it('are replayed as of the cluster that is named, with what they wrote', async () => {
    const { status, err, events } = await replayed(edit, '--cluster', 'eu-west-1/payments');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(events).toMatchObject([
      {
        eventId: '6f0c1d7e-3a51-4c8f-9b0a-2d0f6c3f4e11',
        eventName: 'patch configmaps kube-system/aws-auth',
        understood: true,
        change: { actor: { name: by, region: 'eu-west-1', clusterName: 'payments' } },
      },
    ]);
    expect(events[0].change.writes[0]).toEqual({
      fact: 'k8s-aws-auth',
      place: 'eu-west-1/payments',
      path: '',
      value: true,
    });
  });

  it.each([
    ['a name', [], ['--cluster', 'payments']],
    [
      'what a subscription sends',
      {
        owner: '012345678901',
        logGroup: '/aws/eks/payments/cluster',
        logEvents: [{ id: '1', message }],
      },
      [],
    ],
    [
      'what the CLI answers',
      { events: [{ logStreamName: 'kube-apiserver-audit-0', message }] },
      ['--cluster', 'payments'],
    ],
    [
      'what the queue brings',
      {
        gatewatch: 'audit',
        cluster: { region: 'eu-west-1', name: 'payments' },
        record: sampleAudit('edit-aws-auth'),
      },
      [],
    ],
  ])('are known by %s', async (_, json, args) => {
    const path = Array.isArray(json) ? edit : file('known.json.gz', json);
    const { status, events } = await replayed(path, ...args);
    expect({ status, events }).toMatchObject({
      status: 0,
      events: [{ understood: true, change: { actor: { name: by, clusterName: 'payments' } } }],
    });
  });

  it('stand beside those of CloudTrail, in the order of time', async () => {
    const { status, events } = await replayed(
      edit,
      'examples/break-in/1-create-access-entry.json',
      '--cluster',
      'payments',
    );
    expect(status).toBe(0);
    expect(events.map(({ eventName }: { readonly eventName: string }) => eventName)).toEqual([
      'CreateAccessEntry',
      'patch configmaps kube-system/aws-auth',
    ]);
  });

  it('that say nothing of what they wrote are read as it was, and say so', async () => {
    const path = 'examples/events/audit-update-role-truncated.json';
    const { status, err, events } = await replayed(path, '--cluster', 'payments');
    const reason =
      'what it wrote cannot be told, so that all is read as it was: clusterroles.rbac.authorization.k8s.io are read whole';
    expect({ status, err }).toMatchObject({
      status: 2,
      err: expect.stringContaining(`${path}: ${reason}\n`),
    });
    expect(events).toMatchObject([{ understood: true, reason }]);
  });

  it('that changed nothing are understood, and say why', async () => {
    const { status, events } = await replayed(
      ...['create-role-binding-denied', 'create-cluster-role-binding-dry-run', 'kubelet-token'].map(
        (name) => `examples/events/audit-${name}.json`,
      ),
      ...['examples/events/audit-impersonation.json', '--cluster', 'payments'],
    );
    expect(status).toBe(0);
    expect(
      events.map(({ understood, reason }: Readonly<Record<string, unknown>>) => [
        understood,
        reason,
      ]),
    ).toEqual([
      [true, 'create of serviceaccounts is not watched'],
      [true, 'create of rolebindings failed: 403'],
      [true, 'patch of clusterrolebindings is a dry run'],
      [true, 'nothing of it is watched'],
    ]);
  });

  it.each([
    [
      'no cluster is named',
      [sampleAudit('edit-aws-auth')],
      [],
      'which cluster? Name it with --cluster: eu-west-1/payments, eu-west-1/storefront, us-east-1/marketplace, us-east-1/outlet',
    ],
    [
      'the log is of one that is not in the snapshot',
      { logGroup: '/aws/eks/other/cluster', logEvents: [{ message }] },
      [],
      'other; known are eu-west-1/payments, eu-west-1/storefront, us-east-1/marketplace, us-east-1/outlet',
    ],
    [
      'the log is of another than is named',
      { logGroup: '/aws/eks/payments/cluster', logEvents: [{ message }] },
      ['--cluster', 'storefront'],
      'payments, and --cluster names another',
    ],
  ])('are left where %s', async (_, json, args, said) => {
    const path = file('unknown.json', json);
    expect(await replayed(path, ...args)).toEqual({
      status: 2,
      err: `${path}: record 1: from the audit log of ${said}\n`,
      events: [],
    });
  });

  it('are left where the log is of another account', async () => {
    const log = { owner: '444455556666\u001b[2K', logGroup: '/aws/eks/payments/cluster' };
    const path = file('foreign.json', { ...log, logEvents: [{ message }] });
    expect(await replayed(path)).toEqual({
      status: 2,
      err: `${path}: record 1: of account 444455556666\\u{1b}[2K, which is not watched\n`,
      events: [],
    });
  });

  it.each([
    ['the only cluster of the snapshot', { 'eu-west-1': ['payments'] }, [], 'eu-west-1'],
    [
      'the one of two of a name that is named',
      { 'eu-west-1': ['payments'], 'us-east-1': ['payments'] },
      ['--cluster', 'us-east-1/payments'],
      'us-east-1',
    ],
  ])('are of %s', async (_, clusters, args, region) => {
    const { events } = await replayed(edit, '--snapshot', snapshotOf(clusters), ...args);
    expect(events).toMatchObject([{ change: { actor: { region, clusterName: 'payments' } } }]);
  });

  it.each([
    ['no cluster', { 'eu-west-1': [] }, 'some cluster; known are none'],
    [
      'two of a name',
      { 'eu-west-1': ['payments'], 'us-east-1': ['payments'] },
      'which cluster? Name it with --cluster: eu-west-1/payments, us-east-1/payments',
    ],
    [
      'more than a line has room for',
      { 'eu-west-1': ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'] },
      'which cluster? Name it with --cluster: eu-west-1/a, eu-west-1/b, eu-west-1/c, eu-west-1/d, eu-west-1/e, eu-west-1/f, eu-west-1/g, eu-west-1/h, eu-west-1/i, eu-west-1/j, 2 more',
    ],
  ])('are left where the snapshot has %s', async (_, clusters, said) => {
    const { status, err } = await replayed(edit, '--snapshot', snapshotOf(clusters));
    expect(status).toBe(2);
    expect(err).toContain(`${edit}: from the audit log of ${said}\n`);
  });

  it('are refused where they are not understood, and where a log has something else', async () => {
    const future = { ...sampleAudit('edit-aws-auth'), apiVersion: 'audit.k8s.io/v2' };
    const path = file('future.json', [future]);
    expect(await replayed(path, '--cluster', 'payments')).toMatchObject({
      status: 2,
      err: expect.stringContaining('not an audit record: apiVersion: is not of the version'),
    });
    const cut = file('cut.json', { events: [{ message: message.slice(0, 100) }] });
    expect(await replayed(cut)).toMatchObject({
      status: 2,
      err: expect.stringMatching(/cut\.json: record 1: message:\d+:\d+: /),
    });
  });

  it('of a cluster that is not there are wrong usage', async () => {
    const { status, err } = await gatewatchCli(['replay', edit, '--cluster', 'eu-west-1/none']);
    expect(status).toBe(3);
    expect(err).toContain(
      '--cluster eu-west-1/none: no such cluster; known are eu-west-1/payments, eu-west-1/storefront, us-east-1/marketplace, us-east-1/outlet',
    );
  });
});
