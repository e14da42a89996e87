import { kubernetesApi } from '../../../functions/adapters/kubernetes-api.ts';
import { readKubernetes } from '../../../functions/adapters/kubernetes-lists.ts';
import {
  type KubernetesPatience,
  kubernetesConnection,
  kubernetesPatience,
} from '../../../functions/adapters/kubernetes-request.ts';
import type { Json } from '../../../shared/model/json.ts';

export interface ReadOptions {
  readonly endpoint: string;
  /** PEM. */
  readonly authorities: readonly string[];
  readonly patience?: Partial<KubernetesPatience>;
  readonly token?: () => Promise<string>;
  /** In milliseconds. */
  readonly timeLeft?: number;
}

export interface ReadLists {
  /** Items by the name of the file. */
  readonly lists: Readonly<Record<string, readonly Json[]>>;
  /** Reasons by the name of the file. */
  readonly unread: Readonly<Record<string, string>>;
  /** How long the client waited between attempts, in milliseconds; it does not really. */
  readonly pauses: readonly number[];
}

const prod = { region: 'eu-west-1', name: 'prod' };

/** Everything that the reader makes of an API server. */
export async function readLists(options: ReadOptions): Promise<ReadLists> {
  const { endpoint, authorities, patience, timeLeft = 60_000 } = options;
  const { token = async () => 'k8s-aws-v1.token' } = options;
  const pauses: number[] = [];
  const certificateAuthorities = authorities.map((pem) => Buffer.from(pem).toString('base64'));
  const connection = kubernetesConnection(
    { endpoint, certificateAuthorities },
    { ...kubernetesPatience, ...patience },
  );
  const api = kubernetesApi({
    connection,
    token,
    signal: AbortSignal.timeout(timeLeft),
    pause: async (milliseconds) => pauses.push(milliseconds),
  });
  const lists: Record<string, readonly Json[]> = {};
  const unread: Record<string, string> = {};
  for await (const { path, outcome } of readKubernetes({ cluster: prod }, api, () => 0)) {
    const name = path.replace('eu-west-1/eks/prod/kubernetes/', '').replace(/\.json$/, '');
    if (outcome.kind === 'unread') unread[name] = outcome.reason;
    if (outcome.kind === 'document') {
      lists[name] = (outcome.json as { readonly items: readonly Json[] }).items;
    }
  }
  connection.close();
  return { lists, unread, pauses };
}
