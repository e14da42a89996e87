import { serviceAccountOf } from '../kubernetes/caller.ts';
import type { Config } from '../model/config.ts';
import type { FindingContent } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import { principalTenants } from './subject-tenants.ts';
import { tenantsOf } from './tenants-of.ts';

/**
 * The names of the tenants that a finding is about, by its id: those that its evidence names, and by the namespaces, service
 * accounts and principals in it. Findings about none are left out.
 */
export function findingTenants(
  findings: readonly Pick<FindingContent, 'id' | 'evidence'>[],
  config: Config,
): ReadonlyMap<string, readonly string[]> {
  const named = findings.map(({ id, evidence }) => [id, tenantsIn(evidence, config)] as const);
  return new Map(named.filter(([, names]) => names.length > 0));
}

function tenantsIn(evidence: Readonly<Record<string, Json>>, config: Config): readonly string[] {
  const { namespace, subject, principalArn, roleArn, accessScope, serviceAccounts } = evidence;
  const namespaces = [
    ...textsOf(namespace),
    ...textsOf(subject).flatMap((name) => serviceAccountOf(name)?.namespace ?? []),
    ...textsOf(serviceAccounts).map((path) => path.slice(0, path.indexOf('/'))),
    ...scopedTo(accessScope),
  ];
  const principals = [principalArn, roleArn, subject].flatMap(textsOf);
  const names = [
    ...[evidence['tenant'], evidence['tenants']].flatMap(textsOf),
    ...namespaces.flatMap((each) => tenantsOf(config, each)),
    ...principals.flatMap((each) => principalTenants(config, each)),
  ];
  return [...new Set(names)].toSorted();
}

function scopedTo(accessScope: Json | undefined): readonly string[] {
  if (typeof accessScope !== 'object' || accessScope === null || Array.isArray(accessScope)) {
    return [];
  }
  return textsOf(Object.entries(accessScope).find(([name]) => name === 'namespaces')?.[1]);
}

function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
