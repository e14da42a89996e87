import type { Hidden, RoleUse } from '../access/role-use.ts';
import { trustsWorkloads } from '../iam/workload-trust.ts';
import type { Cluster, ClusterRef } from '../model/cluster.ts';
import { type FactKey, factKeys } from '../model/fact-key.ts';
import { canonicalJson, compareText } from '../model/json.ts';
import type { Role } from '../model/principal.ts';
import type { Touched } from './verdict.ts';
import {
  type Candidate,
  clusterRefs,
  entryArns,
  everywhere,
  subjectFrom,
  type Walk,
} from './walk.ts';

/** Roles that workloads come by: their trust says so, or a cluster hands them out. */
export function* workloadRoles(walk: Walk): Iterable<Candidate<'workloadRole'>> {
  const known = new Set(walk.list(factKeys.roles(), everywhere));
  const uses = new Map<string, Seen<RoleUse>[]>();
  for (const [arn, seen] of trusting(walk, known)) add(uses, arn, seen);
  const before = walk.touched.length;
  for (const cluster of clusterRefs(walk, everywhere)) {
    for (const [arn, seen] of handedOut(walk, cluster)) add(uses, arn, seen);
  }
  const unread = firstUnread(walk.touched.slice(before));
  for (const [arn, found] of sorted(uses)) {
    // A role that is not there, or of another account, cannot be judged: other rules speak of it.
    if (!known.has(arn)) continue;
    const inOrder = found.map(({ value }) => value).toSorted(byText);
    yield roleCandidate(walk, arn, { found, unread }, (role) => ({
      role,
      uses: inOrder,
      ...hiddenBy(unread),
    }));
  }
}

/** Roles whose credentials are on nodes, by node group, by access entry or by Auto Mode. */
export function* nodeRoles(walk: Walk): Iterable<Candidate<'nodeRole'>> {
  const clusters = new Map<string, Seen<ClusterRef>[]>();
  for (const cluster of clusterRefs(walk, everywhere)) {
    for (const [arn, key] of rolesOfNodes(walk, cluster)) {
      add(clusters, arn, { value: cluster, key });
    }
  }
  const unread = firstUnread(walk.touched);
  const known = new Set(walk.list(factKeys.roles(), everywhere));
  for (const [arn, found] of sorted(clusters)) {
    if (!known.has(arn)) continue;
    const each = [...new Set(found.map(({ value }) => value))];
    yield roleCandidate(walk, arn, { found, unread }, (role) => ({
      role,
      clusters: each,
      ...hiddenBy(unread),
    }));
  }
}

/** What was seen of a role, and in which fact. */
interface Seen<V> {
  readonly value: V;
  readonly key: FactKey<unknown>;
}

function* trusting(
  walk: Walk,
  roleArns: Iterable<string>,
): Iterable<readonly [string, Seen<RoleUse>]> {
  for (const roleArn of roleArns) {
    const key = factKeys.trustPolicy(roleArn);
    const trust = walk.fact(key, { ...everywhere, resourceId: roleArn });
    if (trust === undefined) continue;
    for (const value of trustsWorkloads(trust)) yield [roleArn, { value, key }];
  }
}

function* handedOut(walk: Walk, cluster: ClusterRef): Iterable<readonly [string, Seen<RoleUse>]> {
  for (const name of walk.list(factKeys.podIdentityAssociations(cluster), everywhere)) {
    const key = factKeys.podIdentityAssociation(cluster, name);
    const found = walk.fact(key, everywhere);
    if (found === undefined) continue;
    const { namespace, serviceAccount, roleArn, targetRoleArn } = found;
    const use = { cluster, namespace, serviceAccount };
    yield [roleArn, { value: { kind: 'association', ...use }, key }];
    if (targetRoleArn !== undefined)
      yield [targetRoleArn, { value: { kind: 'target', ...use }, key }];
  }
  for (const name of walk.list(factKeys.capabilities(cluster), everywhere)) {
    const key = factKeys.capability(cluster, name);
    const found = walk.fact(key, everywhere);
    if (found === undefined) continue;
    yield [found.roleArn, { value: { kind: 'capability', cluster, capability: name }, key }];
  }
}

function* rolesOfNodes(
  walk: Walk,
  cluster: ClusterRef,
): Iterable<readonly [string, FactKey<unknown>]> {
  const clusterKey = factKeys.cluster(cluster);
  const autoModeRole = autoModeRoleOf(walk.fact(clusterKey, everywhere));
  if (autoModeRole !== undefined) yield [autoModeRole, clusterKey];
  for (const name of walk.list(factKeys.nodegroups(cluster), everywhere)) {
    const key = factKeys.nodegroup(cluster, name);
    const nodeRole = walk.fact(key, everywhere)?.nodeRole;
    if (nodeRole !== undefined) yield [nodeRole, key];
  }
  for (const arn of entryArns(walk, cluster, everywhere)) {
    const key = factKeys.accessEntry(cluster, arn);
    const entry = walk.fact(key, everywhere);
    if (entry !== undefined && ec2EntryTypes.includes(entry.type)) yield [arn, key];
  }
}

function autoModeRoleOf(cluster: Cluster | undefined): string | undefined {
  const config = cluster?.computeConfig;
  return config?.enabled ? config.nodeRoleArn : undefined;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html */
const ec2EntryTypes: readonly string[] = ['EC2_LINUX', 'EC2_WINDOWS', 'EC2'];

/** What may hide more of it; one is enough to know that not all was seen. */
function firstUnread(touched: readonly Touched[]): Touched | undefined {
  return touched.find(({ answer }) => !answer.read);
}

function hiddenBy(unread: Touched | undefined): { readonly hidden?: Hidden } {
  if (unread === undefined || unread.answer.read) return {};
  return { hidden: { key: unread.key, reason: unread.answer.reason } };
}

interface Sightings {
  readonly found: readonly Seen<unknown>[];
  readonly unread: Touched | undefined;
}

/** The subject rests on the role, on every fact that its use was seen in, and on what may hide more of them. */
function roleCandidate<S>(
  walk: Walk,
  arn: string,
  { found, unread }: Sightings,
  of: (role: Role) => S,
) {
  const candidate = subjectFrom(walk, factKeys.role(arn), of);
  const uses = found.map(({ key }) => walk.questions.fact(key));
  const hiding = unread === undefined ? [] : [unread];
  return {
    subjectId: arn,
    place: everywhere,
    resource: { type: 'AWS::IAM::Role', id: arn },
    ...candidate,
    touched: [...candidate.touched, ...uses, ...hiding],
  };
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key) ?? [];
  values.push(value);
  map.set(key, values);
}

function sorted<V>(map: ReadonlyMap<string, V>): readonly (readonly [string, V])[] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}

function byText(a: RoleUse, b: RoleUse): number {
  return compareText(canonicalJson(a), canonicalJson(b));
}
