import type { AccessScope } from '../model/access-entry.ts';
import type { Power, Reach } from '../model/power.ts';

/** A scope as the end of `AmazonEKSViewPolicy in …`, whatever order EKS lists its namespaces in. */
export function scopeText({ type, namespaces }: AccessScope): string {
  if (type === 'cluster') return 'the whole cluster';
  if (type !== 'namespace') return `a scope of type ${type}`;
  return namespacesText(namespaces);
}

/** As `cluster-admin in the whole cluster`. */
export function powerText({ level, reach }: Power): string {
  return level === 'none' ? level : `${level} in ${reachText(reach)}`;
}

function reachText(reach: Reach): string {
  return reach.kind === 'cluster' ? 'the whole cluster' : namespacesText(reach.namespaces);
}

function namespacesText(namespaces: readonly string[]): string {
  return namespaces.length === 0 ? 'no namespace' : namespaces.toSorted().join(', ');
}
