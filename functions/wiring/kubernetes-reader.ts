import type { KubernetesSettings } from '../../shared/model/config.ts';
import { readerName, readerOf } from '../../shared/model/kubernetes-reader-of.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { requireEnv } from '../adapters/environment.ts';
import { unaskedKubernetes } from '../adapters/kubernetes-unread.ts';
import { lambdaKubernetes } from '../adapters/lambda-kubernetes-reader.ts';

/** What the sweep needs to commit what it has. In milliseconds. */
const untilCommit = 30_000;

export interface ReadersInReach {
  readonly kubernetes: KubernetesSettings;
  readonly bucket: string;
  readonly accountId: string;
  /** Milliseconds until the sweep is cut off. */
  readonly timeLeft: () => number;
  /**
   * The longest that one cluster may keep it, in milliseconds.
   *
   * @default three minutes
   */
  readonly longest?: number;
}

export const switchedOff = 'not asked for: kubernetes.read is false in the configuration';

/** The functions that read inside clusters. */
export function kubernetesReaders({
  kubernetes,
  bucket,
  accountId,
  timeLeft,
  longest = 180_000,
}: ReadersInReach): KubernetesReader {
  if (!kubernetes.read) return unaskedKubernetes(switchedOff, Date.now);
  const base = requireEnv('KUBERNETES_READER');
  return lambdaKubernetes({
    bucket,
    accountId,
    functionFor: ({ cluster, isPublic }) => {
      const reader = readerOf(kubernetes, cluster);
      return reader === 'public' && !isPublic ? undefined : readerName(base, reader);
    },
    clock: Date.now,
    timeLimit: () => Math.max(1, Math.min(longest, timeLeft() - untilCommit)),
    newId: () => crypto.randomUUID(),
  });
}
