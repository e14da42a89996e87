import type { Json } from '../../../shared/model/json.ts';
import type { Answer, Outcome, ReadRequest } from '../../../shared/model/reading.ts';
import { snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import { fakeAccount } from '../fake-account.ts';
import { issuer, provider } from '../irsa.ts';
import {
  accessPoliciesJson,
  associationJson,
  clusterJson,
  entryJson,
  managedPolicyJson,
  policiesJson,
  roleJson,
} from './documents.ts';
import { arnOf, policyArns, type World } from './world.ts';

/** What one call answers, without the time at which it was sent. */
export type Said = Omit<Answer, 'readAt'>;

/** One call of an API as a reader makes it: what it says of the world as it is when it is answered. */
export type Call = (world: World) => readonly Said[];

const region = 'eu-west-1';
const iam = snapshotPaths.iam();

export function entryCall(cluster: string, role: string): Call {
  return ({ clusters }) => {
    const address = {
      path: snapshotPaths.accessEntries({ region, name: cluster }),
      item: arnOf(role),
    };
    const held = clusters[cluster]?.entries[role];
    if (held === undefined) return [{ ...address, outcome: absent }];
    const associatedAccessPolicies = accessPoliciesJson(held);
    const accessEntry = entryJson(role, held);
    return [{ ...address, outcome: document({ accessEntry, associatedAccessPolicies }) }];
  };
}

/** The association of the service account now, whichever its id is. */
export function associationCall(cluster: string, account: string): Call {
  return ({ clusters }) => {
    const path = snapshotPaths.podIdentityAssociations({ region, name: cluster });
    const held = clusters[cluster]?.associations[account];
    const association = held && associationJson(cluster, account, held);
    const outcome = association === undefined ? absent : document({ association });
    return [{ path, item: `payments/${account}`, outcome }];
  };
}

/** Everything about a role but for the documents of managed policies. */
export function roleCall(name: string): Call {
  return ({ roles: { [name]: role } }) => {
    const address = { path: iam, item: arnOf(name) };
    if (role === undefined) return [{ ...address, outcome: absent }];
    return [{ ...address, outcome: document({ ...roleJson(name, role), ...policiesJson(role) }) }];
  };
}

/** A role whose policies take too many calls: the rest of it. */
export function roleAloneCall(name: string): Call {
  return ({ roles: { [name]: role } }) => {
    if (role === undefined) return [{ path: iam, item: arnOf(name), outcome: absent }];
    return ['role', 'trustPolicy', 'lastUsed'].map((part) => ({
      path: iam,
      item: arnOf(name),
      part,
      outcome: document(roleJson(name, role)),
    }));
  };
}

export function managedPolicyCall(arn: string): Call {
  return ({ shared }) => {
    const own = arn === policyArns['shared'];
    const json = own ? managedPolicyJson('shared', shared) : aws;
    return [{ path: iam, item: arn, outcome: document(json) }];
  };
}

const aws = managedPolicyJson('AdministratorAccess', 'admin');

export const providerCall: Call = ({ clients }) => {
  const json = { Arn: provider, Url: issuer, ClientIDList: Object.keys(clients) };
  return [{ path: snapshotPaths.oidcProviders(), item: provider, outcome: document(json) }];
};

/** Account authorization details, on one page. AWS's own policies are in them where somebody has them. */
export const iamCall: Call = (world) => {
  const names = Object.keys(world.roles);
  const isAttached = names.some((name) => world.roles[name]?.attached['AdministratorAccess']);
  const policies = Object.values(policyArns).filter(
    (arn) => arn === policyArns['shared'] || isAttached,
  );
  return [
    ...names.flatMap((name) => roleCall(name)(world)),
    ...policies.flatMap((arn) => managedPolicyCall(arn)(world)),
    { path: iam, outcome: items([...names.map(arnOf), ...policies]) },
  ];
};

/** Each a call, in the order in which a reader makes them; what was listed is asked for one by one. */
export const providersCall: Call = (world) => [
  ...providerCall(world),
  { path: snapshotPaths.oidcProviders(), outcome: items([provider]) },
];

export const clustersCall: Call = ({ clusters }) => [
  { path: snapshotPaths.clusters(region), outcome: items(Object.keys(clusters)) },
];

export function clusterCall(name: string): Call {
  return ({ clusters }) => {
    const outcome =
      clusters[name] === undefined ? absent : document({ cluster: clusterJson(name) });
    return [{ path: snapshotPaths.cluster({ region, name }), outcome }];
  };
}

export function listCall(list: 'entries' | 'associations', name: string): Call {
  return (world) => {
    const ref = { region, name };
    if (world.clusters[name] === undefined) {
      return [{ path: snapshotPaths.cluster(ref), outcome: absent }];
    }
    const names = Object.keys(world.clusters[name]?.[list] ?? {});
    return list === 'entries'
      ? [{ path: snapshotPaths.accessEntries(ref), outcome: items(names.map(arnOf)) }]
      : [
          {
            path: snapshotPaths.podIdentityAssociations(ref),
            outcome: items(names.map((account) => `payments/${account}`)),
          },
        ];
  };
}

/** What the clusters of this world have none of. */
export function emptyPartsCall(name: string): Call {
  return () =>
    [
      snapshotPaths.nodegroups,
      snapshotPaths.fargateProfiles,
      snapshotPaths.addons,
      snapshotPaths.identityProviderConfigs,
      snapshotPaths.capabilities,
      snapshotPaths.certificateAuthorities,
    ].map((pathOf) => ({ path: pathOf({ region, name }), outcome: items([]) }));
}

/** What never changes: trails, what EKS offers, quotas. */
export async function constantAnswers(request: ReadRequest): Promise<readonly Said[]> {
  const answers: Said[] = [];
  for await (const { readAt, ...said } of fakeAccount(() => 0).source.read(request)) {
    const isKept = request.kind !== 'iam' || said.path === snapshotPaths.accountSummary();
    if (isKept) answers.push(said);
  }
  return answers;
}

const absent: Outcome = { kind: 'absent' };

function document(json: Json): Outcome {
  return { kind: 'document', json };
}

function items(of: readonly string[]): Outcome {
  return { kind: 'items', items: of };
}
