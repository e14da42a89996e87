import type { Json } from '../model/json.ts';
import type { KubernetesName } from '../model/kubernetes.ts';
import { shellCommand } from '../model/shell.ts';

/** Changes an object by a merge patch; `resource` is the plural and the group. */
export function kubectlPatch(
  resource: string,
  { namespace, name }: KubernetesName,
  patch: Json,
): string {
  return shellCommand([
    'kubectl',
    'patch',
    resource,
    name,
    ...(namespace === undefined ? [] : ['--namespace', namespace]),
    '--type',
    'merge',
    '--patch',
    JSON.stringify(patch),
  ]);
}

/** Takes from a service account the annotation that gives it an IAM role. */
export function kubectlRemoveRoleArn({ namespace = '', name }: KubernetesName): string {
  return shellCommand([
    ...['kubectl', 'annotate', 'serviceaccount', name],
    ...['--namespace', namespace, 'eks.amazonaws.com/role-arn-'],
  ]);
}
