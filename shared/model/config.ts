import type { AlertSettings } from './alert-settings.ts';
import type { Severity } from './severity.ts';

/** `gatewatch.yaml`, parsed and with its defaults filled in. */
export interface Config {
  /** Watched Regions; at least one. */
  readonly regions: readonly string[];
  readonly clusterAdmins: readonly DeclaredPrincipal[];
  readonly grantors: readonly DeclaredPrincipal[];
  readonly trustedAccounts: readonly string[];
  readonly identityProviders: readonly string[];
  readonly knownIssuers: readonly string[];
  /** Whether Secrets have to be encrypted with a KMS key of the customer's own. */
  readonly requireCustomerKey: boolean;
  readonly sensitiveNamespaces: readonly string[];
  readonly tenants: Readonly<Record<string, Tenant>>;
  readonly rules: Readonly<Record<string, RuleSettings>>;
  readonly waivers: readonly Waiver[];
  readonly expectedUnread: readonly ExpectedUnread[];
  readonly alerts: AlertSettings;
  /** Whether what is done inside clusters is heard at once; absent for no. */
  readonly auditLogs?: AuditLogSettings;
  readonly kubernetes: KubernetesSettings;
}

/** An exact principal (an IAM ARN, a Kubernetes subject, an Identity Center user or group), or a permission set by its name. */
export type DeclaredPrincipal =
  | { readonly kind: 'exact'; readonly principal: string }
  | { readonly kind: 'permissionSet'; readonly permissionSet: string };

export interface Tenant {
  readonly namespaces: readonly string[];
  readonly principals: readonly string[];
  readonly groups: readonly string[];
}

export interface RuleSettings {
  readonly enabled?: boolean;
  readonly severity?: Severity;
}

/** A reasoned, owned, expiring exception; `rule` and `subject` match a finding exactly. */
export interface Waiver {
  readonly rule: string;
  readonly subject: string;
  /** Narrows the waiver to one cluster by name; without it every cluster's finding of that rule and subject is meant. */
  readonly cluster?: string;
  readonly region?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, YYYY-MM-DD, in UTC. */
  readonly expires: string;
}

/** A fact known to be unreadable, and for how long that is acceptable. */
interface ExpectedUnread {
  readonly place: string;
  readonly fact: string;
  readonly reason: string;
  readonly owner: string;
  /** YYYY-MM-DD, in UTC. */
  readonly expires: string;
}

interface AuditLogSettings {
  /** Whether we subscribe to the logs ourselves, which is the only thing that we write to what is watched. */
  readonly subscribe: boolean;
}

/** What is read inside clusters, and from where. */
export interface KubernetesSettings {
  /** Whether anything is. */
  readonly read: boolean;
  /** Functions in networks from which private endpoints can be reached. */
  readonly readers: readonly PrivateReader[];
  /** Clusters that the stacks give our readers an access entry for, as `region/name`. */
  readonly accessEntries: readonly string[];
}

export interface PrivateReader {
  /** As `region/name`; a cluster is read by the first reader that names it. */
  readonly clusters: readonly string[];
  /** In the home Region, one Availability Zone each. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}
