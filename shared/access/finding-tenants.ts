import { matchesWildcard } from '../iam/wildcard.ts';
import type { Config, Tenant } from '../model/config.ts';
import type { Owned } from '../model/finding.ts';
import type { Json } from '../model/json.ts';

/**
 * The names of the tenants that a finding is about, sorted: by the namespace that it stands in or grants something in, or by
 * a principal or a group that is configured to be theirs. A finding about a cluster as a whole is nobody's.
 */
export function findingTenants(
  tenants: Config['tenants'],
  { resource, subject, evidence }: Owned,
): readonly string[] {
  const named = [resource.id, subject, ...subjectParts(subject), ...textsIn(evidence)];
  const namespaces = namespacesOf(named, resource, evidence);
  return Object.entries(tenants)
    .filter(([, tenant]) => isTheirs(tenant, named, namespaces))
    .map(([name]) => name)
    .toSorted();
}

function isTheirs(
  { principals, groups, namespaces: patterns }: Tenant,
  named: readonly string[],
  namespaces: readonly string[],
): boolean {
  return (
    principals.some((principal) => named.includes(principal)) ||
    groups.some((group) => named.includes(`group:${group}`)) ||
    patterns.some((pattern) => namespaces.some((name) => matchesWildcard(pattern, name)))
  );
}

/** A statement of a trust or policy stands behind its document's ARN. */
function subjectParts(subject: string): readonly string[] {
  const [arn = ''] = subject.split('#');
  return arn === subject ? [] : [arn];
}

/** Members of evidence that name somebody. */
const whoMembers: readonly string[] = ['principalArn', 'roleArn', 'subject', 'serviceAccount'];

function textsIn(evidence: Owned['evidence']): readonly string[] {
  return whoMembers.flatMap((member) => textsOf(evidence[member]));
}

function namespacesOf(
  named: readonly string[],
  { type, id }: Owned['resource'],
  evidence: Owned['evidence'],
): readonly string[] {
  const accounts = named.flatMap((name) => /^system:serviceaccount:([^:]+):/.exec(name)?.[1] ?? []);
  const [first = '', second] = id.split('/');
  const isInside = type.startsWith('Kubernetes::') && second !== undefined;
  return [
    ...accounts,
    ...(isInside ? [first] : []),
    ...(type === 'Kubernetes::Namespace' ? [id] : []),
    ...textsOf(evidence['namespace']),
    ...scopeNamespaces(evidence['accessScope']),
  ];
}

/** An access policy over some namespaces concerns whose they are; over a whole cluster, nobody in particular. */
function scopeNamespaces(scope: Json | undefined): readonly string[] {
  if (typeof scope !== 'object' || scope === null || !('namespaces' in scope)) return [];
  return textsOf(scope['namespaces']);
}

function textsOf(value: Json | undefined): readonly string[] {
  const values: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === 'string');
}
