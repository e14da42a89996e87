import type { PolicyRule } from '../../model/kubernetes.ts';

/** A product that many clusters run, with what its own manifests give it. */
export interface KnownController {
  readonly name: string;
  /** Where its rules were read. */
  readonly sources: readonly [string, ...string[]];
  /** What of it was read: a release, or the day's revision of its chart. */
  readonly version: string;
  readonly accounts: readonly KnownAccount[];
}

/** A service account of the product. Its rules hold no more than the manifests do. */
export interface KnownAccount {
  readonly names: readonly string[];
  /** Where its makers put it. */
  readonly namespaces: readonly string[];
  readonly cluster?: readonly PolicyRule[];
  /** In the namespace that it is in. */
  readonly own?: readonly PolicyRule[];
  /** In other namespaces, by their names. */
  readonly elsewhere?: Readonly<Record<string, readonly PolicyRule[]>>;
  /** ClusterRoles of Kubernetes itself that it is bound to over the cluster. */
  readonly clusterRoles?: readonly string[];
}

/** Verbs, groups, resources and names are told apart by spaces; the core group is written `core`. */
export function rule(
  verbs: string,
  apiGroups: string,
  resources: string,
  resourceNames = '',
): PolicyRule {
  return {
    verbs: words(verbs),
    apiGroups: words(apiGroups).map((group) => (group === 'core' ? '' : group)),
    resources: words(resources),
    resourceNames: words(resourceNames),
    nonResourceURLs: [],
  };
}

export function urls(verbs: string, paths: string): PolicyRule {
  return { ...rule(verbs, '', ''), nonResourceURLs: words(paths) };
}

export const read = 'get list watch';

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** The very text that was read. */
export function source(repository: string, commit: string, path: string): string {
  return `https://github.com/${repository}/blob/${commit}/${path}`;
}
