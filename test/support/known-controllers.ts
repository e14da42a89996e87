import type {
  KnownAccount,
  KnownController,
} from '../../shared/kubernetes/known-controllers/known-controller.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  kubernetesCluster,
  role,
  roleBinding,
  rule,
} from './rbac.ts';

/** The controller as its manifests install it, and cluster-admin, to which some are bound. */
export function installed({ accounts }: KnownController): KubernetesCluster {
  const placed = accounts.map((known) => ({ known, home: known.namespaces[0] ?? '' }));
  const paths = placed.flatMap(({ known, home }) => known.names.map((name) => `${home}/${name}`));
  return kubernetesCluster(
    {
      clusterRoles: [
        clusterRole('cluster-admin', rule('*', '*', { apiGroups: ['*'] })),
        ...placed.map(({ known }) => clusterRole(nameOf(known), ...(known.cluster ?? []))),
      ],
      clusterRoleBindings: placed.flatMap(({ known, home }) =>
        [nameOf(known), ...(known.clusterRoles ?? [])].map((name) =>
          clusterRoleBinding(
            `${nameOf(known)}-${name}`,
            name,
            ...known.names.map((each) => account(`${home}/${each}`)),
          ),
        ),
      ),
      roles: placed.flatMap(({ known, home }) =>
        rolesOf(known, home).map(([namespace, rules]) =>
          role(`${namespace}/${nameOf(known)}`, ...rules),
        ),
      ),
      roleBindings: placed.flatMap(({ known, home }) =>
        rolesOf(known, home).map(([namespace]) =>
          roleBinding(
            `${namespace}/${nameOf(known)}`,
            `Role ${nameOf(known)}`,
            ...known.names.map((each) => account(`${home}/${each}`)),
          ),
        ),
      ),
    },
    ...paths,
  );
}

function nameOf({ names }: KnownAccount): string {
  return `of-${names[0]}`;
}

function rolesOf({ own = [], elsewhere = {} }: KnownAccount, home: string) {
  const there = elsewhere[home] ?? [];
  return Object.entries({ ...elsewhere, [home]: [...own, ...there] });
}
