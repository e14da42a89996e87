import type { Account } from '../../shared/model/account.ts';
import type { Json } from '../../shared/model/json.ts';
import type { Answer, Outcome, ReadRequest } from '../../shared/model/reading.ts';
import type { EstateSource } from '../../shared/ports/estate-source.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { sampleAccount } from './estate.ts';

/** An account that a test changes at will, answering with the documents that AWS would. */
export interface FakeAccount {
  readonly source: EstateSource;
  /** Clusters of eu-west-1 by name; each entry is the access policies of a role, by role name. */
  readonly clusters: Map<string, Map<string, readonly string[]>>;
  /** Authentication modes by cluster name; API where none is given. */
  readonly modes: Map<string, string>;
  /** Trust policies by role name. */
  readonly roles: Map<string, Json>;
  /** What fails, by the kind of request, and how often from now on. */
  readonly failures: Map<ReadRequest['kind'], { readonly error: Error; times: number }>;
  /** Kinds of request whose every answer is unread, with the reason. */
  readonly denied: Map<ReadRequest['kind'], string>;
  /** Requests as they came. */
  readonly asked: ReadRequest[];
}

const region = 'eu-west-1';

export function fakeAccount(clock: () => number, account: Account = sampleAccount): FakeAccount {
  const fake: Omit<FakeAccount, 'source'> = {
    clusters: new Map(),
    modes: new Map(),
    roles: new Map(),
    failures: new Map(),
    denied: new Map(),
    asked: [],
  };
  async function* read(request: ReadRequest): AsyncGenerator<Answer> {
    fake.asked.push(request);
    const failure = fake.failures.get(request.kind);
    if (failure !== undefined && failure.times > 0) {
      failure.times -= 1;
      throw failure.error;
    }
    const readAt = clock();
    const reason = fake.denied.get(request.kind);
    for (const answer of answersTo(fake, account, request)) {
      const outcome: Outcome = reason === undefined ? answer.outcome : { kind: 'unread', reason };
      yield { ...answer, readAt, outcome };
    }
  }
  const source: EstateSource = {
    account: async () => account,
    read,
    calls: () => fake.asked.length,
  };
  return { ...fake, source };
}

type Said = Omit<Answer, 'readAt'>;

function* answersTo(
  fake: Omit<FakeAccount, 'source'>,
  account: Account,
  request: ReadRequest,
): Generator<Said> {
  switch (request.kind) {
    case 'iam':
      return yield* iamAnswers(fake, account);
    case 'trails':
      return yield* trailAnswers(account);
    case 'clusters':
      yield {
        path: snapshotPaths.clusters(request.region),
        outcome: items([...fake.clusters.keys()]),
      };
      return;
    case 'region':
      return yield* regionAnswers(request.region);
    case 'cluster':
      return yield* clusterAnswers(fake, account, request.cluster.name);
    case 'accessEntry': {
      const path = snapshotPaths.accessEntries(request.cluster);
      const item = request.principalArn;
      const policies = fake.clusters.get(request.cluster.name)?.get(roleName(item));
      yield {
        path,
        item,
        outcome: policies === undefined ? { kind: 'absent' } : document(entry(item, policies)),
      };
      return;
    }
    case 'role': {
      const trust = fake.roles.get(request.roleName);
      const arn = roleArnOf(account, request.roleName);
      const path = snapshotPaths.iam();
      if (trust !== undefined) yield { path, item: arn, outcome: document(role(arn, trust)) };
      else if (request.roleArn !== undefined) {
        yield { path, item: request.roleArn, outcome: { kind: 'absent' } };
      }
      return;
    }
    case 'user':
    case 'group':
    case 'managedPolicy':
    case 'oidcProvider':
    case 'podIdentityAssociation':
    case 'kubernetes':
    case 'monitor':
      throw new Error(`This account has no answer to ${request.kind}.`);
  }
}

function* iamAnswers({ roles }: Omit<FakeAccount, 'source'>, account: Account): Generator<Said> {
  const path = snapshotPaths.iam();
  const arns = [...roles.keys()].map((name) => roleArnOf(account, name));
  for (const [name, trust] of roles) {
    const arn = roleArnOf(account, name);
    yield { path, item: arn, outcome: document(role(arn, trust)) };
  }
  yield { path, outcome: items(arns) };
  yield {
    path: snapshotPaths.accountSummary(),
    outcome: document({ SummaryMap: { AssumeRolePolicySizeQuota: 2048 } }),
  };
  yield { path: snapshotPaths.oidcProviders(), outcome: items([]) };
}

