import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderSource } from '../../../functions/adapters/folder-source.ts';
import { UsageError } from '../../../functions/adapters/usage-error.ts';
import type { Answer, ReadRequest } from '../../../shared/model/reading.ts';
import { snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import {
  clusterDocument,
  defaultsDocument,
  entryDocument,
  nodegroupDocument,
  policiesDocument,
  policyDocument,
  prod,
  providerArn,
  providerDocument,
  roleArn,
  roleDocument,
  summaryDocument,
  trailArn,
  trailDocument,
  userArn,
  userDocument,
  versionsDocument,
} from '../../support/raw-answers.ts';

const takenAt = Date.UTC(2026, 10, 21, 10);
const accountJson = {
  accountId: '011122223333',
  partition: 'aws',
  takenAt: '2026-11-21T10:00:00Z',
};
/** Files of what is inside a cluster. */
const kubernetesFiles = 31;
const missing = { kind: 'unread', reason: 'not in the snapshot' };
const element = { accessEntry: entryDocument, associatedAccessPolicies: policiesDocument };

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatewatch-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('whose snapshot it is', () => {
  test('stands in account.json, leading zeros and all', async () => {
    await write({ 'account.json': accountJson });
    const source = await folderSource(directory);
    expect(await source.account()).toEqual({ accountId: '011122223333', partition: 'aws' });
    expect(source.takenAt).toBe(takenAt);
    expect(source.calls()).toBe(0);
    expect(source.regions).toEqual([]);
    expect(source.problems).toEqual([]);
  });

  test.each([
    ['no folder', undefined, /nowhere: no such folder; name a folder that "snapshot --out" wrote$/],
    ['no account.json', {}, /account\.json: no such file; name a folder/],
    [
      'account.json malformed',
      { 'account.json': '{\n "accountId": 1,\n}' },
      /account\.json:3:1: expected a name in double quotes$/,
    ],
    [
      'a number for the account',
      { 'account.json': { ...accountJson, accountId: 11122223333 } },
      /account\.json: accountId: is a number; put it in quotes, for leading zeros count$/,
    ],
    [
      'eleven digits',
      { 'account.json': { ...accountJson, accountId: '11122223333' } },
      /account\.json: accountId: expected twelve digits in quotes$/,
    ],
    [
      'no account id',
      { 'account.json': { ...accountJson, accountId: null } },
      /account\.json: accountId: expected twelve digits in quotes$/,
    ],
    [
      'no partition',
      { 'account.json': { ...accountJson, partition: 'azure' } },
      /account\.json: partition: expected a partition such as aws or aws-cn$/,
    ],
    [
      'no time',
      { 'account.json': { ...accountJson, takenAt: 'yesterday' } },
      /account\.json: takenAt: expected a time$/,
    ],
  ])('cannot be said with %s', async (_, files, message) => {
    if (files !== undefined) await write(files);
    const folder = files === undefined ? join(directory, 'nowhere') : directory;
    const opening = folderSource(folder);
    await expect(opening).rejects.toBeInstanceOf(UsageError);
    await expect(opening).rejects.toThrow(message);
  });

  test('cannot be said of a file', async () => {
    await write({ 'account.json': accountJson });
    await expect(folderSource(join(directory, 'account.json'))).rejects.toThrow(
      /account\.json: not a folder; name a folder that "snapshot --out" wrote$/,
    );
  });
});

describe('the files', () => {
  test('answer as the account would have', async () => {
    await write({
      'account.json': accountJson,
      [snapshotPaths.iam()]: { RoleDetailList: [roleDocument], UserDetailList: [userDocument] },
      [snapshotPaths.accountSummary()]: summaryDocument,
      [snapshotPaths.oidcProviders()]: [providerDocument],
      [snapshotPaths.organizationPolicies()]: [],
      [snapshotPaths.trails()]: [{ trail: trailDocument }],
      [snapshotPaths.clusters('eu-west-1')]: { clusters: ['prod'] },
      [snapshotPaths.clusterVersions('eu-west-1')]: versionsDocument,
      [snapshotPaths.instanceMetadataDefaults('eu-west-1')]: defaultsDocument,
      [snapshotPaths.cluster(prod)]: clusterDocument,
      [snapshotPaths.accessEntries(prod)]: [element],
      [snapshotPaths.nodegroups(prod)]: [{ nodegroup: nodegroupDocument }],
    });
    expect(await ask({ kind: 'iam' })).toEqual([
      [undefined, 'RoleDetailList', { kind: 'items', items: [roleArn] }],
      [undefined, 'UserDetailList', { kind: 'items', items: [userArn] }],
      [undefined, 'GroupDetailList', missing],
      [undefined, 'Policies', missing],
      [roleArn, undefined, { kind: 'document', json: roleDocument }],
      [userArn, undefined, { kind: 'document', json: userDocument }],
      [undefined, undefined, { kind: 'document', json: summaryDocument }],
      [undefined, undefined, { kind: 'items', items: [providerArn] }],
      [providerArn, undefined, { kind: 'document', json: providerDocument }],
      [undefined, undefined, { kind: 'document', json: [] }],
    ]);
    expect(await ask({ kind: 'region', region: 'eu-west-1' })).toEqual([
      [undefined, undefined, { kind: 'document', json: versionsDocument }],
      [undefined, undefined, missing],
      [undefined, undefined, { kind: 'document', json: defaultsDocument }],
    ]);
    expect(await ask({ kind: 'trails', regions: [] })).toEqual([
      [undefined, undefined, { kind: 'items', items: [trailArn] }],
      [trailArn, 'trail', { kind: 'document', json: trailDocument }],
      [trailArn, 'status', missing],
      [trailArn, 'eventSelectors', missing],
    ]);
    expect(await ask({ kind: 'clusters', region: 'eu-west-1' })).toEqual([
      [undefined, undefined, { kind: 'items', items: ['prod'] }],
    ]);
    const entry = [
      [roleArn, 'accessEntry', { kind: 'document', json: entryDocument }],
      [roleArn, 'associatedAccessPolicies', { kind: 'document', json: policiesDocument }],
    ];
    expect(await ask({ kind: 'cluster', cluster: prod })).toEqual([
      [undefined, undefined, { kind: 'document', json: clusterDocument }],
      [undefined, undefined, { kind: 'items', items: [roleArn] }],
      ...entry,
      [undefined, undefined, missing],
      [undefined, undefined, { kind: 'items', items: ['workers'] }],
      ['workers', 'nodegroup', { kind: 'document', json: nodegroupDocument }],
      ['workers', 'metadataOptions', missing],
      ...Array.from({ length: 5 + kubernetesFiles }, () => [undefined, undefined, missing]),
    ]);
    expect(await ask({ kind: 'accessEntry', cluster: prod, principalArn: roleArn })).toEqual(entry);
    const source = await folderSource(directory);
    for await (const answer of source.read({ kind: 'iam' })) expect(answer.readAt).toBe(takenAt);
  });

  test('may all be missing: nothing is read then, and nothing is empty', async () => {
    await write({ 'account.json': accountJson });
    const nothing = [[undefined, undefined, missing]];
    const all = (files: number) => Array.from({ length: files }, () => nothing).flat();
    expect(await ask({ kind: 'iam' })).toEqual(all(3));
    expect(await ask({ kind: 'region', region: 'eu-west-1' })).toEqual(all(3));
    expect(await ask({ kind: 'trails', regions: [] })).toEqual(nothing);
    expect(await ask({ kind: 'clusters', region: 'eu-west-1' })).toEqual(nothing);
    expect(await ask({ kind: 'cluster', cluster: prod })).toEqual(all(9 + kubernetesFiles));
    expect((await folderSource(directory)).problems).toEqual([]);
  });

  test('that are malformed are unread with file, line and column, and the rest is read', async () => {
    await write({
      'account.json': accountJson,
      [snapshotPaths.cluster(prod)]: '{\n  "cluster": {\n    "name": "prod\n',
      [snapshotPaths.accessEntries(prod)]: [element, {}],
      [snapshotPaths.trails()]: Buffer.from([0xff, 0xfe, 0x5b, 0x00]),
    });
    const source = await folderSource(directory);
    const fault =
      'eu-west-1/eks/prod/cluster.json:3:18: expected an escape sequence or the closing quote';
    const nameless =
      'eu-west-1/eks/prod/access-entries.json[1].accessEntry.principalArn: expected string';
    expect((await collect(source.read({ kind: 'cluster', cluster: prod }))).slice(0, 3)).toEqual([
      [undefined, undefined, { kind: 'unread', reason: fault }],
      [undefined, undefined, { kind: 'unread', reason: nameless }],
      [roleArn, 'accessEntry', { kind: 'document', json: entryDocument }],
    ]);
    expect(await collect(source.read({ kind: 'trails', regions: [] }))).toEqual([
      [undefined, undefined, { kind: 'unread', reason: 'cloudtrail/trails.json: not UTF-8 text' }],
    ]);
    expect(source.problems).toEqual(['cloudtrail/trails.json: not UTF-8 text', nameless, fault]);
  });

  test('may begin with a byte order mark', async () => {
    await write({
      'account.json': `\uFEFF${JSON.stringify(accountJson)}`,
      [snapshotPaths.cluster(prod)]: `\uFEFF${JSON.stringify(clusterDocument)}`,
    });
    expect((await ask({ kind: 'cluster', cluster: prod }))[0]).toEqual([
      undefined,
      undefined,
      { kind: 'document', json: clusterDocument },
    ]);
  });

  test('that are folders are unread', async () => {
    await write({ 'account.json': accountJson });
    await mkdir(join(directory, snapshotPaths.trails()), { recursive: true });
    expect(await ask({ kind: 'trails', regions: [] })).toEqual([
      [undefined, undefined, { kind: 'unread', reason: 'cloudtrail/trails.json: EISDIR' }],
    ]);
  });

  test('outside the folder are never opened', async () => {
    await write({ 'account.json': accountJson, 'outside/eks/prod/cluster.json': clusterDocument });
    expect(await ask({ kind: 'cluster', cluster: { region: '../outside', name: 'prod' } })).toEqual(
      [],
    );
    expect(
      await ask({ kind: 'cluster', cluster: { region: 'outside', name: '../eks/prod' } }),
    ).toEqual([]);
  });
});

describe('clusters', () => {
  const dev = { region: 'eu-west-1', name: 'dev' };

  test('without clusters.json are those that have a folder or a note, and the list is unread', async () => {
    await write({
      'account.json': accountJson,
      [snapshotPaths.cluster(prod)]: clusterDocument,
      'eu-west-1/eks/prod/README': 'x',
      'eu-west-1/eks/not.a.name/cluster.json': {},
      'us-east-1/eks/other/cluster.json': {},
      'unread.json': [{ path: snapshotPaths.cluster(dev), reason: 'AccessDenied: no' }],
    });
    const source = await folderSource(directory);
    expect(await collect(source.read({ kind: 'clusters', region: 'eu-west-1' }))).toEqual([
      [undefined, undefined, missing],
      [undefined, undefined, { kind: 'document', json: clusterDocument }],
      [undefined, undefined, { kind: 'unread', reason: 'AccessDenied: no' }],
    ]);
    expect(source.regions).toEqual(['eu-west-1', 'us-east-1']);
  });

  test('of a Region are listed also when there are none', async () => {
    await write({
      'account.json': accountJson,
      'eu-north-1/eks/clusters.json': { clusters: [] },
      'iam/x': '',
    });
    const source = await folderSource(directory);
    expect(source.regions).toEqual(['eu-north-1']);
    expect(await collect(source.read({ kind: 'clusters', region: 'eu-north-1' }))).toEqual([
      [undefined, undefined, { kind: 'items', items: [] }],
    ]);
  });

  test('in CONFIG_MAP mode are not asked for entries, nor are those that are gone', async () => {
    const { cluster } = clusterDocument;
    const account = { ...accountJson, accountId: '111122223333' };
    await write({
      'account.json': account,
      [snapshotPaths.cluster(prod)]: {
        cluster: { ...cluster, accessConfig: { authenticationMode: 'CONFIG_MAP' } },
      },
      'unread.json': [{ path: snapshotPaths.cluster(dev), absent: true }],
    });
    expect(await ask({ kind: 'cluster', cluster: prod })).toHaveLength(1 + 7 + kubernetesFiles);
    expect(await ask({ kind: 'cluster', cluster: dev })).toEqual([
      [undefined, undefined, { kind: 'absent' }],
    ]);
    await write({
      [snapshotPaths.cluster(prod)]: {
        cluster: { ...cluster, accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } },
      },
    });
    expect(await ask({ kind: 'cluster', cluster: prod })).toHaveLength(2 + 7 + kubernetesFiles);
  });
});

