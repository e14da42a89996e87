import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import type { Config } from '../../shared/model/config.ts';
import { jsonAsset } from '../json-asset.ts';

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
    const { bucket, key, objectArn } = jsonAsset(this, 'config', text);
    this.objectArn = objectArn;
    this.environment = {
      CONFIG_BUCKET: bucket,
      CONFIG_KEY: key,
      CONFIG_HASH: createHash('sha256').update(text).digest('hex'),
    };
  }
}
