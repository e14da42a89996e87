import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { App } from 'aws-cdk-lib';
import { readConfigText } from '../shared/config/config-file.ts';
import type { Config } from '../shared/model/config.ts';
import { partitionOf } from '../shared/model/partition.ts';
import { catalogue } from '../shared/rules/index.ts';
import type { GatewatchProps } from './gatewatch.ts';

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

/** The Regions of a file that names none are the stack's own. */
function readConfig(
  path: string | undefined,
  homeRegion: string,
): { readonly config: Config } | { readonly problems: readonly string[] } {
  const file = path ?? defaultPath;
  if (path !== undefined && !existsSync(path)) {
    return { problems: [`${path}: no such file; -c config= names a gatewatch.yaml.`] };
  }
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
  const read = readConfigText(
    text,
    file,
    catalogue.map(({ id }) => id),
  );
  if ('problems' in read) return read;
  const { config } = read;
  const regions = config.regions.length > 0 ? config.regions : [homeRegion];
  const problems = [
    ...elsewhere(regions, homeRegion),
    ...unwatchedEntries(config, [...regions, homeRegion]),
  ];
  if (problems.length > 0) return { problems: problems.map((problem) => `${file}: ${problem}`) };
  return { config: { ...config, regions } };
}

/** An account, and so a deployment, is of one partition. */
function elsewhere(regions: readonly string[], homeRegion: string): readonly string[] {
  const partition = partitionOf(homeRegion);
  return regions
    .filter((region) => partitionOf(region) !== partition)
    .map(
      (region) =>
        `regions: ${region} is in ${partitionOf(region)}, but ${homeRegion} in ${partition}: no account is in both.`,
    );
}

/** An access entry is made by a stack in the Region of its cluster, and other Regions have none of ours. */
function unwatchedEntries({ kubernetes }: Config, regions: readonly string[]): readonly string[] {
  return kubernetes.accessEntries
    .filter((place) => !regions.some((region) => place.startsWith(`${region}/`)))
    .map((place) => `kubernetes.accessEntries: ${place} is in a Region that is not watched`);
}

const defaultPath = fileURLToPath(new URL('../gatewatch.yaml', import.meta.url));

/** CDK passes numbers on the command line as text; a cdk.json may hold others. */
function context(app: App, key: string): string | undefined {
  const value: unknown = app.node.tryGetContext(key);
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
