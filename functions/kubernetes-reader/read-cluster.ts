import type { KubernetesReply, KubernetesRequest } from '../../shared/model/kubernetes-reading.ts';
import type { KubernetesLists, KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';

export interface ReadClusterPorts {
  readonly reader: KubernetesReader;
  readonly lists: KubernetesLists;
}

/** Reads one cluster and leaves each list where it was told to, one after the other: it never holds two. */
export async function readCluster(
  { reader, lists }: ReadClusterPorts,
  request: KubernetesRequest,
): Promise<KubernetesReply> {
  const written: KubernetesReply['written'][number][] = [];
  const unread: KubernetesReply['unread'][number][] = [];
  for await (const { path, readAt, outcome } of reader.read(request)) {
    if (outcome.kind === 'document') {
      await lists.put(`${request.prefix}${path}`, outcome.json);
      written.push({ path, readAt });
    } else {
      const reason = outcome.kind === 'unread' ? outcome.reason : `not a list: ${outcome.kind}`;
      unread.push({ path, readAt, reason });
    }
  }
  return { written, unread };
}
