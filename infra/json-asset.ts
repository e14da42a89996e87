import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';

export interface JsonAsset {
  readonly bucket: string;
  readonly key: string;
  readonly objectArn: string;
}

/**
 * Text as an object of the bootstrap bucket, under the hash of its content. CDK copies the file into the cloud assembly at
 * once, so the original need not stay.
 */
export function jsonAsset(scope: Construct, name: string, text: string): JsonAsset {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-'));
  try {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, text);
    const { s3BucketName: bucket, s3ObjectKey: key } = new Asset(scope, 'Asset', { path });
    const objectArn = Stack.of(scope).formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: `${bucket}/${key}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    return { bucket, key, objectArn };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
