import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer } from '../../shared/model/reading.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { unreadAnswer } from './answers.ts';
import { kubernetesPath, kubernetesResources } from './kubernetes-resources.ts';

/** Where the lists of a cluster are in a snapshot. */
export function kubernetesPaths(cluster: ClusterRef): readonly string[] {
  return kubernetesResources.map((resource) => kubernetesPath(cluster, resource));
}

/** Every list of a cluster that could not be asked for them. */
export function unreadKubernetes(
  cluster: ClusterRef,
  readAt: number,
  reason: string,
): readonly Answer[] {
  return kubernetesPaths(cluster).map((path) => unreadAnswer({ path }, readAt, reason));
}

/** Looks into no cluster, and says why. */
export function unaskedKubernetes(reason: string, clock: Clock): KubernetesReader {
  return {
    read: async function* ({ cluster }) {
      yield* unreadKubernetes(cluster, clock(), reason);
    },
  };
}
