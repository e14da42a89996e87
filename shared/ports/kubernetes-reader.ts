import type { Json } from '../model/json.ts';
import type { KubernetesTarget } from '../model/kubernetes-reading.ts';
import type { Answer } from '../model/reading.ts';

/** Reads what is inside a cluster. */
export interface KubernetesReader {
  /** Each list of objects as one answer. Never throws: a cluster that cannot be asked is unread, list by list. */
  read(target: KubernetesTarget): AsyncIterable<Answer>;
}

/** Where a reader leaves the lists that it has read, for whoever asked it to. */
export interface KubernetesLists {
  put(key: string, list: Json): Promise<void>;
}
