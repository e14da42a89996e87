import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import type { Config } from '../../shared/model/config.ts';

export interface ConfigurationProps {
  readonly config: Config;
}

/** `gatewatch.yaml` as the functions read it: JSON in the bootstrap bucket, under the hash of its content. */
export class Configuration extends Construct {
  public readonly objectArn: string;
  public readonly environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { config }: ConfigurationProps) {
    super(scope, id);
    const text = JSON.stringify(config);
    const asset = jsonAsset(this, text);
    this.objectArn = Stack.of(this).formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: `${asset.s3BucketName}/${asset.s3ObjectKey}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    this.environment = {
      CONFIG_BUCKET: asset.s3BucketName,
      CONFIG_KEY: asset.s3ObjectKey,
      CONFIG_HASH: createHash('sha256').update(text).digest('hex'),
    };
  }
}

/** CDK copies the file into the cloud assembly at once, so the original need not stay. */
function jsonAsset(scope: Construct, text: string): Asset {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-'));
  try {
    const path = join(folder, 'config.json');
    writeFileSync(path, text);
    return new Asset(scope, 'Asset', { path });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
