import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { kubernetesApi } from '../../functions/adapters/kubernetes-api.ts';
import { readKubernetes } from '../../functions/adapters/kubernetes-lists.ts';
import { kubernetesConnection } from '../../functions/adapters/kubernetes-request.ts';
import { readCluster } from '../../functions/kubernetes-reader/read-cluster.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { asEksGives } from '../support/kubernetes/certificates.ts';

/** `node test/bench/kubernetes-read.ts ENDPOINT AUTHORITY DIR`: reads a cluster into a folder as the reader's Lambda does. */
const [endpoint = '', authority = '', directory = ''] = process.argv.slice(2);
const target = {
  cluster: { region: 'eu-west-1', name: 'bench' },
  ...{ endpoint, certificateAuthorities: [asEksGives(authority)], isPublic: true },
};
const connection = kubernetesConnection(target);
const signal = AbortSignal.timeout(300_000);
const api = kubernetesApi({ connection, token: async () => 'k8s-aws-v1.token', signal });
const reader: KubernetesReader = {
  read: (asked) => readKubernetes(asked, api, Date.now),
};
const lists = {
  put: async (key: string, list: unknown) => {
    // As one body, which is how the bucket takes it.
    const body = Buffer.from(JSON.stringify(list));
    await mkdir(dirname(join(directory, key)), { recursive: true });
    await writeFile(join(directory, key), body);
  },
};
const { unread } = await readCluster({ reader, lists }, { ...target, prefix: '', timeLimit: 0 });
connection.close();
if (unread.length > 0) throw new Error(`Unread: ${JSON.stringify(unread)}`);
