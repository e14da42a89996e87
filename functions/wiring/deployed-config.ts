import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { parseConfig } from '../../shared/config/config.ts';
import type { Config } from '../../shared/model/config.ts';
import { stateSettings } from '../adapters/client-settings.ts';

/** The configuration that this deployment was synthesised with, checked again by the schema that synth used. */
export async function deployedConfig(
  bucket: string,
  key: string,
  client = new S3Client(stateSettings),
): Promise<Config> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const place = `s3://${bucket}/${key}`;
  const text = await Body?.transformToString();
  if (text === undefined) throw new Error(`${place} is empty; deploy the stack again.`);
  const parsed = parseConfig(JSON.parse(text));
  if ('config' in parsed) return parsed.config;
  const problems = parsed.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(
    `${place} is not of this release; deploy the stack again. ${problems.join('; ')}`,
  );
}
