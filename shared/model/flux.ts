/**
 * What we use of Flux objects, in one shape whatever version of their API served them.
 * https://fluxcd.io/flux/components/
 */

/** What Flux applies to a cluster, and as whom. */
export interface FluxReconciler {
  readonly kind: 'Kustomization' | 'HelmRelease';
  readonly namespace: string;
  readonly name: string;
  /** In its own namespace, impersonated; absent for what the controller defaults to, itself at worst. */
  readonly serviceAccountName?: string;
  /** Where what it applies is put; absent for what the manifests say (Kustomization) or its own namespace (HelmRelease). */
  readonly targetNamespace?: string;
  /** Of a HelmRelease its chart's source, or the chart itself. */
  readonly sourceRef?: FluxRef;
  /** It applies to another cluster. */
  readonly kubeConfig?: FluxKubeConfig;
  /** Of a Kustomization with encrypted Secrets. */
  readonly decryption?: FluxDecryption;
  /** It does nothing until it is resumed. */
  readonly suspend: boolean;
}

export interface FluxRef {
  readonly kind: string;
  readonly name: string;
  /** Absent for the namespace of the object that refers. */
  readonly namespace?: string;
}

/** Names of what holds the kubeconfig or says how to reach the cluster: one of both. */
interface FluxKubeConfig {
  readonly secretRef?: string;
  readonly configMapRef?: string;
}

export interface FluxDecryption {
  /** `sops`. */
  readonly provider: string;
  readonly serviceAccountName?: string;
  /** Name of a Secret with keys or credentials. */
  readonly secretRef?: string;
}

/** Where Flux takes manifests and charts from. */
export interface FluxSource {
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket' | 'HelmRepository' | 'HelmChart';
  readonly namespace: string;
  readonly name: string;
  /** With its scheme; absent for a Bucket, which has an endpoint, and a HelmChart, which has a source. */
  readonly url?: string;
  /** Host of a Bucket, such as s3.eu-west-1.amazonaws.com. */
  readonly endpoint?: string;
  readonly bucketName?: string;
  /** Plain HTTP is let. */
  readonly insecure: boolean;
  /** Whose credentials: `generic`, `aws`, `azure`, `gcp`, `github`; absent for generic. */
  readonly provider?: string;
  /** Name of a Secret with credentials. */
  readonly secretRef?: string;
  readonly serviceAccountName?: string;
  readonly verify?: FluxVerification;
  /** Of a HelmChart. */
  readonly sourceRef?: FluxRef;
}

export interface FluxVerification {
  /** Of a GitRepository: HEAD, Tag or TagAndHEAD (`head` in old versions). */
  readonly mode?: string;
  /** Of the others: cosign or notation. */
  readonly provider?: string;
  /** Name of a Secret with public keys; keyless where there is none. */
  readonly secretRef?: string;
  /** Any of them will do; of none at all, any signer. */
  readonly matchOidcIdentity: readonly FluxOidcIdentity[];
}

/** Regular expressions of Go, which match anywhere in the text unless they are anchored. */
export interface FluxOidcIdentity {
  readonly issuer: string;
  readonly subject: string;
}

export interface FluxReceiver {
  readonly namespace: string;
  readonly name: string;
  /** `generic` and `generic-hmac`, or a product such as `github`. */
  readonly type: string;
  /** Name of the Secret with the token. */
  readonly secretRef?: string;
  /** What a call makes reconcile. */
  readonly resources: readonly FluxRef[];
}

/** What Flux Operator installs. https://fluxoperator.dev/docs/crd/fluxinstance/ */
export interface FluxInstance {
  readonly namespace: string;
  readonly name: string;
  readonly multitenant: boolean;
  readonly tenantDefaultServiceAccount?: string;
  readonly objectLevelWorkloadIdentity: boolean;
  readonly multitenantWorkloadIdentity: boolean;
  readonly tenantDefaultDecryptionServiceAccount?: string;
  readonly tenantDefaultKubeConfigServiceAccount?: string;
}