describe('what is inside a cluster', () => {
  test('is the Lists that are there; the rest is unread, and one that is malformed', async () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [] };
    const folder = 'eu-west-1/eks/prod/kubernetes';
    await write({
      'account.json': accountJson,
      [`${folder}/roles.rbac.authorization.k8s.io.json`]: list,
      [`${folder}/pods.json`]: '<html>',
      [`${folder}/secrets.json`]: { ...list, items: [{ kind: 'Secret' }] },
    });
    const source = await folderSource(directory);
    const answers: Answer[] = [];
    for await (const answer of source.read({ kind: 'cluster', cluster: prod }))
      answers.push(answer);
    const inside = answers.filter(({ path }) => path.startsWith(folder));
    const told = inside.filter(
      ({ outcome }) => JSON.stringify(outcome) !== JSON.stringify(missing),
    );
    expect(inside).toHaveLength(kubernetesFiles);
    expect(told).toEqual([
      {
        path: `${folder}/pods.json`,
        readAt: takenAt,
        outcome: { kind: 'unread', reason: `${folder}/pods.json:1:1: expected a value` },
      },
      {
        path: `${folder}/roles.rbac.authorization.k8s.io.json`,
        readAt: takenAt,
        outcome: { kind: 'document', json: list },
      },
    ]);
    expect(source.problems).toEqual([`${folder}/pods.json:1:1: expected a value`]);
  });
});

