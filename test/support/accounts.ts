import type { Actor } from '../../shared/access/actor.ts';
import { actorOf } from '../../shared/access/actor.ts';
import type { Facts } from '../../shared/access/facts.ts';
import type { AssociatedAccessPolicy } from '../../shared/model/access-entry.ts';
import type { Cluster, ClusterRef } from '../../shared/model/cluster.ts';
import type { Addon, Capability } from '../../shared/model/cluster-parts.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { Statement } from '../../shared/model/policy-document.ts';
import { cluster } from './eks.ts';
import { factsFrom, type Known, type KnownFact, known } from './facts.ts';
import { role, user } from './iam.ts';
import { document, managedPolicy, type RoleSketch, roleFacts } from './policies.ts';

/** The principal whose ways are looked for. */
export const me = roleNamed('me');

export function roleNamed(name: string): string {
  return `arn:aws:iam::012345678901:role/${name}`;
}

export function userNamed(name: string): string {
  return `arn:aws:iam::012345678901:user/${name}`;
}

export function groupNamed(name: string): string {
  return `arn:aws:iam::012345678901:group/${name}`;
}

interface UserSketch {
  readonly may?: readonly Statement[];
  readonly groups?: readonly string[];
  readonly attached?: readonly string[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

interface ClusterSketch extends Partial<Omit<Cluster, 'name' | 'region'>> {
  /** Access policies by the ARN of the principal. */
  readonly entries?: Readonly<Record<string, readonly AssociatedAccessPolicy[]>>;
  /** ARN of the role by `namespace/serviceAccount`. */
  readonly associations?: Readonly<Record<string, string>>;
  readonly addons?: readonly Addon[];
  readonly capabilities?: readonly Capability[];
}

/** An account in which everything is read that is not left out by `unread`. */
export interface AccountSketch {
  readonly roles?: Readonly<Record<string, RoleSketch>>;
  readonly users?: Readonly<Record<string, UserSketch>>;
  /** Statements of the group by its ARN. */
  readonly groups?: Readonly<Record<string, readonly Statement[]>>;
  readonly policies?: Readonly<Record<string, readonly Statement[]>>;
  /** By name, in eu-west-1. */
  readonly clusters?: Readonly<Record<string, ClusterSketch>>;
  readonly more?: readonly KnownFact[];
  /** Beginnings of the keys of facts that were not read. */
  readonly unread?: readonly string[];
}

export function accountFacts(sketch: AccountSketch): readonly KnownFact[] {
  const { roles = {}, users = {}, groups = {}, policies = {}, clusters = {} } = sketch;
  const facts: readonly KnownFact[] = [
    known(factKeys.roles(), Object.keys(roles)),
    known(factKeys.users(), Object.keys(users)),
    known(factKeys.groups(), Object.keys(groups)),
    known(factKeys.clusters('eu-west-1'), Object.keys(clusters)),
    ...Object.entries(roles).flatMap(([arn, of]) => roleFacts(arn, { trust: [], ...of })),
    ...Object.entries(users).flatMap(([arn, of]) => userFacts(arn, of)),
    ...Object.entries(groups).map(([arn, statements]) =>
      known(factKeys.groupPolicies(arn), {
        inline: [{ name: 'Work', document: document(...statements) }],
        attached: [],
        groups: [],
      }),
    ),
    ...Object.entries(policies).map(([arn, statements]) => managedPolicy(arn, statements)),
    ...Object.entries(clusters).flatMap(([name, of]) => clusterFacts(name, of)),
    ...(sketch.more ?? []),
  ];
  const { unread = [] } = sketch;
  return facts.filter(([key]) => !unread.some((start) => key.startsWith(start)));
}

/** The principal with these facts about its account. */
export function actorIn(
  sketch: AccountSketch,
  arn = me,
  differences: Known = {},
): { readonly facts: Facts; readonly actor: Actor } {
  const { facts } = factsFrom({ ...differences, facts: accountFacts(sketch) });
  const actor = actorOf(facts, arn);
  if (actor === undefined) throw new Error(`${arn} does not exist`);
  return { facts, actor };
}

function userFacts(arn: string, { may = [], ...of }: UserSketch): readonly KnownFact[] {
  return [
    known(factKeys.user(arn), { ...user(arn), tags: of.tags ?? {} }),
    known(factKeys.userPolicies(arn), {
      inline: [{ name: 'Work', document: document(...may) }],
      attached: of.attached ?? [],
      groups: of.groups ?? [],
      ...(of.boundary !== undefined && { boundary: of.boundary }),
    }),
  ];
}

function clusterFacts(name: string, sketch: ClusterSketch): readonly KnownFact[] {
  const { entries = {}, associations = {}, addons = [], capabilities = [], ...of } = sketch;
  const ref: ClusterRef = { region: 'eu-west-1', name };
  const arn = `arn:aws:eks:eu-west-1:012345678901:cluster/${name}`;
  return [
    known(factKeys.cluster(ref), cluster({ ...of, name, arn })),
    known(factKeys.accessEntries(ref), Object.keys(entries)),
    ...Object.entries(entries).flatMap(([principalArn, policies]) => [
      known(factKeys.accessEntry(ref, principalArn), {
        principalArn,
        type: 'STANDARD',
        kubernetesGroups: [],
      }),
      known(factKeys.accessPolicies(ref, principalArn), policies),
    ]),
    known(factKeys.podIdentityAssociations(ref), Object.keys(associations)),
    ...Object.entries(associations).map(([serviceAccount, roleArn]) =>
      associationFact(ref, serviceAccount, roleArn),
    ),
    known(
      factKeys.addons(ref),
      addons.map((addon) => addon.name),
    ),
    ...addons.map((addon) => known(factKeys.addon(ref, addon.name), addon)),
    known(
      factKeys.capabilities(ref),
      capabilities.map((capability) => capability.name),
    ),
    ...capabilities.map((capability) =>
      known(factKeys.capability(ref, capability.name), capability),
    ),
  ];
}

function associationFact(ref: ClusterRef, key: string, roleArn: string): KnownFact {
  const [namespace = '', serviceAccount = ''] = key.split('/');
  return known(factKeys.podIdentityAssociation(ref, key), {
    associationId: 'a-1',
    associationArn: `arn:aws:eks:eu-west-1:012345678901:podidentityassociation/${ref.name}/a-1`,
    namespace,
    serviceAccount,
    roleArn,
    disableSessionTags: false,
  });
}

/** A role with nothing but a policy of these statements. */
export function mayDo(...statements: readonly Statement[]): RoleSketch {
  return { inline: { Work: statements } };
}

/** The role as a rule about workloads gets it. */
export function workload(arn = me) {
  return { role: role(arn), uses: [{ kind: 'pod-identity' as const }] };
}
