import * as z from 'zod/mini';
import { compareText } from '../../model/json.ts';
import type { SecretProviderClass } from '../../model/secrets-operators.ts';
import { given } from '../schema.ts';
import { readMountedObjects } from './mounted-objects.ts';
import type { ObjectType } from './object-list.ts';
import { listed, namespaced, placed, textByName } from './object-type.ts';

/** https://github.com/aws/secrets-store-csi-driver-provider-aws#secretproviderclass-options */
export const secretProviderClasses: ObjectType<SecretProviderClass> = namespaced({
  kind: 'SecretProviderClass',
  schema: z.object({
    spec: z.object({
      provider: z.string(),
      parameters: textByName(),
      secretObjects: listed(z.object({ secretName: z.nullish(z.string()) })),
    }),
  }),
  toValue: (meta, { spec: { provider, parameters, secretObjects } }) => ({
    ...placed(meta),
    provider,
    ...given({ objects: readMountedObjects(parameters['objects'] ?? '') }),
    usePodIdentity: isTrue(parameters['usePodIdentity']),
    ...given({
      region: parameters['region'] || undefined,
      failoverRegion: parameters['failoverRegion'] || undefined,
    }),
    secretNames: secretObjects.flatMap(({ secretName }) => secretName || []).sort(compareText),
  }),
});

/** https://pkg.go.dev/strconv#ParseBool (what is neither true nor false is refused, and nothing is mounted) */
function isTrue(text: string | undefined): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '');
}
