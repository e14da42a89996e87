import type { AwsAuthMappings } from './aws-auth.ts';

/**
 * What we use of Kubernetes objects, in one shape whatever version of their API served them.
 * https://kubernetes.io/docs/reference/kubernetes-api/
 */

/** A cluster-scoped object has no namespace. */
export interface KubernetesName {
  readonly namespace?: string;
  readonly name: string;
}

export interface Namespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
  /** Of the annotation `eks.amazonaws.com/role-arn`. */
  readonly roleArn?: string;
  /** Those of EKS, which begin with `eks.amazonaws.com/`. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Names of the Secrets it refers to, sorted: tokens, as long as nobody put another there. */
  readonly secrets: readonly string[];
}

/** One rule of a Role or ClusterRole; every list as it is written, `*` included. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  /** `''` is the core group. */
  readonly apiGroups: readonly string[];
  /** `pods`, `pods/exec`, `*`, or a star and a subresource. */
  readonly resources: readonly string[];
  /** Empty for all. */
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A Role in its namespace, or a ClusterRole. */
export interface RbacRole extends KubernetesName {
  readonly rules: readonly PolicyRule[];
  readonly labels: Readonly<Record<string, string>>;
  /** Of a ClusterRole whose rules the controller gathers from others; absent for all others. */
  readonly aggregates?: readonly LabelSelector[];
}

export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelExpression[];
}

export interface LabelExpression {
  readonly key: string;
  /** In, NotIn, Exists or DoesNotExist. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** A RoleBinding in its namespace, or a ClusterRoleBinding. */
export interface RoleBinding extends KubernetesName {
  readonly roleRef: { readonly kind: 'Role' | 'ClusterRole'; readonly name: string };
  readonly subjects: readonly RbacSubject[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Whom a binding binds. */
export type RbacSubject =
  | { readonly kind: 'User'; readonly name: string }
  | { readonly kind: 'Group'; readonly name: string }
  | { readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string };

/** kube-system/aws-auth: the texts under its keys, which are YAML, and what the authenticator takes from them. */
export interface AwsAuth {
  readonly data: Readonly<Record<string, string>>;
  readonly mappings: AwsAuthMappings;
}

/** As Kubernetes names it to itself: `system:serviceaccount:ns:name`; a group and a user by what they are. */
export function subjectName(subject: RbacSubject): string {
  if (subject.kind === 'ServiceAccount') {
    return `system:serviceaccount:${subject.namespace}:${subject.name}`;
  }
  return `${subject.kind.toLowerCase()}:${subject.name}`;
}
