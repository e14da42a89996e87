import type { KubernetesName, LabelSelector } from './kubernetes.ts';

/** A SecretStore in its namespace, or a ClusterSecretStore. https://external-secrets.io/latest/api/spec/ */
export interface SecretStore extends KubernetesName {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  /** Which namespaces may use a ClusterSecretStore: those that any of them names. Empty for all. */
  readonly conditions: readonly SecretStoreCondition[];
  /** The member of `spec.provider`: `aws`, `vault`, `kubernetes` … */
  readonly provider: string;
  /** Where that is `aws`. */
  readonly aws?: AwsSecretStore;
}

/** A namespace that any of the three names is meant. */
export interface SecretStoreCondition {
  readonly namespaceSelector?: LabelSelector;
  readonly namespaces: readonly string[];
  /** Regular expressions of Go, which match anywhere in the text unless they are anchored. */
  readonly namespaceRegexes: readonly string[];
}

/** Without a service account or static keys it acts as the controller. */
export interface AwsSecretStore {
  /** SecretsManager, ParameterStore or what came since. */
  readonly service: string;
  readonly region?: string;
  /** ARN of a role that is assumed in the end. */
  readonly role?: string;
  /** ARNs of roles that are assumed on the way there. */
  readonly additionalRoles: readonly string[];
  /** Set before every name. */
  readonly prefix?: string;
  /** Of `auth.jwt`: its IAM role is what it starts from. */
  readonly serviceAccountRef?: ServiceAccountRef;
  /** `auth.secretRef`: access keys in a Secret. */
  readonly hasStaticKeys: boolean;
}

export interface ServiceAccountRef {
  readonly name: string;
  /** Absent for the namespace of the store, or of a ClusterSecretStore that of each user. */
  readonly namespace?: string;
}

/** What moves secrets through stores. */
export interface ExternalSecret extends KubernetesName {
  readonly kind: 'ExternalSecret' | 'ClusterExternalSecret' | 'PushSecret';
  /** Each once; a PushSecret may also choose by labels. */
  readonly stores: readonly SecretStoreRef[];
  /** Name of the Secret that it writes, or of a PushSecret that it reads. */
  readonly secret?: string;
  /** As written: `1h`, `0`; absent for the default of its version. */
  readonly refreshInterval?: string;
  /** Periodic, CreatedOnce or OnChange; absent for Periodic. */
  readonly refreshPolicy?: string;
}

export interface SecretStoreRef {
  /** SecretStore or ClusterSecretStore. */
  readonly kind: string;
  /** Absent where labels choose. */
  readonly name?: string;
  readonly labelSelector?: LabelSelector;
}

/** https://secrets-store-csi-driver.sigs.k8s.io/ and https://github.com/aws/secrets-store-csi-driver-provider-aws */
export interface SecretProviderClass {
  readonly namespace: string;
  readonly name: string;
  /** `aws`, `vault` … */
  readonly provider: string;
  /** What is mounted; absent where the class does not say it in a way that the provider of AWS understands. */
  readonly objects?: readonly MountedObject[];
  /** EKS Pod Identity in place of IRSA. */
  readonly usePodIdentity: boolean;
  /** Absent for the Region of the node. */
  readonly region?: string;
  readonly failoverRegion?: string;
  /** Names of the Secrets it is copied to, sorted. */
  readonly secretNames: readonly string[];
}

/** A secret of Secrets Manager or a parameter of Parameter Store. */
export interface MountedObject {
  readonly service: 'secretsmanager' | 'ssm';
  /** Or its ARN. */
  readonly name: string;
}
