import * as z from 'zod/mini';
import type { FluxInstance, FluxReceiver } from '../../model/flux.ts';
import { given } from '../schema.ts';
import { fluxRefSchema, toFluxRef } from './flux-reconcilers.ts';
import type { ObjectType } from './object-list.ts';
import { listed, named, namespaced, placed } from './object-type.ts';

/** https://fluxcd.io/flux/components/notification/receivers/ */
export const fluxReceivers: ObjectType<FluxReceiver> = namespaced({
  kind: 'Receiver',
  schema: z.object({
    spec: z.object({
      type: z.string(),
      secretRef: named(),
      resources: listed(fluxRefSchema),
    }),
  }),
  toValue: (meta, { spec }) => ({
    ...placed(meta),
    type: spec.type,
    ...given({ secretRef: spec.secretRef?.name }),
    resources: spec.resources.map(toFluxRef),
  }),
});

/** https://fluxoperator.dev/docs/crd/fluxinstance/ */
export const fluxInstances: ObjectType<FluxInstance> = namespaced({
  kind: 'FluxInstance',
  schema: z.object({
    spec: z.object({
      cluster: z.nullish(
        z.object({
          multitenant: z.nullish(z.boolean()),
          tenantDefaultServiceAccount: z.nullish(z.string()),
          objectLevelWorkloadIdentity: z.nullish(z.boolean()),
          multitenantWorkloadIdentity: z.nullish(z.boolean()),
          tenantDefaultDecryptionServiceAccount: z.nullish(z.string()),
          tenantDefaultKubeConfigServiceAccount: z.nullish(z.string()),
        }),
      ),
    }),
  }),
  toValue: (meta, { spec: { cluster } }) => ({
    ...placed(meta),
    multitenant: cluster?.multitenant ?? false,
    objectLevelWorkloadIdentity: cluster?.objectLevelWorkloadIdentity ?? false,
    multitenantWorkloadIdentity: cluster?.multitenantWorkloadIdentity ?? false,
    ...given({
      tenantDefaultServiceAccount: cluster?.tenantDefaultServiceAccount,
      tenantDefaultDecryptionServiceAccount: cluster?.tenantDefaultDecryptionServiceAccount,
      tenantDefaultKubeConfigServiceAccount: cluster?.tenantDefaultKubeConfigServiceAccount,
    }),
  }),
});
