import type { ClusterRef } from '../model/cluster.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';
import type { Json } from '../model/json.ts';
import type { DocumentContent, ElementsContent, FileKind, ItemList, Reader } from './file-kind.ts';
import type { Parsed } from './parsed.ts';

/** A file that is one document whatever the account. */
export function document<V>(
  key: FactKey<V>,
  read: (json: Json | undefined) => Parsed<NoInfer<V>>,
): DocumentContent {
  return { holds: 'document', reader: () => ({ key, read }) };
}

/** An array of elements that have parts. */
export function elements(
  list: ListKey,
  name: readonly string[],
  parts: ElementsContent['parts'],
): ElementsContent {
  return { holds: 'elements', name, lists: [wholeList(list)], parts, whole: () => ({}) };
}

/** An array with one element for each thing of a cluster, which one call describes. */
export function described<V>(file: {
  readonly path: string;
  /** The member of the answer that describes one. */
  readonly part: string;
  readonly name: readonly string[];
  readonly list: (cluster: ClusterRef) => ListKey;
  readonly key: (cluster: ClusterRef, item: string) => FactKey<V>;
  readonly read: (json: Json | undefined, item: string) => Parsed<NoInfer<V>>;
}): FileKind<ClusterRef> {
  const { path, part, name, list, key, read } = file;
  const reader = (cluster: ClusterRef, item: string): Reader => ({
    key: key(cluster, item),
    read: (json) => read(json, item),
  });
  return {
    path,
    content: (cluster) =>
      elements(list(cluster), name, { [part]: (item) => reader(cluster, item) }),
  };
}

/** A list that takes every name. */
export function wholeList(key: ListKey): ItemList {
  return { key, has: () => true, read: (items) => ({ ok: items }) };
}
