import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import type { Json } from '../../shared/model/json.ts';
import type { MonitorManifest } from '../../shared/model/monitor.ts';
import { stateSettings } from '../adapters/client-settings.ts';

/**
 * What synth wrote down of the parts of this deployment. It cannot know names that CloudFormation gives: the object says
 * `${0}`, `${1}` … in their place, and `names` has them in this order.
 */
export async function deployedParts(
  { bucket, key, names }: { readonly bucket: string; readonly key: string; readonly names: string },
  client = new S3Client(stateSettings),
): Promise<MonitorManifest> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const text = await Body?.transformToString();
  if (text === undefined)
    throw new Error(`s3://${bucket}/${key} is empty; deploy the stack again.`);
  const known = z.array(z.string()).parse(JSON.parse(names));
  // Synth and the functions are of one release: the hash of the object's content is its name.
  return filledIn(JSON.parse(text), known) as unknown as MonitorManifest;
}

/** Every text with its placeholders filled in; other values as they are. */
export function filledIn(value: Json, names: readonly string[]): Json {
  if (typeof value === 'string')
    return value.replace(placeholder, (_, index) => nameAt(names, index));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => filledIn(item, names));
  return Object.fromEntries(
    Object.entries(value).map(([member, of]) => [member, filledIn(of, names)]),
  );
}

const placeholder = /\$\{(\d+)\}/g;

function nameAt(names: readonly string[], index: string): string {
  const name = names[Number(index)];
  if (name === undefined)
    throw new Error(`No name is known for \${${index}}; deploy the stack again.`);
  return name;
}
