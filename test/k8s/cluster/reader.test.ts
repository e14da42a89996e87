import { beforeAll, describe, expect, inject, it } from 'vitest';
import { kubernetesResources } from '../../../functions/adapters/kubernetes-resources.ts';
import { makeCertificates } from '../../support/kubernetes/certificates.ts';
import { readLists } from '../../support/kubernetes/reading.ts';
import { applyFile } from './apply-file.ts';
import { mustCall, type Server } from './call-api.ts';
import { readerKeys, strangerKeys, tokensOf } from './identities.ts';
import { pagesOf } from './pages-of.ts';

const { endpoint, authority, adminToken, store } = inject('cluster');
const administrator: Server = { endpoint, authority, token: adminToken };
const here = { endpoint, authorities: [authority] };
const fileNames = kubernetesResources
  .map(({ plural, group }) => (group === '' ? plural : `${plural}.${group}`))
  .sort();

/** The same reason for every list. */
function allBecause(reason: string): Readonly<Record<string, string>> {
  return Object.fromEntries(fileNames.map((name) => [name, reason]));
}

beforeAll(() => applyFile('objects.yaml'));

describe('the reader, with the ClusterRole of the manifest and nothing else,', () => {
  it('reads every list', async () => {
    const { lists, unread } = await readLists({ ...here, token: tokensOf(readerKeys) });
    expect(unread).toEqual({});
    expect(Object.keys(lists).sort()).toEqual(fileNames);
  });

  it('finds nothing of the types and API groups that the server does not have', async () => {
    const { lists } = await readLists({ ...here, token: tokensOf(readerKeys) });
    // Its group is there with another type, not there at all.
    expect(lists['buckets.source.toolkit.fluxcd.io']).toEqual([]);
    expect(lists['appprojects.argoproj.io']).toEqual([]);
  });

  it('reads a type that is served in another version than the one preferred for its group', async () => {
    const { lists } = await readLists({ ...here, token: tokensOf(readerKeys) });
    const stores = lists['clustersecretstores.external-secrets.io'];
    expect(stores).toMatchObject([
      { apiVersion: 'external-secrets.io/v1beta1', metadata: { name: 'everything' } },
    ]);
  });

  it('takes no values that may be secret', async () => {
    const { lists } = await readLists({ ...here, token: tokensOf(readerKeys) });
    expect(JSON.stringify(lists)).not.toContain('not-for-us');
  });
});

describe('the reader, without that role,', () => {
  it('says of each list that it was refused, and whose word that is', async () => {
    const { lists, unread } = await readLists({ ...here, token: tokensOf(strangerKeys) });
    const who = 'User "arn:aws:sts::111122223333:assumed-role/stranger/ana" cannot';
    expect(unread['namespaces']).toBe(
      `forbidden: namespaces is forbidden: ${who} list resource "namespaces" in API group "" at the cluster scope`,
    );
    expect(unread['configmaps']).toBe(
      `forbidden: configmaps "aws-auth" is forbidden: ${who} get resource "configmaps" in API group "" in the namespace "kube-system"`,
    );
    // What the server does not have is nobody's to refuse.
    const missing = fileNames.filter((name) => !(name in unread));
    expect(Object.keys(lists).sort()).toEqual(missing);
    expect(Object.values(lists).flat()).toEqual([]);
  });
});

describe('the reader is not known', () => {
  const reason = 'unauthorized: the cluster does not know us (Unauthorized)';

  it('by a token that has run out', async () => {
    const token = tokensOf(readerKeys, { age: 16 * 60_000 });
    expect(await readLists({ ...here, token })).toMatchObject({
      lists: {},
      unread: allBecause(reason),
    });
  });

  it('by a token for another cluster', async () => {
    const token = tokensOf(readerKeys, { clusterName: 'staging' });
    expect(await readLists({ ...here, token })).toMatchObject({
      lists: {},
      unread: allBecause(reason),
    });
  });

  it('by a token that somebody else signed', async () => {
    const token = tokensOf({ ...readerKeys, secretAccessKey: 'guessed' });
    expect(await readLists({ ...here, token })).toMatchObject({
      lists: {},
      unread: allBecause(reason),
    });
  });
});

it('a server of another certificate authority is not trusted with a token', async () => {
  const authorities = [makeCertificates().authority];
  const { host } = new URL(endpoint);
  const { lists, unread } = await readLists({ endpoint, authorities, token: tokensOf(readerKeys) });
  expect(lists).toEqual({});
  expect(Object.keys(unread).sort()).toEqual(fileNames);
  expect([...new Set(Object.values(unread))]).toEqual([
    `no safe connection to ${host}: unable to verify the first certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`,
  ]);
});

describe('a list of 1,201 objects', () => {
  beforeAll(async () => {
    await mustCall(administrator, 'POST', '/api/v1/namespaces', {
      body: { metadata: { name: 'many' } },
    });
    for (let n = 0; n < 1_201; n += 1) {
      const name = `account-${String(n).padStart(4, '0')}`;
      await mustCall(administrator, 'POST', '/api/v1/namespaces/many/serviceaccounts', {
        body: { metadata: { name } },
      });
    }
  });

  const path = '/api/v1/namespaces/many/serviceaccounts';

  it('comes in pages', async () => {
    const pages = await pagesOf(administrator, path, async () => undefined);
    expect(pages.map(({ isFirst, items }) => [isFirst, items.length])).toEqual([
      [true, 500],
      [false, 500],
      [false, 201],
    ]);
  });

  it('is begun again when what is left of it has expired, and is then whole', async () => {
    const pages = await pagesOf(administrator, path, async (turned) => {
      if (turned === 2) await compact(store);
    });
    expect(pages.map(({ isFirst, items }) => [isFirst, items.length])).toEqual([
      [true, 500],
      [false, 500],
      [true, 500],
      [false, 500],
      [false, 201],
    ]);
  });
});

/** Has etcd forget all but what is there now. https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/ */
async function compact(etcd: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${etcd}/v3/kv/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return JSON.parse(await answer.text());
  };
  const key = Buffer.from('compacted').toString('base64');
  const { header } = await post('put', { key, value: key });
  await post('compaction', { revision: header.revision, physical: true });
}
