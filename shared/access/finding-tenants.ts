import { serviceAccountOf } from '../iam/service-account-subject.ts';
import type { Config } from '../model/config.ts';
import type { Owned } from '../model/finding.ts';
import { isObject, type Json } from '../model/json.ts';
import { principalTenants } from './subject-tenants.ts';
import { tenantsOf } from './tenants-of.ts';

/**
 * The names of the tenants that a finding is about, sorted: those that its evidence names, and those of the namespaces, service
 * accounts, groups and principals in it. A finding about a cluster as a whole is nobody's.
 */
export function findingTenants(config: Config, finding: Owned): readonly string[] {
  const { evidence } = finding;
  const who = namesIn(finding);
  const names = [
    ...[evidence['tenant'], evidence['tenants']].flatMap(textsOf),
    ...namespacesIn(finding, who).flatMap((namespace) => tenantsOf(config, namespace)),
    ...who.flatMap((name) => [...principalTenants(config, name), ...groupTenants(config, name)]),
  ];
  return [...new Set(names)].toSorted();
}

/** Whom a finding names. A statement of a trust or policy stands behind its document's ARN. */
function namesIn({ resource, subject, evidence }: Owned): readonly string[] {
  const { principalArn, roleArn, subject: subjects } = evidence;
  const [document = subject] = subject.split('#');
  return [resource.id, subject, document, ...[principalArn, roleArn, subjects].flatMap(textsOf)];
}

function namespacesIn(
  { resource: { type, id }, evidence }: Owned,
  who: readonly string[],
): readonly string[] {
  const { namespace, serviceAccounts, accessScope } = evidence;
  const isInside = type.startsWith('Kubernetes::') && id.includes('/');
  return [
    ...who.flatMap((name) => serviceAccountOf(name)?.namespace ?? []),
    ...[...textsOf(serviceAccounts), ...(isInside ? [id] : [])].flatMap(beforeSlash),
    ...(type === 'Kubernetes::Namespace' ? [id] : []),
    ...textsOf(namespace),
    // Over a whole cluster, an access policy concerns nobody in particular.
    ...(isObject(accessScope) ? textsOf(accessScope['namespaces']) : []),
  ];
}

function beforeSlash(path: string): readonly string[] {
  const end = path.indexOf('/');
  return end < 0 ? [] : [path.slice(0, end)];
}

function groupTenants({ tenants }: Config, name: string): readonly string[] {
  return Object.entries(tenants)
    .filter(([, { groups }]) => groups.some((group) => name === `group:${group}`))
    .map(([tenant]) => tenant);
}

function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
