import { once } from 'node:events';
import { Agent, type RequestOptions, request } from 'node:https';
import type { Json } from '../../shared/model/json.ts';
import { bodyOf } from './kubernetes-body.ts';
import {
  connectionFailure,
  KubernetesFailure,
  type KubernetesFailureKind,
} from './kubernetes-failure.ts';

/** How long to wait, in milliseconds, and how much to hold, in bytes. */
export interface KubernetesPatience {
  /** Until a connection is secured. */
  readonly connect: number;
  /** While nothing comes. */
  readonly idle: number;
  /** For one answer as a whole. */
  readonly total: number;
  /** Of one answer, unpacked. */
  readonly largest: number;
}

export const kubernetesPatience: KubernetesPatience = {
  connect: 5_000,
  idle: 20_000,
  total: 60_000,
  largest: 64 * 2 ** 20,
};

export interface KubernetesServer {
  /** As EKS gives it, with its scheme. */
  readonly endpoint: string;
  /** Base64 of PEM, as EKS gives them: of the cluster, and of the one that is to succeed it. None else is trusted. */
  readonly certificateAuthorities: readonly string[];
}

/** Connections to one API server, kept from one request to the next. */
export interface KubernetesConnection {
  /** The JSON of a GET. Throws a KubernetesFailure for anything else than a 200. */
  get(path: string, token: string, signal: AbortSignal): Promise<Json>;
  close(): void;
}

export function kubernetesConnection(
  { endpoint, certificateAuthorities }: KubernetesServer,
  patience: KubernetesPatience = kubernetesPatience,
): KubernetesConnection {
  if (!URL.canParse(endpoint) || !endpoint.startsWith('https://')) {
    throw new KubernetesFailure('unreachable', `${endpoint} is no https address`);
  }
  // Without any, Node would trust those that it brings along.
  if (certificateAuthorities.length === 0) {
    throw new KubernetesFailure('unreachable', 'its certificate authority is not known');
  }
  const ca = certificateAuthorities.map((data) => Buffer.from(data, 'base64').toString('utf8'));
  const agent = new Agent({ keepAlive: true, ca, rejectUnauthorized: true });
  return {
    get: (path, token, signal) => {
      const headers = {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        authorization: `Bearer ${token}`,
        'user-agent': 'gatewatch',
      };
      return exchange(new URL(path, endpoint), { agent, headers, signal }, patience);
    },
    close: () => agent.destroy(),
  };
}

async function exchange(
  url: URL,
  options: RequestOptions,
  patience: KubernetesPatience,
): Promise<Json> {
  const sent = request(url, options);
  // An answer that is stopped midway says only that it was: why is known here.
  let stopped: KubernetesFailure | undefined;
  const stop = (kind: KubernetesFailureKind, reason: string) => {
    stopped ??= new KubernetesFailure(kind, `${reason} from ${url.host}`);
    sent.destroy(stopped);
  };
  const release = bound(sent, patience, stop);
  try {
    sent.end();
    const [response] = await once(sent, 'response');
    return await bodyOf(response, patience.largest);
  } catch (error) {
    sent.destroy();
    throw stopped ?? connectionFailure(error as Error, url.host);
  } finally {
    release();
  }
}

/** Stops a request that takes too long; to be released when it has ended. */
function bound(
  sent: ReturnType<typeof request>,
  { connect, idle, total }: KubernetesPatience,
  stop: (kind: KubernetesFailureKind, reason: string) => void,
): () => void {
  const connecting = setTimeout(
    () => stop('unreachable', `no connection within ${connect / 1000} s`),
    connect,
  );
  const lasting = setTimeout(
    () => stop('other', `no whole answer within ${total / 1000} s`),
    total,
  );
  sent.setTimeout(idle, () => stop('busy', `nothing for ${idle / 1000} s`));
  sent.on('socket', (socket) => {
    if (socket.connecting) socket.once('secureConnect', () => clearTimeout(connecting));
    else clearTimeout(connecting);
  });
  return () => {
    clearTimeout(connecting);
    clearTimeout(lasting);
  };
}
