import type { KubernetesName, LabelSelector } from './kubernetes.ts';

/**
 * Pods of one namespace that run as the same service account and mount the same SecretProviderClasses: once, however many
 * there are. Names are left out, for they change with every rollout and nothing is judged by them.
 */
export interface Pod {
  readonly namespace: string;
  /** `default` where the pod names none. */
  readonly serviceAccountName: string;
  /** Names of SecretProviderClasses of its namespace, sorted. */
  readonly secretProviderClasses: readonly string[];
}

export interface Deployment {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of its pods: `default` where it names none. */
  readonly serviceAccountName: string;
  readonly containers: readonly Container[];
}

interface Container {
  readonly name: string;
  readonly image?: string;
  /** What stands in for the entry point of the image; empty where that is kept. */
  readonly command: readonly string[];
  /** As written: `--feature-gates=ObjectLevelWorkloadIdentity=true`, or a flag and its value apart. */
  readonly args: readonly string[];
}

/** A MutatingWebhookConfiguration or a ValidatingWebhookConfiguration. */
export interface WebhookConfiguration {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly webhooks: readonly Webhook[];
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#webhook-configuration */
export interface Webhook {
  readonly name: string;
  /** Whom the API server calls: one of both. */
  readonly url?: string;
  readonly service?: WebhookService;
  readonly rules: readonly WebhookRule[];
  /** Absent for all namespaces. */
  readonly namespaceSelector?: LabelSelector;
  /** Absent for all objects. */
  readonly objectSelector?: LabelSelector;
}

interface WebhookService {
  readonly namespace: string;
  readonly name: string;
  readonly path?: string;
}

/** Which requests are sent; every list as it is written, `*` included. */
export interface WebhookRule {
  /** CREATE, UPDATE, DELETE, CONNECT or `*`. */
  readonly operations: readonly string[];
  /** `''` is the core group. */
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  /** Cluster, Namespaced or `*`. */
  readonly scope: string;
}

/** What Karpenter (EC2NodeClass) or EKS Auto Mode (NodeClass) starts nodes from. */
export interface NodeClass {
  readonly kind: 'EC2NodeClass' | 'NodeClass';
  readonly name: string;
  /** Name of the role of the nodes; absent where an instance profile is named. */
  readonly role?: string;
  readonly instanceProfile?: string;
}

/** A DaemonSet named eks-pod-identity-agent. */
export type PodIdentityAgent = KubernetesName;
