import * as z from 'zod/mini';
import { compareText, type Json } from '../../model/json.ts';
import { jsonRefusal } from '../json-refusal.ts';
import type { Parsed } from '../parsed.ts';
import { parsePart } from '../schema.ts';

/** A type of Kubernetes objects, and how one of them is read. */
export interface ObjectType<V> {
  readonly kind: string;
  /** Which of them are kept; all where it is left out. */
  readonly keeps?: (meta: ObjectMeta) => boolean;
  read(item: Json, meta: ObjectMeta, at: string): Parsed<V>;
}

export interface ObjectMeta {
  readonly namespace?: string | null | undefined;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** One object, with the place in its list for whoever finds fault with it. */
export interface ListedObject {
  readonly item: Json;
  readonly meta: ObjectMeta;
  /** `items[17] (shop/ci)`. */
  readonly at: string;
}

/**
 * The objects of a List, as `kubectl get … -o json` prints it or as the API answers (`RoleBindingList`, whose items leave out
 * what they are). One object that does not fit makes all of it unread: what a list says of power is what it says in sum,
 * and a list without one binding would look like a list where there is none.
 * `group` is the API group, '' for the core group.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#collections
 */
export function readObjects<V>(
  type: ObjectType<V>,
  json: unknown,
  group: string,
): Parsed<readonly V[]> {
  const listed = listedObjects(type, json, group);
  if ('error' in listed) return listed;
  const values: V[] = [];
  for (const { item, meta, at } of listed.ok) {
    const read = type.read(item, meta, at);
    if ('error' in read) return read;
    values.push(read.ok);
  }
  return { ok: values };
}

/** Those that are kept, by namespace and name, each once. */
export function listedObjects(
  { kind, keeps = () => true }: Pick<ObjectType<unknown>, 'kind' | 'keeps'>,
  json: unknown,
  group: string,
): Parsed<readonly ListedObject[]> {
  const items = itemsOf(kind, group, json);
  if ('error' in items) return items;
  const listed = new Map<string, ListedObject>();
  for (const [index, item] of items.ok.entries()) {
    const read = readMeta(kind, group, item, `items[${index}]`);
    if ('error' in read) return read;
    const { meta, at } = read.ok;
    if (!keeps(meta)) continue;
    const name = nameOf(meta);
    if (listed.has(name)) return { error: `${at}: the list names it twice` };
    listed.set(name, { item, meta, at });
  }
  return { ok: [...listed].sort(([a], [b]) => compareText(a, b)).map(([, object]) => object) };
}

function itemsOf(kind: string, group: string, json: unknown): Parsed<readonly Json[]> {
  const refusal = jsonRefusal(json);
  if (refusal !== undefined) return { error: refusal };
  const parsed = parsePart(listSchema, json, '');
  if ('error' in parsed) return parsed;
  const { kind: listKind, apiVersion, metadata, items } = parsed.ok;
  if (listKind !== 'List' && listKind !== `${kind}List`) {
    return { error: `kind: expected ${kind}List` };
  }
  if (listKind !== 'List' && !isOfGroup(group, apiVersion)) return wrongGroup(group, 'apiVersion');
  if (metadata?.continue) return { error: 'metadata.continue: the list has more pages than this' };
  return { ok: (items ?? []) as readonly Json[] };
}

function readMeta(
  kind: string,
  group: string,
  item: unknown,
  at: string,
): Parsed<{ readonly meta: ObjectMeta; readonly at: string }> {
  const parsed = parsePart(itemSchema, item, at);
  if ('error' in parsed) return parsed;
  const { kind: own, apiVersion, metadata } = parsed.ok;
  const { namespace, name, labels } = metadata;
  const meta = { namespace, name, labels: labels ?? {} };
  const place = `${at} (${nameOf(meta)})`;
  if (own != null && own !== kind) return { error: `${place}.kind: expected ${kind}` };
  if (!isOfGroup(group, apiVersion)) return wrongGroup(group, `${place}.apiVersion`);
  return { ok: { meta, at: place } };
}

/** Whatever the version: what we use of these objects is the same in all of them, or told apart where it is read. */
function isOfGroup(group: string, apiVersion: string | null | undefined): boolean {
  if (apiVersion == null) return true;
  const slash = apiVersion.lastIndexOf('/');
  return group === apiVersion.slice(0, Math.max(slash, 0));
}

function wrongGroup(group: string, at: string): { readonly error: string } {
  return { error: `${at}: expected ${group === '' ? 'v1' : `a version of ${group}`}` };
}

function nameOf({ namespace, name }: ObjectMeta): string {
  return namespace == null || namespace === '' ? name : `${namespace}/${name}`;
}

/** Go writes a list of nothing as null where it was never made. */
const listSchema = z.object({
  kind: z.string(),
  apiVersion: z.nullish(z.string()),
  metadata: z.nullish(z.object({ continue: z.nullish(z.string()) })),
  items: z.nullable(z.array(z.unknown())),
});

const itemSchema = z.object({
  kind: z.nullish(z.string()),
  apiVersion: z.nullish(z.string()),
  metadata: z.object({
    namespace: z.nullish(z.string()),
    name: z.string(),
    labels: z.nullish(z.record(z.string(), z.string())),
  }),
});
