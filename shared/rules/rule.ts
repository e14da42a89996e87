import type { Facts } from '../access/facts.ts';
import type { Grantor, NodeRole, WorkloadRole } from '../access/role-use.ts';
import type { AccessEntry } from '../model/access-entry.ts';
import type { ArgoProject } from '../model/argo-cd.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import type { Cluster, ClusterRef } from '../model/cluster.ts';
import type {
  Capability,
  FargateProfile,
  IdentityProviderConfig,
  Nodegroup,
  PodIdentityAssociation,
} from '../model/cluster-parts.ts';
import type { Waiver } from '../model/config.ts';
import type { FluxReceiver, FluxReconciler, FluxSource } from '../model/flux.ts';
import type { OidcProvider } from '../model/iam-facts.ts';
import type {
  AwsAuth,
  RbacRole,
  RbacSubject,
  RoleBinding,
  ServiceAccount,
} from '../model/kubernetes.ts';
import type { Deployment, WebhookConfiguration } from '../model/kubernetes-workloads.ts';
import type { MonitorPart } from '../model/monitor.ts';
import type { GrantEvent } from '../model/observation.ts';
import type { Statement } from '../model/policy-document.ts';
import type { Role } from '../model/principal.ts';
import type {
  ExternalSecret,
  SecretProviderClass,
  SecretStore,
} from '../model/secrets-operators.ts';
import type { Severity } from '../model/severity.ts';
import type { Violation } from '../model/violation.ts';
import type { WatchedRegion } from '../model/watched-region.ts';

/** What rules judge, by kind. */
export interface Subjects {
  readonly watchedRegion: WatchedRegion;
  readonly cluster: Cluster;
  readonly accessEntry: { readonly cluster: ClusterRef; readonly entry: AccessEntry };
  readonly identityProviderConfig: {
    readonly cluster: ClusterRef;
    readonly config: IdentityProviderConfig;
  };
  readonly capability: { readonly cluster: ClusterRef; readonly capability: Capability };
  readonly nodegroup: { readonly cluster: ClusterRef; readonly nodegroup: Nodegroup };
  readonly fargateProfile: { readonly cluster: ClusterRef; readonly profile: FargateProfile };
  readonly podIdentityAssociation: {
    readonly cluster: ClusterRef;
    readonly association: PodIdentityAssociation;
  };
  readonly oidcProvider: OidcProvider;
  /** Every role that is not service-linked. */
  readonly role: Role;
  readonly trustStatement: { readonly role: Role; readonly statement: Statement };
  readonly workloadRole: WorkloadRole;
  readonly nodeRole: NodeRole;
  /** The account, and every role and user that is not service-linked. */
  readonly grantor: Grantor;
  readonly waiver: Waiver;
  /** Only of clusters that honour it, as mappings are. */
  readonly awsAuth: { readonly cluster: ClusterRef; readonly awsAuth: AwsAuth };
  /** One that no later one of the same ARN displaces. */
  readonly awsAuthMapping: { readonly cluster: ClusterRef } & AwsAuthMapping;
  readonly roleBinding: { readonly cluster: ClusterRef; readonly binding: RoleBinding };
  /** Whom a binding binds. */
  readonly rbacSubject: { readonly cluster: ClusterRef; readonly subject: RbacSubject };
  readonly clusterRole: { readonly cluster: ClusterRef; readonly role: RbacRole };
  readonly serviceAccount: {
    readonly cluster: ClusterRef;
    readonly serviceAccount: ServiceAccount;
  };
  readonly mutatingWebhook: {
    readonly cluster: ClusterRef;
    readonly configuration: WebhookConfiguration;
  };
  readonly fluxReconciler: { readonly cluster: ClusterRef; readonly reconciler: FluxReconciler };
  readonly fluxController: { readonly cluster: ClusterRef; readonly controller: Deployment };
  readonly fluxSource: { readonly cluster: ClusterRef; readonly source: FluxSource };
  readonly fluxReceiver: { readonly cluster: ClusterRef; readonly receiver: FluxReceiver };
  readonly secretStore: { readonly cluster: ClusterRef; readonly store: SecretStore };
  readonly externalSecret: { readonly cluster: ClusterRef; readonly secret: ExternalSecret };
  readonly secretProviderClass: {
    readonly cluster: ClusterRef;
    readonly providerClass: SecretProviderClass;
  };
  readonly argoProject: { readonly cluster: ClusterRef; readonly project: ArgoProject };
  /** What events tell of one grant, and whether any look at the state has seen it. */
  readonly grant: {
    readonly granted: GrantEvent;
    readonly removed?: GrantEvent;
    readonly seen: boolean;
  };
  /** Of our own deployment, where there is one. */
  readonly monitorPart: MonitorPart;
}
export type SubjectKind = keyof Subjects;

/** What a check may return when it has no verdict to give by yielding or not yielding. */
export type Outcome =
  | { readonly outcome: 'NOT_APPLICABLE'; readonly reason: string }
  | { readonly outcome: 'INSUFFICIENT_DATA'; readonly reason: string };

/** The requirement does not concern this subject; `reason` says why. */
export function notApplicable(reason: string): Outcome {
  return { outcome: 'NOT_APPLICABLE', reason };
}

/** Everything was read, but what was read does not decide it. */
export function undecided(reason: string): Outcome {
  return { outcome: 'INSUFFICIENT_DATA', reason };
}

export interface RuleMeta {
  /** Public and permanent: waivers, alerts and dashboards refer to it. Equals the file name. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong when it fires, as a headline of at most 60 characters. */
  readonly title: string;
  /** The control: what must hold. */
  readonly requires: string;
  /** Why it matters: what somebody could do otherwise. */
  readonly because: string;
  /** What to do, in general; a violation adds its own command. */
  readonly remedy: string;
  readonly references: readonly [string, ...string[]];
  readonly controls: Controls;
  /** Rules whose violation by the same grant in the same place this one's implies, and all that those imply. */
  readonly absorbs?: readonly string[];
  /** Rules whose violation it speaks for as well, where that rests on no other IAM statements than its own. */
  readonly absorbsByStatements?: readonly string[];
}

/** Where other catalogues ask for the same. */
export interface Controls {
  /** Sections of the CIS Amazon EKS Benchmark. */
  readonly cis?: readonly string[];
  /** OWASP Kubernetes Top Ten, K01 to K10. */
  readonly owasp?: readonly string[];
  /** MITRE ATT&CK techniques. */
  readonly mitre?: readonly string[];
  /** AWS Security Hub controls. */
  readonly securityHub?: readonly string[];
}

export interface RuleFor<K extends SubjectKind> extends RuleMeta {
  readonly subject: K;
  /** Yields one violation per offence; yielding nothing and returning nothing means compliant. Pure. */
  // biome-ignore lint/suspicious/noConfusingVoidType: what a generator without a return statement returns
  check(subject: Subjects[K], facts: Facts): Generator<Violation, Outcome | void>;
}

/** Distributes over `K`, so that a list of rules keeps each rule's own subject. */
export type Rule<K extends SubjectKind = SubjectKind> = { [P in K]: RuleFor<P> }[K];

export function defineRule<K extends SubjectKind>(rule: RuleFor<K>): RuleFor<K> {
  return Object.freeze(rule);
}
