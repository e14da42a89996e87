import * as z from 'zod/mini';
import type { AwsSecretStore, SecretStore } from '../../model/secrets-operators.ts';
import { given } from '../schema.ts';
import type { ObjectType } from './object-list.ts';
import { clusterScoped, labelSelector, listed, namespaced, placed, texts } from './object-type.ts';

const awsSchema = z.object({
  service: z.string(),
  region: z.nullish(z.string()),
  role: z.nullish(z.string()),
  additionalRoles: texts(),
  prefix: z.nullish(z.string()),
  auth: z.nullish(
    z.object({
      secretRef: z.optional(z.unknown()),
      jwt: z.nullish(
        z.object({
          serviceAccountRef: z.nullish(
            z.object({ name: z.string(), namespace: z.nullish(z.string()) }),
          ),
        }),
      ),
    }),
  ),
});

/** https://external-secrets.io/latest/api/spec/#external-secrets.io/v1.SecretStoreSpec */
const storeSchema = z.object({
  spec: z.object({
    conditions: listed(
      z.object({
        namespaceSelector: z.nullish(labelSelector()),
        namespaces: texts(),
        namespaceRegexes: texts(),
      }),
    ),
    provider: z.looseObject({ aws: z.nullish(awsSchema) }),
  }),
});

type Store = z.infer<typeof storeSchema>;

export const secretStores: ObjectType<SecretStore> = namespaced({
  kind: 'SecretStore',
  schema: storeSchema,
  toValue: (meta, store) => ({ kind: 'SecretStore', ...placed(meta), ...storeOf(store) }),
});

export const clusterSecretStores: ObjectType<SecretStore> = clusterScoped({
  kind: 'ClusterSecretStore',
  schema: storeSchema,
  toValue: ({ name }, store) => ({ kind: 'ClusterSecretStore', name, ...storeOf(store) }),
});

function storeOf({ spec: { conditions, provider } }: Store) {
  const { aws } = provider;
  return {
    conditions: conditions.map(({ namespaceSelector, namespaces, namespaceRegexes }) => ({
      ...given({ namespaceSelector }),
      ...{ namespaces, namespaceRegexes },
    })),
    provider: Object.keys(provider).find((name) => provider[name] != null) ?? 'unknown',
    ...given({ aws: aws && awsOf(aws) }),
  };
}

function awsOf({
  service,
  region,
  role,
  additionalRoles,
  prefix,
  auth,
}: z.infer<typeof awsSchema>): AwsSecretStore {
  const ref = auth?.jwt?.serviceAccountRef;
  return {
    service,
    ...given({ region, role: role || undefined, prefix: prefix || undefined }),
    additionalRoles,
    ...given({
      serviceAccountRef: ref && {
        name: ref.name,
        ...given({ namespace: ref.namespace || undefined }),
      },
    }),
    hasStaticKeys: auth?.secretRef != null,
  };
}
