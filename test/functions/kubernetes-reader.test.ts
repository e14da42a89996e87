import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directKubernetes } from '../../functions/adapters/kubernetes-direct.ts';
import { kubernetesPaths } from '../../functions/adapters/kubernetes-unread.ts';
import { lambdaKubernetes } from '../../functions/adapters/lambda-kubernetes-reader.ts';
import { s3KubernetesLists } from '../../functions/adapters/s3-kubernetes-lists.ts';
import { readCluster } from '../../functions/kubernetes-reader/read-cluster.ts';
import type { KubernetesTarget } from '../../shared/model/kubernetes-reading.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { type ApiServer, startApiServer } from '../support/kubernetes/api-server.ts';
import { asEksGives, makeCertificates } from '../support/kubernetes/certificates.ts';
import { servedCore } from '../support/kubernetes/served.ts';

const certificates = makeCertificates();
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
const cluster = { region: 'eu-west-1', name: 'prod' };
const bindings = 'eu-west-1/eks/prod/kubernetes/rolebindings.rbac.authorization.k8s.io.json';
const clock = () => 1_000;

/** Lambda and S3 in one loopback server: an invocation runs the use case of the function, and objects are kept. */
interface Loopback {
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly objects: Map<string, string>;
  readonly invoked: { readonly url: string; readonly request: Record<string, unknown> }[];
  close(): void;
}

type Behaviour = 'works' | 'fails' | 'denied' | 'nonsense' | 'forgets';

