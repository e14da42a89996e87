import type { Account } from '../../shared/model/account.ts';
import type { Config } from '../../shared/model/config.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import { watchedRegions } from '../../shared/model/watched-region.ts';

/**
 * What a sweep reads before it knows any cluster: IAM, the trails, and of these Regions what they offer and which clusters
 * they have.
 */
export function accountRequests(
  account: Account,
  config: Config,
  regions: readonly string[],
): readonly ReadRequest[] {
  const trailed = watchedRegions(config.regions, account.partition).map(({ region }) => region);
  return [
    { kind: 'iam' },
    { kind: 'trails', regions: trailed },
    ...regions.flatMap((region): readonly ReadRequest[] => [
      { kind: 'region', region },
      { kind: 'clusters', region },
    ]),
  ];
}
