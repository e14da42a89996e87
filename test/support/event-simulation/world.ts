import type { Json } from '../../../shared/model/json.ts';
import { roleArn } from '../estate.ts';
import { issuer, provider } from '../irsa.ts';

/** What AWS holds in one account: two clusters that may be there, a few roles, a managed policy and a provider. */
export interface World {
  readonly clusters: Named<ClusterState>;
  readonly roles: Named<RoleState>;
  /** The document of the customer's own managed policy. */
  readonly shared: PolicyName;
  /** Audiences of the provider. */
  readonly clients: Named<true>;
}

interface ClusterState {
  readonly entries: Named<EntryState>;
  /** By service account in `payments`. */
  readonly associations: Named<AssociationState>;
}

export interface EntryState {
  /** Milliseconds since the epoch, as in `RoleState`. */
  readonly createdAt: number;
  readonly groups: readonly string[];
  /** Whether an access policy reaches the whole cluster or one namespace, by its name. */
  readonly policies: Named<Reach>;
}

export interface AssociationState {
  readonly id: string;
  readonly role: string;
}

export interface RoleState {
  readonly createdAt: number;
  readonly trust: TrustName;
  readonly inline: Named<PolicyName>;
  /** By the name of the managed policy. */
  readonly attached: Named<true>;
}

export type Named<T> = Readonly<Record<string, T>>;
export type Reach = 'cluster' | 'namespace';
export type TrustName = keyof typeof trusts;
export type PolicyName = keyof typeof documents;

const irsa = (conditions: Json): Json => ({
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithWebIdentity',
  ...(conditions === null ? {} : { Condition: { StringEquals: conditions } }),
});

const held = { [`${issuer}:sub`]: 'system:serviceaccount:payments:app' };

/** Trust policies of which some offend, each in another way. */
export const trusts = {
  account: trust({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::012345678901:root' },
    Action: 'sts:AssumeRole',
  }),
  open: trust(irsa(null)),
  'any audience': trust(irsa(held)),
  held: trust(irsa({ ...held, [`${issuer}:aud`]: 'sts.amazonaws.com' })),
} as const;

function trust(statement: Json): Json {
  return { Version: '2012-10-17', Statement: statement };
}

const allow = (...actions: readonly string[]): Json => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: actions, Resource: '*' },
});

/** Permissions that do no harm, that give their holder more, and that are everything. */
export const documents = {
  harmless: allow('s3:GetObject'),
  escalating: allow('iam:CreatePolicyVersion', 'iam:PutRolePolicy'),
  admin: allow('*'),
} as const;

export const policyArns: Named<string> = {
  shared: 'arn:aws:iam::012345678901:policy/shared',
  AdministratorAccess: 'arn:aws:iam::aws:policy/AdministratorAccess',
};

/** Where in the world one value stands: `['roles', 'app', 'trust']`. */
export type Path = readonly string[];

export function valueAt(world: World, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (at, name) => (at as Named<Json> | undefined)?.[name],
    world as unknown as Json,
  );
}

/** The world with another value there; undefined takes away what was there. Nothing changes where nothing holds the value. */
export function withValue(world: World, path: Path, value: Json | undefined): World {
  return replaced(world as unknown as Named<Json>, path, value) as unknown as World;
}

function replaced(at: Named<Json>, [name = '', ...rest]: Path, value: Json | undefined) {
  const { [name]: before, ...others } = at;
  if (rest.length === 0) return value === undefined ? others : { ...others, [name]: value };
  if (before === undefined) return at;
  const inner: Named<Json> = replaced(before as Named<Json>, rest, value);
  return { ...at, [name]: inner };
}

const entry: EntryState = { createdAt: 0, groups: [], policies: {} };
const role: RoleState = { createdAt: 0, trust: 'account', inline: {}, attached: {} };

/** Entries that may do nothing, and a workload whose role may do nothing. */
export const quietWorld: World = {
  clusters: {
    prod: {
      entries: { app: entry, ops: entry },
      associations: { app: { id: 'a-0', role: 'app' } },
    },
    dev: { entries: { ops: entry }, associations: {} },
  },
  roles: { app: role, ops: role },
  shared: 'harmless',
  clients: { 'sts.amazonaws.com': true },
};

export function accessPolicyArn(name: string): string {
  return `arn:aws:eks::aws:cluster-access-policy/${name}`;
}

export function scopeOf(reach: Reach): Json {
  return reach === 'cluster'
    ? { type: 'cluster', namespaces: [] }
    : { type: 'namespace', namespaces: ['payments'] };
}

export const arnOf = roleArn;

/** The ids of an association and of a role tell one that was made anew from the one before. */
export function roleIdOf({ createdAt }: RoleState): string {
  return `AROA${String(createdAt).padStart(16, '0')}`;
}
