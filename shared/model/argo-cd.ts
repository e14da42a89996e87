/** What an application of the project may be. https://argo-cd.readthedocs.io/en/stable/user-guide/projects/ */
export interface ArgoProject {
  readonly namespace: string;
  readonly name: string;
  /** Patterns: `*` for all, `!` in front for all but. */
  readonly sourceRepos: readonly string[];
  readonly destinations: readonly ArgoDestination[];
  /** Namespaces other than Argo CD's in which its applications may be. */
  readonly sourceNamespaces: readonly string[];
  /** Cluster-scoped kinds that may be deployed; empty for none. */
  readonly clusterResourceWhitelist: readonly ArgoResource[];
  readonly clusterResourceBlacklist: readonly ArgoResource[];
}

export interface ArgoDestination {
  /** URL of a cluster, or its name. */
  readonly server?: string;
  readonly name?: string;
  readonly namespace?: string;
}

interface ArgoResource {
  /** Patterns. */
  readonly group: string;
  readonly kind: string;
  /** Pattern; absent for all. */
  readonly name?: string;
}

export interface ArgoApplication {
  readonly namespace: string;
  readonly name: string;
  readonly project: string;
  readonly destination: ArgoDestination;
  /** URLs of repositories, in the order of its sources. */
  readonly repositories: readonly string[];
}
