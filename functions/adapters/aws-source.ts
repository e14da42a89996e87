import type { Account } from '../../shared/model/account.ts';
import type { Answer, ReadRequest } from '../../shared/model/reading.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EstateSource } from '../../shared/ports/estate-source.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { type AwsClients, awsClients } from './aws-clients.ts';
import { type AwsSession, accountLoader, awsSession } from './aws-session.ts';
import { inTurn } from './in-turn.ts';
import { readAccessEntry } from './read-access-entry.ts';
import { readCluster, readClusters } from './read-clusters.ts';
import { readIam } from './read-iam.ts';
import { readManagedPolicy } from './read-managed-policy.ts';
import { readOidcProvider } from './read-oidc-provider.ts';
import { readPodIdentityAssociation } from './read-pod-identity-association.ts';
import { readPrincipal } from './read-principal.ts';
import { everything } from './read-principal-policies.ts';
import { readRegion } from './read-region.ts';
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
  /** How to look into clusters; without it only what EKS tells of them is read. */
  readonly kubernetes?: KubernetesReader;
}

/** A live account. */
export function awsSource(
  options: AwsSourceOptions,
  clients: AwsClients = awsClients,
): EstateSource {
  const account = accountLoader(options.account);
  const { onFailure, clock = Date.now, kubernetes } = options;
  const session = awsSession({ account, onFailure, clock }, clients);
  return {
    account,
    read: (request) => read(session, request, kubernetes),
    calls: () => session.calls(),
  };
}

/** Each kind of request and its reader; a kind without one does not compile. */
function read(
  aws: AwsSession,
  request: ReadRequest,
  kubernetes: KubernetesReader | undefined,
): AsyncIterable<Answer> {
  switch (request.kind) {
    case 'iam':
      return readIam(aws);
    case 'role':
    case 'user':
    case 'group':
      return readPrincipal(aws, request, everything);
    case 'managedPolicy':
      return inTurn(() => readManagedPolicy(aws, request.policyArn));
    case 'oidcProvider':
      return inTurn(() => readOidcProvider(aws, request.providerArn));
    case 'trails':
      return readTrails(aws, request.regions);
    case 'clusters':
      return readClusters(aws, request.region);
    case 'region':
      return readRegion(aws, request.region);
    case 'cluster':
    // One list is not worth a way of its own: what EKS tells of the cluster says how it is reached.
    case 'kubernetes':
      return readCluster(aws, request.cluster, kubernetes);
    case 'accessEntry':
      return inTurn(() => readAccessEntry(aws, request.cluster, request.principalArn));
    case 'podIdentityAssociation':
      return inTurn(() => readPodIdentityAssociation(aws, request));
    case 'monitor':
      return inTurn(async () => []);
  }
}