async function loopback(behaviour: Behaviour): Promise<Loopback> {
  const objects = new Map<string, string>();
  const invoked: Loopback['invoked'] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    if (pathname.startsWith('/bucket/') && request.method === 'PUT') {
      objects.set(pathname, body);
      response.writeHead(200).end();
    } else if (pathname.startsWith('/bucket/')) {
      const found = objects.get(pathname);
      response.writeHead(found === undefined ? 403 : 200).end(found);
    } else {
      invoked.push({ url: pathname, request: JSON.parse(body) });
      await invocation(body, response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
  const s3 = new S3Client({
    ...{ ...settings, forcePathStyle: true },
    ...{ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
  });

  async function invocation(body: string, response: import('node:http').ServerResponse) {
    if (behaviour === 'denied') {
      response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' });
      response.end('{"message":"not authorized to perform lambda:InvokeFunction"}');
      return;
    }
    if (behaviour === 'fails') {
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
      response.end('{"errorMessage":"Task timed out after 240.00 seconds"}');
      return;
    }
    if (behaviour === 'nonsense') {
      response.end('null');
      return;
    }
    const reader = directKubernetes({ credentials, clock, timeLimit: () => 10_000 });
    const lists = s3KubernetesLists('bucket', s3);
    const reply = await readCluster({ reader, lists }, JSON.parse(body));
    if (behaviour === 'forgets') objects.clear();
    response.end(JSON.stringify(reply));
  }

  return {
    lambda: new LambdaClient(settings),
    s3,
    objects,
    invoked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function all(answers: AsyncIterable<Answer>): Promise<readonly Answer[]> {
  const read: Answer[] = [];
  for await (const answer of answers) read.push(answer);
  return read;
}

let api: ApiServer;
let aws: Loopback;
let target: KubernetesTarget;
beforeEach(async () => {
  const binding = { metadata: { namespace: 'payments', name: 'ledger' }, subjects: null };
  api = await startApiServer(certificates, servedCore({ rolebindings: [binding] }));
  target = {
    ...{ cluster, endpoint: api.endpoint, isPublic: true },
    certificateAuthorities: [asEksGives(certificates.authority)],
  };
});
afterEach(async () => {
  aws.close();
  await api.close();
});

function reader(functionName: string | undefined = 'gatewatch-eu-west-1-kubernetes-reader') {
  return lambdaKubernetes(
    {
      functionFor: () => functionName,
      bucket: 'bucket',
      accountId: '012345678901',
      clock,
      timeLimit: () => 30_000,
      newId: () => 'id-1',
    },
    aws,
  );
}

function reasonsOf(answers: readonly Answer[]): readonly string[] {
  const reasons = answers.map(({ outcome }) =>
    outcome.kind === 'unread' ? outcome.reason : outcome.kind,
  );
  return [...new Set(reasons)];
}

describe('the sweep, which has a function read a cluster,', () => {
  it('gets the answers that the function got', async () => {
    aws = await loopback('works');
    const answers = await all(reader().read(target));
    expect(answers.map(({ path }) => path)).toEqual(kubernetesPaths({ cluster }));
    expect(reasonsOf(answers)).toEqual(['document']);
    expect(answers.find(({ path }) => path === bindings)).toEqual({
      path: bindings,
      readAt: 1_000,
      outcome: {
        kind: 'document',
        json: {
          apiVersion: 'v1',
          kind: 'List',
          items: [
            {
              kind: 'RoleBinding',
              apiVersion: 'rbac.authorization.k8s.io/v1',
              metadata: { namespace: 'payments', name: 'ledger' },
              subjects: null,
            },
          ],
        },
      },
    });
  });

  it('tells it all that it has to know, and where to leave things', async () => {
    aws = await loopback('works');
    await all(reader().read(target));
    expect(aws.invoked).toEqual([
      {
        url: '/2015-03-31/functions/gatewatch-eu-west-1-kubernetes-reader/invocations',
        request: { ...target, prefix: 'kubernetes/012345678901/id-1/', timeLimit: 30_000 },
      },
    ]);
    expect([...aws.objects.keys()]).toContain(`/bucket/kubernetes/012345678901/id-1/${bindings}`);
  });

  it.each(['works', 'fails'] as const)(
    'gets the one list that it asked for alone, when the function %s',
    async (behaviour) => {
      aws = await loopback(behaviour);
      const resources = ['rolebindings.rbac.authorization.k8s.io'];
      const answers = await all(reader().read({ ...target, resources }));
      expect(answers.map(({ path }) => path)).toEqual([bindings]);
      expect(aws.objects.size).toBe(behaviour === 'works' ? 1 : 0);
    },
  );

  it('hears from it what the cluster refuses', async () => {
    aws = await loopback('works');
    const answers = await all(reader().read({ ...target, certificateAuthorities: [] }));
    expect(answers.map(({ path }) => path)).toEqual(kubernetesPaths({ cluster }));
    expect(reasonsOf(answers)).toEqual(['its certificate authority is not known']);
  });

  it('asks nobody where nobody can reach the cluster', async () => {
    aws = await loopback('works');
    const nobody = lambdaKubernetes(
      {
        functionFor: () => undefined,
        ...{ bucket: 'bucket', accountId: '012345678901', clock },
        ...{ timeLimit: () => 30_000, newId: () => 'id-1' },
      },
      aws,
    );
    expect(reasonsOf(await all(nobody.read(target)))).toEqual([
      'its endpoint is private, and no reader in its network is configured (kubernetes.readers)',
    ]);
    expect(aws.invoked).toEqual([]);
  });

  it.each([
    ['fails', 'reader failed: Task timed out after 240.00 seconds'],
    ['denied', 'reader failed: AccessDenied: not authorized to perform lambda:InvokeFunction'],
    ['nonsense', expect.stringMatching(/^reader failed: /)],
  ] as const)('has all unread when the function %s', async (behaviour, reason) => {
    aws = await loopback(behaviour);
    const answers = await all(reader('reader').read(target));
    expect(answers.map(({ path }) => path)).toEqual(kubernetesPaths({ cluster }));
    expect(reasonsOf(answers)).toEqual([reason]);
  });

  it('has a list unread that is not where it was left', async () => {
    aws = await loopback('forgets');
    const [reason] = reasonsOf(await all(reader().read(target)));
    expect(reason).toMatch(/^what was read is lost: AccessDenied/);
  });
});
