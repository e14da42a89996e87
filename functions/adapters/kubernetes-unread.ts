import type { KubernetesTarget } from '../../shared/model/kubernetes-reading.ts';
import type { Answer } from '../../shared/model/reading.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { unreadAnswer } from './answers.ts';
import { kubernetesPath, resourcesOf } from './kubernetes-resources.ts';

/** What was asked for, whether or not it is known how to reach it. */
export type AskedKubernetes = Pick<KubernetesTarget, 'cluster' | 'resources'>;

/** Where the lists that are asked for are in a snapshot. */
export function kubernetesPaths({ cluster, ...asked }: AskedKubernetes): readonly string[] {
  return resourcesOf(asked).map((resource) => kubernetesPath(cluster, resource));
}

/** Every list that a cluster could not be asked for. */
export function unreadKubernetes(
  asked: AskedKubernetes,
  readAt: number,
  reason: string,
): readonly Answer[] {
  return kubernetesPaths(asked).map((path) => unreadAnswer({ path }, readAt, reason));
}

/** Looks into no cluster, and says why. */
export function unaskedKubernetes(reason: string, clock: Clock): KubernetesReader {
  return {
    read: async function* (target) {
      yield* unreadKubernetes(target, clock(), reason);
    },
  };
}
