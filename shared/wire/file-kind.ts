import type { Account } from '../model/account.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { FactKey, ListKey } from '../model/fact-key.ts';
import type { Json } from '../model/json.ts';
import type { KubernetesType } from '../model/kubernetes-types.ts';
import type { Parsed } from './parsed.ts';

/** One kind of file of a snapshot, which every place of its sort has: the account, a Region, a cluster. */
export interface FileKind<Place> {
  /** Below the folder of its place. */
  readonly path: string;
  content(place: Place): Content;
}

/** What a file holds and which facts that tells. */
export type Content = DocumentContent | NamesContent | ElementsContent | ObjectsContent;

/** One document, one fact. */
export interface DocumentContent {
  readonly holds: 'document';
  /** Not every snapshot has it, and a live account does not tell it: where it is missing there is nothing to say. */
  readonly optional?: true;
  reader(account: Account): Reader;
}

/** An object of which one member lists names. */
export interface NamesContent {
  readonly holds: 'names';
  readonly member: string;
  readonly list: ItemList;
}

/** Elements that have names, in an array that is the file or in arrays that are members of it. */
export interface ElementsContent {
  readonly holds: 'elements';
  /** Where the name is, from the first part or the element: one member, or several whose texts are joined by `/`. */
  readonly name: readonly string[];
  /** One without `member` where the file is the array. */
  readonly lists: readonly ItemList[];
  /** Members that calls of their own answer, the first of which is in every element; none where one call answers it all. */
  readonly parts: Readonly<Record<string, (item: string) => Reader>>;
  /** The facts of an element as a whole, by the word that an answer has for one of them. */
  whole(item: string): Readonly<Record<string, Reader>>;
}

/**
 * A document with all Kubernetes objects of one type. How they are read is not said here: nobody has to carry that along who
 * is never answered by a cluster.
 */
interface ObjectsContent {
  readonly holds: 'objects';
  readonly type: KubernetesType;
  readonly cluster: ClusterRef;
}

/** How a document becomes one fact. */
export interface Reader {
  readonly key: FactKey<unknown>;
  /** Undefined stands for a member that the document does not have. */
  read(json: Json | undefined): Parsed<unknown>;
}

/** How names become one list. */
export interface ItemList {
  readonly key: ListKey;
  /** The member of the file that holds the names or elements, and the `part` of an answer about this list alone. */
  readonly member?: string;
  /** Whether an item belongs to this one of several lists. */
  has(item: string): boolean;
  read(items: readonly string[]): Parsed<readonly string[]>;
}
