import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../../shared/model/config.ts';
import { stateSettings } from './client-settings.ts';

/**
 * The configuration that this deployment was synthesised with. Synth validated it and named the object by
 * its content, and nobody else may write there, so it is taken as it is.
 */
export async function deployedConfig(
  bucket: string,
  key: string,
  client = new S3Client(stateSettings),
): Promise<Config> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const text = await Body?.transformToString();
  if (text === undefined) throw new Error(`s3://${bucket}/${key} is empty.`);
  return JSON.parse(text) as Config;
}
