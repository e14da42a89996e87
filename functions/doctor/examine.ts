import { dayOf } from '../../shared/commit/commit.ts';
import { heardCheck } from '../../shared/doctor/heard-check.ts';
import { partChecks } from '../../shared/doctor/part-checks.ts';
import { runCheck } from '../../shared/doctor/run-check.ts';
import { trailChecks } from '../../shared/doctor/trail-checks.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Check, Known } from '../../shared/model/check.ts';
import type { Config } from '../../shared/model/config.ts';
import { createEstate } from '../../shared/model/estate.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import type { Run } from '../../shared/model/run.ts';
import { watchedRegions } from '../../shared/model/watched-region.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FactSource } from '../../shared/ports/estate-source.ts';
import type { HeardEvent } from '../../shared/ports/events-heard.ts';
import { readAll } from '../sweep/read-all.ts';

export interface ExaminePorts {
  readonly account: Account;
  readonly config: Config;
  /** Reads our own deployment and the trails. */
  readonly source: FactSource;
  /** The last sweep of the account that completed. */
  readonly lastRun: () => Promise<Known<Run | undefined>>;
  readonly eventsHeard: () => Promise<Known<readonly HeardEvent[]>>;
  readonly clock: Clock;
}

/**
 * Looks at the deployment as a sweep does, and changes nothing: for a function of ours, and for whoever runs the command
 * with credentials of their own when that function cannot answer.
 */
export async function examine(ports: ExaminePorts): Promise<readonly Check[]> {
  const { account, config, clock } = ports;
  const today = dayOf(clock());
  const regions = watchedRegions(config.regions, account.partition).map(({ region }) => region);
  const requests: readonly ReadRequest[] = [{ kind: 'monitor' }, { kind: 'trails', regions }];
  const estate = createEstate(account, await readAll(ports, requests));
  return [
    ...partChecks(estate, config.alerts.routes),
    ...trailChecks({ estate, config, today }),
    ...runCheck(await ports.lastRun()),
    heardCheck(await ports.eventsHeard()),
  ];
}
