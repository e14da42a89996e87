import type { KubernetesTarget } from '../../shared/model/kubernetes-reading.ts';
import type { Answer } from '../../shared/model/reading.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { kubernetesApi } from './kubernetes-api.ts';
import { KubernetesFailure } from './kubernetes-failure.ts';
import { readKubernetes } from './kubernetes-lists.ts';
import {
  type KubernetesConnection,
  type KubernetesPatience,
  kubernetesConnection,
} from './kubernetes-request.ts';
import { type AwsCredentials, eksToken } from './kubernetes-token.ts';
import { unreadKubernetes } from './kubernetes-unread.ts';

export interface DirectKubernetesOptions {
  readonly credentials: AwsCredentials;
  readonly clock: Clock;
  /** For one cluster, in milliseconds. */
  readonly timeLimit: () => number;
  readonly patience?: KubernetesPatience;
}

/** Asks the API servers from where we run, as the IAM principal that we are. */
export function directKubernetes(options: DirectKubernetesOptions): KubernetesReader {
  return { read: (target) => read(target, options) };
}

async function* read(
  target: KubernetesTarget,
  options: DirectKubernetesOptions,
): AsyncGenerator<Answer> {
  const { credentials, clock, patience } = options;
  const { cluster } = target;
  const connection = connected(target, patience);
  if (connection instanceof KubernetesFailure) {
    return yield* unreadKubernetes(target, clock(), connection.message);
  }
  const timeLimit = options.timeLimit();
  const time = new AbortController();
  const timer = setTimeout(
    () => time.abort(new Error(`not read within ${Math.round(timeLimit / 1000)} s`)),
    timeLimit,
  );
  const token = () => eksToken({ cluster, credentials, clock });
  try {
    const api = kubernetesApi({ connection, token, signal: time.signal });
    yield* readKubernetes(target, api, clock);
  } finally {
    clearTimeout(timer);
    connection.close();
  }
}

function connected(
  target: KubernetesTarget,
  patience: KubernetesPatience | undefined,
): KubernetesConnection | KubernetesFailure {
  try {
    return kubernetesConnection(target, patience);
  } catch (error) {
    if (error instanceof KubernetesFailure) return error;
    throw error;
  }
}
