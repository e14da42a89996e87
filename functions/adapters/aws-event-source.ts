import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import type { Answer, Deferred, EventRequest } from '../../shared/model/reading.ts';
import type { EventSource } from '../../shared/ports/event-source.ts';
import type { AwsClients } from './aws-clients.ts';
import { type AwsSession, accountLoader, awsSession } from './aws-session.ts';
import type { AwsSourceOptions } from './aws-source.ts';
import { readerSettings } from './client-settings.ts';
import { inTurn } from './in-turn.ts';
import { readAccessEntry } from './read-access-entry.ts';
import { readManagedPolicy } from './read-managed-policy.ts';
import { readOidcProvider } from './read-oidc-provider.ts';
import { readPodIdentityAssociation } from './read-pod-identity-association.ts';
import { type PrincipalRequest, readPrincipal } from './read-principal.ts';
import type { Reach } from './read-principal-policies.ts';

type EventClients = Pick<AwsClients, 'eks' | 'iam'>;

const eventClients: EventClients = {
  eks: (region) => new EKSClient({ region, ...readerSettings }),
  iam: (region) => new IAMClient({ region, ...readerSettings }),
};

/** A live account as far as events ask for it, without the weight of what only a sweep reads. */
export function awsEventSource(
  { account: known, onFailure, clock = Date.now }: AwsSourceOptions,
  clients: EventClients = eventClients,
): EventSource {
  const account = accountLoader(known);
  const session = awsSession({ account, onFailure, clock }, { ...clients, ...notAsked });
  return {
    read: (request, knows) => read(session, request, { calls: 6, pages: 1, knows }),
    calls: () => session.calls(),
  };
}

/** Trails, launch templates and Auto Scaling groups are for the sweep. */
const notAsked = { autoScaling: noClient, cloudTrail: noClient, ec2: noClient };

function noClient(): never {
  throw new Error('No event asks this service.');
}

/** Only principals can take more calls than are within reach: all access policies that there are fill no second page. */
function read(
  aws: AwsSession,
  request: EventRequest,
  reach: Reach,
): AsyncIterable<Answer | Deferred> {
  switch (request.kind) {
    case 'role':
    case 'user':
    case 'group':
      return readOrDefer(aws, request, reach);
    case 'managedPolicy':
      return inTurn(() => readManagedPolicy(aws, request.policyArn));
    case 'oidcProvider':
      return inTurn(() => readOidcProvider(aws, request.providerArn));
    case 'accessEntry':
      return inTurn(() => readAccessEntry(aws, request.cluster, request.principalArn));
    case 'podIdentityAssociation':
      return inTurn(() => readPodIdentityAssociation(aws, request));
  }
}

async function* readOrDefer(
  aws: AwsSession,
  request: PrincipalRequest,
  reach: Reach,
): AsyncGenerator<Answer | Deferred, void> {
  const left = yield* readPrincipal(aws, request, reach);
  if (left === 'policies') yield { deferred: request };
}
