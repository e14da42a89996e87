import { type Caller, callerKeys, callerOf, groupKey } from '../kubernetes/caller.ts';
import { allowedBy, readQuestion } from '../kubernetes/question.ts';
import type { RbacIndex } from '../kubernetes/rbac-index.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Estate } from '../model/estate.ts';
import { canonicalJson, compareText } from '../model/json.ts';
import type { AccessMatrix, AccessOf, MatrixRow } from '../model/who-can.ts';
import { clusterAccess } from './cluster-access.ts';
import { type HeldRule, heldBy, heldBySubject } from './held-access.ts';
import { isInScope, type LetIn } from './let-in.ts';

/** By whom the table is made: a principal of IAM, or somebody as bindings know them. */
export type Asked = { readonly principalArn: string } | Caller;

export const matrixVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;

/** What leads to more power, or to data. */
const resources = [
  'pods',
  'pods/exec',
  'pods/log',
  'secrets',
  'configmaps',
  'serviceaccounts',
  'serviceaccounts/token',
  'deployments',
  'daemonsets',
  'jobs',
  'roles',
  'rolebindings',
  'clusterroles',
  'clusterrolebindings',
  'namespaces',
  'nodes',
  'nodes/proxy',
] as const;

/** `group:…`, `user:…` or `system:serviceaccount:…`; anything else is the ARN of a principal. */
export function readAsked(text: string): Asked {
  const [, kind, name = ''] = /^(user|group):(.+)/s.exec(text) ?? [];
  if (kind !== undefined) return callerOf({ kind: kind === 'user' ? 'User' : 'Group', name });
  if (text.startsWith('system:serviceaccount:')) return callerOf({ kind: 'User', name: text });
  return { principalArn: text };
}

/** What somebody may do in a cluster, the groups that everybody of their kind is in included. */
export function accessOf(estate: Estate, cluster: ClusterRef, asked: Asked): AccessOf {
  const { doors, index, namespaces, gaps } = clusterAccess(estate, cluster);
  const letIn = 'principalArn' in asked ? doors.of(asked.principalArn) : [];
  const held =
    'principalArn' in asked
      ? letIn.flatMap((each) => heldByPrincipal(each, index))
      : heldByCaller(asked, index);
  return {
    cluster,
    letInBy: letIn.map(({ by }) => by),
    matrices: matricesOf(held, namespaces()),
    rules: held.map(({ chain, reach }) => ({ chain, reach })),
    gaps: gaps(letIn),
  };
}

function heldByPrincipal(letIn: LetIn, index: RbacIndex): readonly HeldRule[] {
  const { groups } = callerOf({ kind: 'User', name: letIn.username ?? '' });
  const implied = groups.filter((group) => !letIn.groups.includes(group));
  return [...heldBy(letIn, index), ...implied.flatMap((group) => heldByMembers(group, index))];
}

function heldByCaller(caller: Caller, index: RbacIndex): readonly HeldRule[] {
  const [own = '', ...around] = callerKeys(caller);
  const groups = caller.groups.filter((group) => around.includes(groupKey(group)));
  return [...heldBySubject(own, index), ...groups.flatMap((group) => heldByMembers(group, index))];
}

function heldByMembers(group: string, index: RbacIndex): readonly HeldRule[] {
  return heldBySubject(groupKey(group), index).map(({ chain, ...rest }) => ({
    ...rest,
    chain: [{ kind: 'group', name: group }, ...chain],
  }));
}

/** Namespaces with the same rows stand together. Those of a pattern that no known namespace has stand for themselves. */
function matricesOf(
  held: readonly HeldRule[],
  namespaces: readonly string[],
): readonly AccessMatrix[] {
  const everywhere = rowsOf(held.filter(({ reach }) => reach.kind === 'cluster'));
  const named = held.flatMap(({ reach }) => (reach.kind === 'cluster' ? [] : reach.namespaces));
  const patterns = named.filter(
    (pattern) => !namespaces.some((each) => isInScope([pattern], each)),
  );
  const known = namespaces.filter((namespace) => isInScope(named, namespace));
  const places = [...new Set([...known, ...patterns])].toSorted(compareText);
  const alike = Map.groupBy(
    places.map((place) => ({ place, rows: rowsIn(place, held) })),
    ({ rows }) => canonicalJson(rows),
  );
  alike.delete(canonicalJson(everywhere));
  return [
    { reach: { kind: 'cluster' }, rows: everywhere },
    ...[...alike.values()].map(
      (group): AccessMatrix => ({
        reach: { kind: 'namespaces', namespaces: group.map(({ place }) => place) },
        rows: group[0]?.rows ?? [],
      }),
    ),
  ];
}

/** What RBAC and access policies give over the whole cluster counts in each namespace too. */
function rowsIn(place: string, held: readonly HeldRule[]): readonly MatrixRow[] {
  const counting = held.filter(
    ({ reach }) =>
      reach.kind === 'cluster' ||
      reach.namespaces.includes(place) ||
      isInScope(reach.namespaces, place),
  );
  const ofCluster = held.filter(({ reach }) => reach.kind === 'cluster');
  return resources.flatMap((resource) => rowOf(resource, counting, ofCluster));
}

function rowsOf(held: readonly HeldRule[]): readonly MatrixRow[] {
  return resources.flatMap((resource) => rowOf(resource, held, held));
}

function rowOf(
  resource: string,
  held: readonly HeldRule[],
  ofCluster: readonly HeldRule[],
): readonly MatrixRow[] {
  const answers = Map.groupBy(matrixVerbs, (verb) => answerOf(verb, resource, held, ofCluster));
  const verbs = answers.get('all') ?? [];
  const someVerbs = answers.get('some') ?? [];
  return verbs.length + someVerbs.length === 0 ? [] : [{ resource, verbs, someVerbs }];
}

function answerOf(
  verb: string,
  resource: string,
  held: readonly HeldRule[],
  ofCluster: readonly HeldRule[],
): 'all' | 'some' | 'none' {
  const question = readQuestion(verb, resource, undefined);
  if (typeof question === 'string') return 'none';
  const counting = question.isNamespaced ? held : ofCluster;
  const allowed = counting.flatMap(({ rule }) => allowedBy(rule, question) ?? []);
  if (allowed.some(({ names }) => names === undefined)) return 'all';
  return allowed.length > 0 ? 'some' : 'none';
}
