import * as z from 'zod/mini';
import type { Json } from '../../model/json.ts';
import type { LabelSelector } from '../../model/kubernetes.ts';
import type { Parsed } from '../parsed.ts';
import { parsePart } from '../schema.ts';
import type { ObjectMeta, ObjectType } from './object-list.ts';

/** How one type is read: `schema` takes the object without what all have, `toValue` makes of it what we keep. */
interface Reading<T, Meta, V> extends Pick<ObjectType<V>, 'kind' | 'keeps'> {
  readonly schema: z.ZodMiniType<T>;
  toValue(meta: Meta, body: T): V;
}

/** What an object is called, and its labels. */
export interface NamespacedMeta extends ObjectMeta {
  readonly namespace: string;
}

/** Objects that are in a namespace, each of which has to say in which. */
export function namespaced<T, V>(reading: Reading<T, NamespacedMeta, V>): ObjectType<V> {
  return typeOf(reading, (meta, at) => {
    const { namespace } = meta;
    if (namespace) return { ok: { ...meta, namespace } };
    return { error: `${at}.metadata.namespace: expected string` };
  });
}

/** Objects that are in no namespace. */
export function clusterScoped<T, V>(
  reading: Reading<T, Pick<ObjectMeta, 'name' | 'labels'>, V>,
): ObjectType<V> {
  return typeOf(reading, ({ name, labels }) => ({ ok: { name, labels } }));
}

function typeOf<T, Meta, V>(
  { schema, toValue, ...type }: Reading<T, Meta, V>,
  metaOf: (meta: ObjectMeta, at: string) => Parsed<Meta>,
): ObjectType<V> {
  return {
    ...type,
    read(item: Json, meta: ObjectMeta, at: string) {
      const own = metaOf(meta, at);
      if ('error' in own) return own;
      const body = parsePart(schema, item, at);
      return 'error' in body ? body : { ok: toValue(own.ok, body.ok) };
    },
  };
}

/** A list that may be left out or null, which in Kubernetes is the same. */
export function listed<T>(schema: z.ZodMiniType<T>): z.ZodMiniType<readonly T[]> {
  return z.pipe(
    z.nullish(z.array(schema)),
    z.transform((list) => list ?? []),
  );
}

export function texts(): z.ZodMiniType<readonly string[]> {
  return listed(z.string());
}

/** Text by name, empty where it is left out. */
export function textByName(): z.ZodMiniType<Readonly<Record<string, string>>> {
  return z.pipe(
    z.nullish(z.record(z.string(), z.string())),
    z.transform((record) => record ?? {}),
  );
}

/** A reference to an object by its name alone. */
export function named() {
  return z.nullish(z.object({ name: z.string() }));
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function labelSelector(): z.ZodMiniType<LabelSelector> {
  return z.object({
    matchLabels: textByName(),
    matchExpressions: listed(z.object({ key: z.string(), operator: z.string(), values: texts() })),
  });
}

/** The namespace and the name of an object, which begin the value of every one. */
export function placed({ namespace, name }: NamespacedMeta) {
  return { namespace, name };
}
