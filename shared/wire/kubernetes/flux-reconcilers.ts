import * as z from 'zod/mini';
import type { FluxReconciler, FluxRef } from '../../model/flux.ts';
import { given } from '../schema.ts';
import type { ObjectType } from './object-list.ts';
import { named, namespaced, placed } from './object-type.ts';

const shared = {
  serviceAccountName: z.nullish(z.string()),
  targetNamespace: z.nullish(z.string()),
  kubeConfig: z.nullish(z.object({ secretRef: named(), configMapRef: named() })),
  suspend: z.nullish(z.boolean()),
};

const reconcilerSchema = z.object(shared);
type Reconciler = z.infer<typeof reconcilerSchema>;

/** A reference to another object of Flux. */
export const fluxRefSchema = z.object({
  kind: z.string(),
  name: z.string(),
  namespace: z.nullish(z.string()),
});

export function toFluxRef({ kind, name, namespace }: z.infer<typeof fluxRefSchema>): FluxRef {
  return { kind, name, ...given({ namespace: namespace || undefined }) };
}

/** https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export const kustomizations: ObjectType<FluxReconciler> = namespaced({
  kind: 'Kustomization',
  schema: z.object({
    spec: z.object({
      ...shared,
      sourceRef: z.nullish(fluxRefSchema),
      decryption: z.nullish(
        z.object({
          provider: z.string(),
          serviceAccountName: z.nullish(z.string()),
          secretRef: named(),
        }),
      ),
    }),
  }),
  toValue: (meta, { spec: { sourceRef, decryption, ...spec } }) => ({
    kind: 'Kustomization',
    ...placed(meta),
    ...reconcilerOf(spec),
    ...given({ sourceRef: sourceRef && toFluxRef(sourceRef) }),
    ...given({
      decryption: decryption && {
        provider: decryption.provider,
        ...given({
          serviceAccountName: decryption.serviceAccountName || undefined,
          secretRef: decryption.secretRef?.name,
        }),
      },
    }),
  }),
});

/**
 * A chart by a source or by itself, as `spec.chartRef` has it since v2beta2.
 * https://fluxcd.io/flux/components/helm/helmreleases/
 */
export const helmReleases: ObjectType<FluxReconciler> = namespaced({
  kind: 'HelmRelease',
  schema: z.object({
    spec: z.object({
      ...shared,
      chart: z.nullish(
        z.object({ spec: z.nullish(z.object({ sourceRef: z.nullish(fluxRefSchema) })) }),
      ),
      chartRef: z.nullish(fluxRefSchema),
    }),
  }),
  toValue: (meta, { spec: { chart, chartRef, ...spec } }) => {
    const ref = chartRef ?? chart?.spec?.sourceRef;
    return {
      kind: 'HelmRelease',
      ...placed(meta),
      ...reconcilerOf(spec),
      ...given({ sourceRef: ref && toFluxRef(ref) }),
    };
  },
});

function reconcilerOf({ serviceAccountName, targetNamespace, kubeConfig, suspend }: Reconciler) {
  return {
    ...given({
      serviceAccountName: serviceAccountName || undefined,
      targetNamespace: targetNamespace || undefined,
      kubeConfig: kubeConfig && {
        ...given({
          secretRef: kubeConfig.secretRef?.name,
          configMapRef: kubeConfig.configMapRef?.name,
        }),
      },
    }),
    suspend: suspend ?? false,
  };
}