describe('one thing', () => {
  const other = 'arn:aws:iam::111122223333:role/other';

  test('that is not in a list is absent, or unread where the list is', async () => {
    await write({ 'account.json': accountJson, [snapshotPaths.accessEntries(prod)]: [element] });
    const request: ReadRequest = { kind: 'accessEntry', cluster: prod, principalArn: other };
    expect(await ask(request)).toEqual([[other, undefined, { kind: 'absent' }]]);
    await write({
      'unread.json': [{ path: snapshotPaths.accessEntries(prod), reason: 'AccessDenied: no' }],
    });
    expect(await ask(request)).toEqual([
      [other, undefined, { kind: 'unread', reason: 'AccessDenied: no' }],
    ]);
    await write({ 'unread.json': [{ path: snapshotPaths.accessEntries(prod), absent: true }] });
    expect(await ask(request)).toEqual([[other, undefined, { kind: 'absent' }]]);
  });

  test('a role is found by its name, whatever its path', async () => {
    await write({
      'account.json': accountJson,
      [snapshotPaths.iam()]: {
        RoleDetailList: [roleDocument, { ...roleDocument, Arn: other }],
        UserDetailList: [{ Arn: 'arn:aws:iam::111122223333:user/ci' }],
      },
    });
    const found = [[roleArn, undefined, { kind: 'document', json: roleDocument }]];
    expect(await ask({ kind: 'role', roleName: 'ci' })).toEqual(found);
    expect(await ask({ kind: 'role', roleName: 'ci', roleArn })).toEqual(found);
    const moved = 'arn:aws:iam::111122223333:role/old/ci';
    expect(await ask({ kind: 'role', roleName: 'ci', roleArn: moved })).toEqual([
      ...found,
      [moved, undefined, { kind: 'absent' }],
    ]);
  });

  test('a role comes with the policies that are attached to it or bound it', async () => {
    const attached = { ...policyDocument, Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
    const bounding = { ...policyDocument, Arn: 'arn:aws:iam::111122223333:policy/limits' };
    const role = {
      ...roleDocument,
      AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: attached.Arn }],
      PermissionsBoundary: { PermissionsBoundaryArn: bounding.Arn },
    };
    await write({
      'account.json': accountJson,
      [snapshotPaths.iam()]: {
        RoleDetailList: [role],
        Policies: [policyDocument, attached, bounding],
      },
    });
    expect(await ask({ kind: 'role', roleName: 'ci', roleArn })).toEqual([
      [roleArn, undefined, { kind: 'document', json: role }],
      [attached.Arn, undefined, { kind: 'document', json: attached }],
      [bounding.Arn, undefined, { kind: 'document', json: bounding }],
    ]);
  });

  test('a role that is not there is absent by its ARN only; without a list nothing is said', async () => {
    await write({
      'account.json': accountJson,
      [snapshotPaths.iam()]: { RoleDetailList: [], UserDetailList: [] },
    });
    expect(await ask({ kind: 'role', roleName: 'ci' })).toEqual([]);
    expect(await ask({ kind: 'role', roleName: 'ci', roleArn })).toEqual([
      [roleArn, undefined, { kind: 'absent' }],
    ]);
    await rm(join(directory, snapshotPaths.iam()));
    expect(await ask({ kind: 'role', roleName: 'ci' })).toEqual([[undefined, undefined, missing]]);
    expect(await ask({ kind: 'role', roleName: 'ci', roleArn })).toEqual([
      [roleArn, undefined, missing],
    ]);
  });
});

