import * as z from 'zod/mini';
import { canonicalJson } from '../../model/json.ts';
import type { ExternalSecret, SecretStoreRef } from '../../model/secrets-operators.ts';
import { given } from '../schema.ts';
import type { ObjectType } from './object-list.ts';
import { clusterScoped, labelSelector, listed, namespaced, placed } from './object-type.ts';

const refSchema = z.object({
  kind: z.nullish(z.string()),
  name: z.nullish(z.string()),
  labelSelector: z.nullish(labelSelector()),
});
type WireRef = z.infer<typeof refSchema>;

const sourcesSchema = listed(
  z.object({ sourceRef: z.nullish(z.object({ storeRef: z.nullish(refSchema) })) }),
);

/** https://external-secrets.io/latest/api/spec/#external-secrets.io/v1.ExternalSecretSpec */
const specSchema = z.object({
  secretStoreRef: z.nullish(refSchema),
  target: z.nullish(z.object({ name: z.nullish(z.string()) })),
  refreshInterval: z.nullish(z.string()),
  refreshPolicy: z.nullish(z.string()),
  data: sourcesSchema,
  dataFrom: sourcesSchema,
});

export const externalSecrets: ObjectType<ExternalSecret> = namespaced({
  kind: 'ExternalSecret',
  schema: z.object({ spec: specSchema }),
  toValue: (meta, { spec }) => ({
    kind: 'ExternalSecret',
    ...placed(meta),
    ...secretOf(spec, meta.name),
  }),
});

export const clusterExternalSecrets: ObjectType<ExternalSecret> = clusterScoped({
  kind: 'ClusterExternalSecret',
  schema: z.object({
    spec: z.object({
      externalSecretName: z.nullish(z.string()),
      externalSecretSpec: specSchema,
    }),
  }),
  toValue: ({ name }, { spec }) => ({
    kind: 'ClusterExternalSecret',
    name,
    ...secretOf(spec.externalSecretSpec, spec.externalSecretName || name),
  }),
});

export const pushSecrets: ObjectType<ExternalSecret> = namespaced({
  kind: 'PushSecret',
  schema: z.object({
    spec: z.object({
      secretStoreRefs: listed(refSchema),
      refreshInterval: z.nullish(z.string()),
      selector: z.nullish(
        z.object({ secret: z.nullish(z.object({ name: z.nullish(z.string()) })) }),
      ),
    }),
  }),
  toValue: (meta, { spec: { secretStoreRefs, refreshInterval, selector } }) => ({
    kind: 'PushSecret',
    ...placed(meta),
    stores: storesOf(secretStoreRefs),
    ...given({ secret: selector?.secret?.name || undefined, refreshInterval }),
  }),
});

function secretOf(spec: z.infer<typeof specSchema>, name: string) {
  const { secretStoreRef, target, refreshInterval, refreshPolicy, data, dataFrom } = spec;
  const own = [...data, ...dataFrom].map(({ sourceRef }) => sourceRef?.storeRef);
  return {
    stores: storesOf([secretStoreRef, ...own]),
    secret: target?.name || name,
    ...given({ refreshInterval, refreshPolicy: refreshPolicy || undefined }),
  };
}

/** A reference that says nothing is none: in v1 a store may be named by each datum alone. */
function storesOf(refs: readonly (WireRef | null | undefined)[]): readonly SecretStoreRef[] {
  const stores = refs.flatMap((ref): readonly SecretStoreRef[] => {
    if (!ref?.name && ref?.labelSelector == null) return [];
    const { kind, name, labelSelector } = ref;
    return [{ kind: kind || 'SecretStore', ...given({ name: name || undefined, labelSelector }) }];
  });
  return [...new Map(stores.map((store) => [canonicalJson(store), store])).values()];
}
