import { existsSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { configOfFile, type ReadConfig } from './config-of-file.ts';
import type { GatewatchProps } from './gatewatch.ts';
import { ownPath } from './package.ts';

/** The CDK CLI's word for where to deploy to; it sets a Region always and an account if it knows one. */
export interface CdkEnvironment {
  readonly CDK_DEFAULT_ACCOUNT?: string | undefined;
  readonly CDK_DEFAULT_REGION?: string | undefined;
}

export type Settings = GatewatchProps | { readonly problems: readonly string[] };

/** What to synthesise, from `-c account=… -c region=… -c config=PATH` and else from the CLI's environment. */
export function readSettings(app: App, environment: CdkEnvironment): Settings {
  const homeRegion = context(app, 'region') ?? environment.CDK_DEFAULT_REGION;
  if (homeRegion === undefined) {
    return {
      problems: ['No Region is known: pass one with -c region=eu-west-1 or set AWS_REGION.'],
    };
  }
  const read = readConfig(context(app, 'config'), homeRegion);
  if ('problems' in read) {
    return read;
  }
  const account = context(app, 'account') ?? environment.CDK_DEFAULT_ACCOUNT;
  return { homeRegion, config: read.config, ...(account !== undefined && { account }) };
}

function readConfig(path: string | undefined, homeRegion: string): ReadConfig {
  if (path !== undefined && !existsSync(path)) {
    return { problems: [`${path}: no such file; -c config= names a gatewatch.yaml.`] };
  }
  return configOfFile(path ?? ownPath('gatewatch.yaml'), homeRegion);
}

/** CDK passes numbers on the command line as text; a cdk.json may hold others. */
function context(app: App, key: string): string | undefined {
  const value: unknown = app.node.tryGetContext(key);
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
