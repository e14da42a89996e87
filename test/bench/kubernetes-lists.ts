import type { Json } from '../../shared/model/json.ts';
import type { RbacRole, RbacSubject, RoleBinding } from '../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import type { ServedResource } from '../support/kubernetes/api-server.ts';
import { servedCore } from '../support/kubernetes/served.ts';

const group = 'rbac.authorization.k8s.io';

/** A cluster as an API server has it, with all that real objects carry and we do not use. */
export function servedCluster(cluster: KubernetesCluster): readonly ServedResource[] {
  const namespaces = new Set(cluster.serviceAccounts.map(({ namespace }) => namespace));
  return servedCore({
    namespaces: [...namespaces].map((name) => ({ metadata: meta({ name, labels: {} }) })),
    serviceaccounts: cluster.serviceAccounts.map((account) => ({ metadata: meta(account) })),
    roles: cluster.roles.map(rawRole),
    clusterroles: cluster.clusterRoles.map(rawRole),
    rolebindings: cluster.roleBindings.map(rawBinding),
    clusterrolebindings: cluster.clusterRoleBindings.map(rawBinding),
  });
}

function rawRole({ rules, ...role }: RbacRole): Json {
  return { metadata: meta(role), rules: rules.map((rule) => ({ ...rule })) };
}

function rawBinding({ roleRef, subjects, ...binding }: RoleBinding): Json {
  return {
    metadata: meta(binding),
    roleRef: { apiGroup: group, ...roleRef },
    subjects: subjects.map(rawSubject),
  };
}

function rawSubject(subject: RbacSubject): Json {
  return subject.kind === 'ServiceAccount' ? { ...subject } : { apiGroup: group, ...subject };
}

interface Named {
  readonly namespace?: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

function meta({ namespace, name, labels }: Named): Json {
  return {
    ...(namespace !== undefined && { namespace }),
    ...{ name, labels, uid: crypto.randomUUID(), resourceVersion: '123456789' },
    creationTimestamp: '2026-11-21T10:00:00Z',
    managedFields: [
      {
        ...{ manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: `${group}/v1` },
        ...{ time: '2026-11-21T10:00:00Z', fieldsType: 'FieldsV1' },
        fieldsV1: {
          'f:metadata': {
            'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/last-applied': {} },
          },
          'f:roleRef': {},
          'f:subjects': {},
        },
      },
    ],
  };
}
