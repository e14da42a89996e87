import { existsSync, readFileSync } from 'node:fs';
import { readConfigText } from '../shared/config/config-file.ts';
import type { Config } from '../shared/model/config.ts';
import { partitionOf } from '../shared/model/partition.ts';
import { catalogue } from '../shared/rules/index.ts';

export type ReadConfig = { readonly config: Config } | { readonly problems: readonly string[] };

/** A gatewatch.yaml, all of it default where there is no such file. The Regions of one that names none are the stack's own. */
export function configOfFile(file: string, homeRegion: string): ReadConfig {
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
