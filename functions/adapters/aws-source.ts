import type { Account } from '../../shared/model/account.ts';
import type { Answer, ReadRequest } from '../../shared/model/reading.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EstateSource } from '../../shared/ports/estate-source.ts';
import { type AwsClients, awsClients } from './aws-clients.ts';
import { type AwsSession, accountLoader, awsSession } from './aws-session.ts';
import { readAccessEntry } from './read-access-entries.ts';
import { readCluster, readClusters } from './read-clusters.ts';
import { readIam } from './read-iam.ts';
import { readMetadataOptions } from './read-metadata-options.ts';
import { readRegion } from './read-region.ts';
import { readRole } from './read-role.ts';
import { readTrails } from './read-trails.ts';

export interface AwsSourceOptions {
  /** Known beforehand, or asked for when it is first needed. */
  readonly account: Account | (() => Promise<Account>);
  /**
   * What becomes of throttling, time-outs and server errors once the SDK has tried eight times:
   * an unread answer (a sweep goes on), or an error (a queue delivers the event again). All else is unread.
   */
  readonly onFailure: 'unread' | 'throw';
  /** The system's clock when not given. */
  readonly clock?: Clock;
}

/** A live account. */
export function awsSource(
  options: AwsSourceOptions,
  clients: AwsClients = awsClients,
): EstateSource {
  const account = accountLoader(options.account);
  const { onFailure, clock = Date.now } = options;
  const session = awsSession({ account, onFailure, clock }, clients);
  return {
    account,
    read: (request) => read(session, request),
    calls: () => session.calls(),
  };
}

async function* read(aws: AwsSession, request: ReadRequest): AsyncGenerator<Answer> {
  switch (request.kind) {
    case 'iam':
      return yield* readIam(aws);
    case 'role':
      return yield* readRole(aws, request);
    case 'trails':
      return yield* readTrails(aws, request.regions);
    case 'clusters':
      return yield* readClusters(aws, request.region);
    case 'region':
      return yield* readRegion(aws, request.region);
    case 'cluster':
      return yield* readCluster(aws, request.cluster, readMetadataOptions);
    case 'accessEntry':
      return yield* await readAccessEntry(aws, request.cluster, request.principalArn);
  }
}