describe('unread.json', () => {
  test('that is malformed leaves no list complete', async () => {
    await write({
      'account.json': accountJson,
      'unread.json': '[{"path": "x"',
      [snapshotPaths.accessEntries(prod)]: [element],
      [snapshotPaths.cluster(prod)]: clusterDocument,
    });
    const source = await folderSource(directory);
    const reason = 'unread.json:1:14: the text ends too early';
    expect(source.problems).toEqual([reason]);
    const answers = await collect(source.read({ kind: 'cluster', cluster: prod }));
    expect(answers.slice(0, 2)).toEqual([
      [undefined, undefined, { kind: 'document', json: clusterDocument }],
      [undefined, undefined, { kind: 'unread', reason }],
    ]);
  });

  test('that is no array of notes is a problem too', async () => {
    await write({ 'account.json': accountJson, 'unread.json': [{ path: 'x' }] });
    expect((await folderSource(directory)).problems).toEqual([
      'unread.json[0]: expected { path, reason }',
    ]);
  });
});

async function write(files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
    await writeFile(join(directory, path), isRaw ? content : JSON.stringify(content));
  }
}

async function ask(request: ReadRequest) {
  return collect((await folderSource(directory)).read(request));
}

async function collect(answers: AsyncIterable<Answer>) {
  const told: unknown[] = [];
  for await (const { item, part, outcome } of answers) told.push([item, part, outcome]);
  return told;
}
