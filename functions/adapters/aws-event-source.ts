import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import type { Answer, EventRequest } from '../../shared/model/reading.ts';
import type { EstateSource } from '../../shared/ports/estate-source.ts';
import type { AwsClients } from './aws-clients.ts';
import { type AwsSession, accountLoader, awsSession } from './aws-session.ts';
import type { AwsSourceOptions } from './aws-source.ts';
import { readerSettings } from './client-settings.ts';
import { readAccessEntry } from './read-access-entries.ts';
import { readCluster } from './read-clusters.ts';
import { readRole } from './read-role.ts';

type EventClients = Pick<AwsClients, 'eks' | 'iam'>;

const eventClients: EventClients = {
  eks: (region) => new EKSClient({ region, ...readerSettings }),
  iam: (region) => new IAMClient({ region, ...readerSettings }),
};

/** A live account as far as events ask for it, without the weight of what only a sweep reads. */
export function awsEventSource(
  { account: known, onFailure, clock = Date.now }: AwsSourceOptions,
  clients: EventClients = eventClients,
): EstateSource<EventRequest> {
  const account = accountLoader(known);
  const session = awsSession({ account, onFailure, clock }, { ...clients, ...notAsked });
  return {
    account,
    read: (request) => read(session, request),
    calls: () => session.calls(),
  };
}

/** Trails, launch templates and Auto Scaling groups are for the sweep. */
const notAsked = { autoScaling: noClient, cloudTrail: noClient, ec2: noClient };

function noClient(): never {
  throw new Error('No event asks this service.');
}

async function* read(aws: AwsSession, request: EventRequest): AsyncGenerator<Answer> {
  switch (request.kind) {
    case 'role':
      return yield* readRole(aws, request);
    case 'cluster':
      return yield* readCluster(aws, request.cluster);
    case 'accessEntry':
      return yield* await readAccessEntry(aws, request.cluster, request.principalArn);
  }
}
