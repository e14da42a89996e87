import type { AssociatedAccessPolicy } from './access-entry.ts';
import type { Fact } from './fact.ts';
import { type FactKey, readKey } from './fact-key.ts';
import { isList, isMember } from './fact-list.ts';
import type { OidcProvider } from './iam-facts.ts';
import { compareText, type Json, sameJson } from './json.ts';
import type { AwsAuth, KubernetesName } from './kubernetes.ts';
import { kubernetesPrefix } from './kubernetes-keys.ts';
import type { PrincipalPolicies } from './principal.ts';

/**
 * One value that a fact comes to hold, or loses. `path` is '' for the thing itself, the name of a member
 * (`kubernetesGroups`, `document`), for sets a name and an element (`attached arn:aws:iam::aws:policy/ReadOnlyAccess`), or
 * for Kubernetes objects what `objectPath` gives.
 */
export interface ValueChange {
  readonly key: FactKey<unknown>;
  readonly path: string;
  /** Undefined: it is not there any more. */
  readonly value?: Json;
}

/** The values of one fact by path; none where the thing is absent or unread. */
export type Values = ReadonlyMap<string, Json>;

/** A thing that is there has the value `true` at the path ''. Lists have no values: their items speak for themselves. */
export function valuesOf(key: FactKey<unknown>, fact: Fact<unknown> | undefined): Values {
  if (fact?.read !== true || !('value' in fact) || isList(key)) return new Map();
  return new Map([['', true as Json], ...shapeOf(key).values(fact.value)]);
}

/**
 * What `now` says that `then` did not. Of a thing that is new: that it is there, and what can be changed once it is.
 * Of a thing that is gone nothing but that. What hangs from another thing comes and goes with it, which says nothing.
 */
export function differences(
  key: FactKey<unknown>,
  then: Values,
  now: Values,
): readonly ValueChange[] {
  if (!now.has('')) return then.has('') && isMember(key) ? [{ key, path: '' }] : [];
  const isNew = !then.has('');
  const changed = [...new Set([...then.keys(), ...now.keys()])]
    .filter((path) => !sameJson(then.get(path), now.get(path)))
    .filter((path) => !isNew || (path === '' ? isMember(key) : isChangeable(key, path)));
  return changed.map((path): ValueChange => {
    const value = now.get(path);
    return value === undefined ? { key, path } : { key, path, value };
  });
}

/** Values with some of them changed; nothing is left of a thing that is gone. */
export function withChanges(values: Values, changes: readonly ValueChange[]): Values {
  const changed = new Map(values);
  for (const { path, value } of changes) {
    if (value !== undefined) changed.set(path, value);
    else if (path === '') changed.clear();
    else changed.delete(path);
  }
  return changed;
}

/** The value of a fact that holds these values; undefined where the thing is absent. */
export function valueFrom(key: FactKey<unknown>, values: Values): Json | undefined {
  if (!values.has('')) return undefined;
  return shapeOf(key).build([...values].filter(([path]) => path !== ''));
}

type Entry = readonly [path: string, value: Json];

/** How the value of one kind of fact is taken apart and put together. */
interface Shape {
  readonly values: (value: unknown) => readonly Entry[];
  readonly build: (entries: readonly Entry[]) => Json;
}

const members: Shape = {
  values: (value) => Object.entries(value as Readonly<Record<string, Json>>),
  build: (entries) => Object.fromEntries(entries),
};

/** Kubernetes objects, each of which comes, changes and goes as a whole. */
const objects: Shape = {
  values: (value) =>
    (value as readonly KubernetesName[]).map((object): Entry => {
      return [objectPath(object), object as unknown as Json];
    }),
  build: (entries) => entries.toSorted(([a], [b]) => compareText(a, b)).map(([, object]) => object),
};

/** `namespace/name`, or the name alone: one object in the fact that holds all of its type. */
function objectPath({ namespace, name }: KubernetesName): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

const policies: Shape = {
  values: (value) => {
    const { inline, attached, boundary, groups } = value as PrincipalPolicies;
    return [
      ...inline.map((policy): Entry => [`inline ${policy.name}`, policy as unknown as Json]),
      ...attached.map((arn): Entry => [`attached ${arn}`, true]),
      ...(boundary === undefined ? [] : [['boundary', boundary] as const]),
      ...groups.map((name): Entry => [`groups ${name}`, true]),
    ];
  },
  build: (entries) => {
    const boundary = entries.find(([path]) => path === 'boundary')?.[1];
    return {
      inline: entries.filter(([path]) => path.startsWith('inline ')).map(([, policy]) => policy),
      attached: elementsOf(entries, 'attached'),
      ...(boundary === undefined ? {} : { boundary }),
      groups: elementsOf(entries, 'groups'),
    };
  },
};

/** What stands after the name in the paths of a set, sorted as facts have it. */
function elementsOf(entries: readonly Entry[], name: string): readonly string[] {
  return entries
    .filter(([path]) => path.startsWith(`${name} `))
    .map(([path]) => path.slice(name.length + 1))
    .sort(compareText);
}

const whole = (path: string): Shape => ({
  values: (value) => [[path, value as Json]],
  build: (entries) => entries[0]?.[1] ?? null,
});

/** By its texts alone: what the authenticator takes from them is read where they come in. */
const awsAuth: Shape = {
  values: (value) =>
    Object.entries((value as AwsAuth).data).map(([name, text]): Entry => [`data ${name}`, text]),
  build: (entries) => ({
    data: Object.fromEntries(entries.map(([path, text]) => [path.slice('data '.length), text])),
  }),
};

/** Facts whose value is not an object of members, each of which changes on its own. */
const shapes: Readonly<Record<string, Shape>> = {
  'access-policies': {
    values: (value) =>
      (value as readonly AssociatedAccessPolicy[]).map(
        ({ policyArn, accessScope }): Entry => [policyArn, accessScope as unknown as Json],
      ),
    build: (entries) => entries.map(([policyArn, accessScope]) => ({ policyArn, accessScope })),
  },
  'role-policies': policies,
  'user-policies': policies,
  'group-policies': policies,
  'trust-policy': whole('document'),
  'cluster-versions': whole('versions'),
  'offered-access-policies': whole('policies'),
  'organization-policies': whole('policies'),
  'k8s-aws-auth': awsAuth,
  'k8s-pods': whole('pods'),
  'oidc-provider': {
    values: (value) => {
      const { clientIds, ...rest } = value as OidcProvider;
      return [...Object.entries(rest), ...clientIds.map((id): Entry => [`clientIds ${id}`, true])];
    },
    build: (entries) => ({
      ...Object.fromEntries(entries.filter(([path]) => !path.startsWith('clientIds '))),
      clientIds: elementsOf(entries, 'clientIds'),
    }),
  },
};

function shapeOf(key: FactKey<unknown>): Shape {
  const { fact } = readKey(key);
  return shapes[fact] ?? (fact.startsWith(kubernetesPrefix) ? objects : members);
}

/** Members that can be written after a thing was made, by kind of fact; of sets every element can. */
const changeable: Readonly<Record<string, readonly string[]>> = {
  'access-entry': ['kubernetesGroups', 'username'],
  'pod-identity-association': ['roleArn', 'targetRoleArn', 'disableSessionTags', 'policy'],
  role: ['tags', 'maxSessionDuration'],
  user: ['tags'],
  'trust-policy': ['document'],
  'managed-policy': ['document'],
};

function isChangeable(key: FactKey<unknown>, path: string): boolean {
  const { fact } = readKey(key);
  return fact in changeable ? (changeable[fact] ?? []).includes(path) : shapeOf(key) !== members;
}
