import * as z from 'zod/mini';
import type { FluxSource, FluxVerification } from '../../model/flux.ts';
import { withoutCredentials } from '../address.ts';
import { given } from '../schema.ts';
import { fluxRefSchema, toFluxRef } from './flux-reconcilers.ts';
import type { ObjectType } from './object-list.ts';
import { listed, named, namespaced, placed } from './object-type.ts';

const sourceSchema = z.object({
  url: z.nullish(z.string()),
  endpoint: z.nullish(z.string()),
  bucketName: z.nullish(z.string()),
  insecure: z.nullish(z.boolean()),
  provider: z.nullish(z.string()),
  secretRef: named(),
  serviceAccountName: z.nullish(z.string()),
  sourceRef: z.nullish(fluxRefSchema),
  verify: z.nullish(
    z.object({
      mode: z.nullish(z.string()),
      provider: z.nullish(z.string()),
      secretRef: named(),
      matchOIDCIdentity: listed(z.object({ issuer: z.string(), subject: z.string() })),
    }),
  ),
});

type Source = z.infer<typeof sourceSchema>;

const { url, endpoint, bucketName, sourceRef } = {
  ...{ url: z.string(), endpoint: z.string(), bucketName: z.string() },
  sourceRef: fluxRefSchema,
};

export const gitRepositories = source('GitRepository', z.object({ url }));
export const ociRepositories = source('OCIRepository', z.object({ url }));
export const buckets = source('Bucket', z.object({ endpoint, bucketName }));
export const helmRepositories = source('HelmRepository', z.object({ url }));
export const helmCharts = source('HelmChart', z.object({ sourceRef }));

/** All have parts of one schema; `needed` is what an object of this type cannot do without. */
function source(
  kind: FluxSource['kind'],
  needed: z.ZodMiniType<Partial<Source>>,
): ObjectType<FluxSource> {
  return namespaced({
    kind,
    schema: z.object({ spec: z.intersection(sourceSchema, needed) }),
    toValue: (meta, body) => ({ kind, ...placed(meta), ...sourceOf(body.spec) }),
  });
}

/** https://fluxcd.io/flux/components/source/ */
function sourceOf(spec: Source): Omit<FluxSource, 'kind' | 'namespace' | 'name'> {
  const { url, endpoint, bucketName, provider, serviceAccountName, sourceRef, verify } = spec;
  return {
    ...given({ url: url && withoutCredentials(url), endpoint, bucketName }),
    insecure: spec.insecure ?? false,
    ...given({
      provider: provider || undefined,
      secretRef: spec.secretRef?.name,
      serviceAccountName: serviceAccountName || undefined,
      verify: verify && verificationOf(verify),
      sourceRef: sourceRef && toFluxRef(sourceRef),
    }),
  };
}

function verificationOf({
  mode,
  provider,
  secretRef,
  matchOIDCIdentity,
}: NonNullable<Source['verify']>): FluxVerification {
  return {
    ...given({ mode, provider, secretRef: secretRef?.name }),
    matchOidcIdentity: matchOIDCIdentity,
  };
}
