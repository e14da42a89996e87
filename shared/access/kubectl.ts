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
