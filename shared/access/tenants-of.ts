import { matchesWildcard } from '../iam/wildcard.ts';
import type { Config } from '../model/config.ts';

/** The names of the tenants that a namespace belongs to; sorted. */
export function tenantsOf({ tenants }: Config, namespace: string): readonly string[] {
  return Object.entries(tenants)
    .filter(([, tenant]) =>
      tenant.namespaces.some((pattern) => matchesWildcard(pattern, namespace)),
    )
    .map(([name]) => name)
    .toSorted();
}
