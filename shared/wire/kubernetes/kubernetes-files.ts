import type { ClusterRef } from '../../model/cluster.ts';
import {
  type KubernetesType,
  kubernetesGroups,
  kubernetesTypes,
} from '../../model/kubernetes-types.ts';
import type { FileKind } from '../file-kind.ts';

/** The files of what is inside a cluster: `roles.rbac.authorization.k8s.io.json`, `pods.json`. */
export const kubernetesFiles = Object.fromEntries(
  kubernetesTypes.map((type) => [type, fileOf(type)]),
) as Readonly<Record<KubernetesType, FileKind<ClusterRef>>>;

function fileOf(type: KubernetesType): FileKind<ClusterRef> {
  const group = kubernetesGroups[type];
  return {
    path: `kubernetes/${group === '' ? type : `${type}.${group}`}.json`,
    content: (cluster) => ({ holds: 'objects', type, cluster }),
  };
}
