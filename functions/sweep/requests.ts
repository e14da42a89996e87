import type { Account } from '../../shared/model/account.ts';
import type { Config } from '../../shared/model/config.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import { watchedRegions } from '../../shared/model/watched-region.ts';

/** What a sweep reads before it knows any cluster: IAM, the trails and the lists of clusters of these Regions. */
export function accountRequests(
  account: Account,
  config: Config,
  regions: readonly string[],
): readonly ReadRequest[] {
  const trailed = watchedRegions(config.regions, account.partition).map(({ region }) => region);
  return [
    { kind: 'iam' },
    { kind: 'trails', regions: trailed },
    ...regions.map((region): ReadRequest => ({ kind: 'clusters', region })),
  ];
}
