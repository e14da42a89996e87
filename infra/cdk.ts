import { existsSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { configOfFile } from './config-of-file.ts';
import { type Gatewatch, gatewatch } from './gatewatch.ts';

export interface GatewatchOfFileProps {
  /** Where the stack `Gatewatch` goes: what watches, judges and tells. */
  readonly homeRegion: string;
  /** @default - the account that the templates are deployed to */
  readonly account?: string;
  /** Path of a gatewatch.yaml. */
  readonly configFile: string;
}

/**
 * Adds the stacks of Gatewatch to a CDK app; `gatewatch/cdk` to those who have installed the package. Throws an error with
 * every problem of the configuration, a line each.
 */
export function addGatewatch(app: App, props: GatewatchOfFileProps): Gatewatch {
  const { configFile, ...rest } = props;
  if (!existsSync(configFile)) throw new Error(`${configFile}: no such file`);
  const read = configOfFile(configFile, props.homeRegion);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return gatewatch(app, { ...rest, config: read.config });
}
