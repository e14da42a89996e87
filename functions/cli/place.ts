import type { Account } from '../../shared/model/account.ts';
import type { Config } from '../../shared/model/config.ts';
import type { EstateSource } from '../../shared/ports/estate-source.ts';
import { awsSource } from '../adapters/aws-source.ts';
import { callerAccount } from '../adapters/caller-account.ts';
import { folderSource } from '../adapters/folder-source.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { findConfig } from './config-lookup.ts';
import { liveKubernetes } from './live-kubernetes.ts';

/** What a command works on: an account, live or in a folder, and how it is to be judged. */
export interface Place {
  readonly account: Account;
  readonly source: EstateSource;
  readonly config: Config;
  readonly configFile?: string;
  /** Milliseconds since the epoch: of a snapshot, when it was taken. */
  readonly clock: () => number;
  /** Faults in the files read so far. */
  readonly problems: () => readonly string[];
}

/** A snapshot is judged as of the day it was taken, so that the same folder always gives the same report. */
export async function snapshotPlace(directory: string, configFile?: string): Promise<Place> {
  const source = await folderSource(directory);
  const { config, file } = findConfig(configFile, [directory, '.']);
  return {
    account: await source.account(),
    source,
    config: withRegions(config, source.regions, 'the snapshot has no Region folder'),
    ...(file === undefined ? {} : { configFile: file }),
    clock: () => source.takenAt,
    problems: () => source.problems,
  };
}

export async function livePlace(configFile?: string, noKubernetes = false): Promise<Place> {
  const { config, file } = findConfig(configFile, ['.']);
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  const regions = region === undefined ? [] : [region];
  const judged = withRegions(config, regions, 'name "regions" in gatewatch.yaml or set AWS_REGION');
  const [home = ''] = judged.regions;
  const account = await callerAccount(home);
  return {
    account,
    source: awsSource({
      account,
      onFailure: 'unread',
      kubernetes: liveKubernetes(judged.kubernetes, home, noKubernetes),
    }),
    config: judged,
    ...(file === undefined ? {} : { configFile: file }),
    clock: Date.now,
    problems: () => [],
  };
}

function withRegions(config: Config, found: readonly string[], advice: string): Config {
  const regions = config.regions.length > 0 ? config.regions : found;
  if (regions.length === 0) throw new UsageError(`no Region to look at: ${advice}`);
  return { ...config, regions };
}
