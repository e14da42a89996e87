import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { MountedObject } from '../../model/secrets-operators.ts';
import { parseWith } from '../schema.ts';

/**
 * Reads what a SecretProviderClass of AWS mounts, with what it fails over to. Undefined for a text that is no list of such
 * objects, which the provider refuses as a whole.
 * https://github.com/aws/secrets-store-csi-driver-provider-aws#secretproviderclass-options
 */
export function readMountedObjects(text: string): readonly MountedObject[] | undefined {
  const parsed = parseWith(schema, jsonOf(text));
  if ('error' in parsed) return undefined;
  const objects = parsed.ok.flatMap(({ objectName, objectType, failoverObject }) =>
    [objectName, failoverObject?.objectName].flatMap((name) =>
      name ? [objectOf(name, objectType || undefined)] : [],
    ),
  );
  const known = objects.filter((object) => object !== undefined);
  return known.length < objects.length ? undefined : known;
}

const schema = z.array(
  z.object({
    objectName: z.string().check(z.minLength(1)),
    objectType: z.nullish(z.string()),
    failoverObject: z.nullish(z.object({ objectName: z.string() })),
  }),
);

function jsonOf(text: string): unknown {
  try {
    return parse(text, { version: '1.1', logLevel: 'error' });
  } catch {
    // Neither what is no YAML nor what would exhaust memory is a list.
    return undefined;
  }
}

/**
 * The service of an ARN stands in it, and a type beside it has to agree; any other name needs a type.
 * https://github.com/aws/secrets-store-csi-driver-provider-aws/blob/main/provider/secret_descriptor.go
 */
function objectOf(name: string, type: string | undefined): MountedObject | undefined {
  const [, , ofArn] = name.startsWith('arn:') ? name.split(':') : [];
  if (ofArn === undefined && type === undefined) return undefined;
  const service = services.find(
    (one) => one.service === (ofArn ?? one.service) && one.type === (type ?? one.type),
  )?.service;
  return service && { service, name };
}

const services = [
  { service: 'secretsmanager', type: 'secretsmanager' },
  { service: 'ssm', type: 'ssmparameter' },
] as const;