function* regionAnswers(name: string): Generator<Said> {
  yield {
    path: snapshotPaths.clusterVersions(name),
    outcome: document({
      clusterVersions: [{ clusterVersion: '1.34', versionStatus: 'STANDARD_SUPPORT' }],
    }),
  };
  yield { path: snapshotPaths.accessPolicies(name), outcome: document({ accessPolicies: [] }) };
  yield {
    path: snapshotPaths.instanceMetadataDefaults(name),
    outcome: document({ AccountLevel: {} }),
  };
}

/** One trail that logs everything everywhere. */
function* trailAnswers({ accountId, partition }: Account): Generator<Said> {
  const path = snapshotPaths.trails();
  const TrailARN = `arn:${partition}:cloudtrail:${region}:${accountId}:trail/all`;
  const trail = {
    Name: 'all',
    TrailARN,
    HomeRegion: region,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    IsOrganizationTrail: false,
  };
  const eventSelectors = {
    TrailARN,
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: [],
      },
    ],
  };
  yield {
    path,
    item: TrailARN,
    outcome: document({ trail, status: { IsLogging: true }, eventSelectors }),
  };
  yield { path, outcome: items([TrailARN]) };
}

function* clusterAnswers(
  fake: Omit<FakeAccount, 'source'>,
  account: Account,
  name: string,
): Generator<Said> {
  const ref = { region, name };
  const entries = fake.clusters.get(name);
  if (entries === undefined) {
    yield { path: snapshotPaths.cluster(ref), outcome: { kind: 'absent' } };
    return;
  }
  const mode = fake.modes.get(name) ?? 'API';
  yield { path: snapshotPaths.cluster(ref), outcome: document(cluster(account, name, mode)) };
  for (const pathOf of emptyParts) yield { path: pathOf(ref), outcome: items([]) };
  if (mode === 'CONFIG_MAP') return;
  const path = snapshotPaths.accessEntries(ref);
  const arns = [...entries.keys()].map((role) => roleArnOf(account, role));
  yield { path, outcome: items(arns) };
  for (const [role, policies] of entries) {
    const arn = roleArnOf(account, role);
    yield { path, item: arn, outcome: document(entry(arn, policies)) };
  }
}

/** What the clusters have none of. */
const emptyParts = [
  snapshotPaths.podIdentityAssociations,
  snapshotPaths.nodegroups,
  snapshotPaths.fargateProfiles,
  snapshotPaths.addons,
  snapshotPaths.identityProviderConfigs,
  snapshotPaths.capabilities,
  snapshotPaths.certificateAuthorities,
];

function cluster({ accountId, partition }: Account, name: string, mode: string): Json {
  return {
    cluster: {
      name,
      arn: `arn:${partition}:eks:${region}:${accountId}:cluster/${name}`,
      status: 'ACTIVE',
      version: '1.34',
      accessConfig: { authenticationMode: mode },
      logging: { clusterLogging: [{ types: ['audit', 'authenticator'], enabled: true }] },
      resourcesVpcConfig: {
        endpointPublicAccess: false,
        endpointPrivateAccess: true,
        publicAccessCidrs: [],
      },
    },
  };
}

function entry(principalArn: string, policies: readonly string[]): Json {
  return {
    accessEntry: {
      principalArn,
      type: 'STANDARD',
      kubernetesGroups: [],
      createdAt: '2026-01-01T00:00:00Z',
    },
    associatedAccessPolicies: policies.map((name) => ({
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
      accessScope: { type: 'cluster', namespaces: [] },
    })),
  };
}

function role(arn: string, trust: Json): Json {
  return {
    Arn: arn,
    RoleName: roleName(arn),
    RoleId: 'AROAEXAMPLE0000000001',
    Path: '/',
    CreateDate: '2025-01-01T00:00:00Z',
    AssumeRolePolicyDocument: trust,
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    RoleLastUsed: { LastUsedDate: '2026-11-20T00:00:00Z', Region: region },
    MaxSessionDuration: 3600,
  };
}

function roleArnOf({ accountId, partition }: Account, name: string): string {
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}

function roleName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function items(of: readonly string[]): Outcome {
  return { kind: 'items', items: of };
}

function document(json: Json): Outcome {
  return { kind: 'document', json };
}
