import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultConfig } from '../../shared/config/config.ts';
import { readConfigText } from '../../shared/config/config-file.ts';
import type { Config } from '../../shared/model/config.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { UsageError } from '../adapters/usage-error.ts';

export interface FoundConfig {
  readonly config: Config;
  /** The file it is from; undefined for the defaults. */
  readonly file?: string;
}

export const configFileName = 'gatewatch.yaml';

/** The file named, else the first there is in these folders, else the defaults. Throws a UsageError that tells every problem. */
export function findConfig(named: string | undefined, folders: readonly string[]): FoundConfig {
  const file = named ?? folders.map((folder) => join(folder, configFileName)).find(existsSync);
  if (file === undefined) return { config: defaultConfig([]) };
  const read = readConfigText(
    textOf(file),
    file,
    catalogue.map(({ id }) => id),
  );
  if ('config' in read) return { config: read.config, file };
  throw new UsageError(read.problems.join('\n'));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${file}: cannot be read: ${why}`, { cause });
  }
}
