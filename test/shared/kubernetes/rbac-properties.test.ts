import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelIn, levelOverCluster, powersOf } from '../../../shared/kubernetes/powers.ts';
import { allows } from '../../../shared/kubernetes/rbac.ts';
import { indexRbac } from '../../../shared/kubernetes/rbac-index.ts';
import type { RbacSubject, RoleBinding } from '../../../shared/model/kubernetes.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { isAsStrong } from '../../../shared/model/power.ts';
import {
  binding,
  everybody,
  kubernetesClusters,
  roleNames,
  someNames,
  someResources,
  someVerbs,
  subject,
} from '../../support/arbitrary-rbac.ts';
import { naiveAdmins } from '../../support/naive-powers.ts';
import { naiveAllows } from '../../support/naive-rbac.ts';

const namespaces = ['kube-system', 'shop', 'bank'];

const request = fc.record(
  {
    verb: fc.constantFrom(...someVerbs),
    apiGroup: fc.constantFrom('', 'rbac.authorization.k8s.io'),
    resource: fc.constantFrom(...someResources),
    namespace: fc.constantFrom(...namespaces),
    name: fc.constantFrom(...someNames),
  },
  { requiredKeys: ['verb', 'apiGroup', 'resource'] },
);

function isAllowed(cluster: KubernetesCluster, who: RbacSubject, asked: Asked): boolean {
  const [resource = '', subresource] = asked.resource.split('/');
  const about = { ...asked, resource, ...(subresource === undefined ? {} : { subresource }) };
  return allows(indexRbac(cluster), who, about).length > 0;
}

interface Asked {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

function powers(cluster: KubernetesCluster) {
  return powersOf(cluster, { awsAuth: 'ignored' });
}

/** The level of everybody over the cluster and in each namespace. */
function levels(cluster: KubernetesCluster) {
  const { powerOf } = powers(cluster);
  return everybody.map((who) => [
    levelOverCluster(powerOf(who)),
    ...namespaces.map((namespace) => levelIn(powerOf(who), namespace)),
  ]);
}

describe('what RBAC allows', () => {
  test('is what the slow evaluator allows', () => {
    fc.assert(
      fc.property(kubernetesClusters, subject, request, (cluster, who, asked) => {
        expect(isAllowed(cluster, who, asked)).toBe(naiveAllows(cluster, who, asked));
      }),
      { numRuns: 2_000 },
    );
  });

  test('never shrinks when a binding is added', () => {
    fc.assert(
      fc.property(kubernetesClusters, binding, subject, request, (cluster, more, who, asked) => {
        const grown = { ...cluster, roleBindings: [...cluster.roleBindings, more] };
        expect(isAllowed(cluster, who, asked) && !isAllowed(grown, who, asked)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('through a ClusterRole bound in a namespace stays in it', () => {
    fc.assert(
      fc.property(kubernetesClusters, subject, request, (cluster, who, asked) => {
        const local = { ...cluster, clusterRoleBindings: [] };
        const { namespace: _, ...wide } = asked;
        expect(isAllowed(local, who, wide)).toBe(false);
      }),
    );
  });
});

describe('power', () => {
  test('as good as cluster admin is what the slow search finds', () => {
    fc.assert(
      fc.property(kubernetesClusters, (cluster) => {
        const { powerOf } = powers(cluster);
        const admins = everybody.filter((who) =>
          isAsStrong(levelOverCluster(powerOf(who)), 'cluster-admin-equivalent'),
        );
        expect(admins).toEqual(naiveAdmins(cluster, everybody));
      }),
      { numRuns: 600 },
    );
  });

  test('never shrinks when a binding is added', () => {
    fc.assert(
      fc.property(kubernetesClusters, binding, (cluster, more) => {
        const before = levels(cluster).flat();
        const after = levels({ ...cluster, roleBindings: [...cluster.roleBindings, more] }).flat();
        const shrunk = after.filter((level, place) => !isAsStrong(level, before[place] ?? 'none'));
        expect(shrunk).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('is the same under other names of roles', () => {
    fc.assert(
      fc.property(kubernetesClusters, (cluster) => {
        expect(levels(renamed(cluster))).toEqual(levels(cluster));
      }),
      { numRuns: 500 },
    );
  });

  test('is the same in any order of bindings and roles', () => {
    fc.assert(
      fc.property(kubernetesClusters, (cluster) => {
        const turned = {
          ...cluster,
          roles: cluster.roles.toReversed(),
          clusterRoles: cluster.clusterRoles.toReversed(),
          roleBindings: cluster.roleBindings.toReversed(),
          clusterRoleBindings: cluster.clusterRoleBindings.toReversed(),
        };
        expect(levels(turned)).toEqual(levels(cluster));
      }),
    );
  });

  test('falls when all bindings that it is told by are taken away', () => {
    fc.assert(
      fc.property(kubernetesClusters, fc.constantFrom(...everybody), (cluster, who) => {
        const [strongest] = powers(cluster).powerOf(who);
        if (strongest === undefined || strongest.because.some(saysItAll)) return;
        const told = new Set(
          strongest.because.flatMap(({ rules }) => rules.map((rule) => rule.binding)),
        );
        expect(told.size).toBeGreaterThan(0);
        const [next] = powers(without(cluster, told)).powerOf(who);
        const asStrong = next !== undefined && isAsStrong(next.level, strongest.level);
        const sameReach = asStrong && covers(next.reach, strongest.reach);
        expect(sameReach).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

/** Where no other way is told, and taking this one away leaves others. */
function saysItAll({ way }: { readonly way: string }): boolean {
  return way === 'does-everything' || way === 'system:masters';
}

type Reach = ReturnType<ReturnType<typeof powers>['powerOf']>[number]['reach'];

function covers(one: Reach, other: Reach): boolean {
  if (one.kind === 'cluster') return true;
  return (
    other.kind === 'namespaces' && other.namespaces.every((name) => one.namespaces.includes(name))
  );
}

function without(cluster: KubernetesCluster, gone: ReadonlySet<RoleBinding>): KubernetesCluster {
  const stays = (each: RoleBinding) => !gone.has(each);
  return {
    ...cluster,
    roleBindings: cluster.roleBindings.filter(stays),
    clusterRoleBindings: cluster.clusterRoleBindings.filter(stays),
  };
}

function renamed(cluster: KubernetesCluster): KubernetesCluster {
  const name = (each: string) => (roleNames.includes(each) ? `new-${each}` : each);
  const role = (each: KubernetesCluster['roles'][number]) => ({
    ...each,
    name: name(each.name),
    rules: each.rules.map((rule) => ({ ...rule, resourceNames: rule.resourceNames.map(name) })),
  });
  const refersAnew = (each: RoleBinding) => ({
    ...each,
    roleRef: { ...each.roleRef, name: name(each.roleRef.name) },
  });
  return {
    ...cluster,
    roles: cluster.roles.map(role),
    clusterRoles: cluster.clusterRoles.map(role),
    roleBindings: cluster.roleBindings.map(refersAnew),
    clusterRoleBindings: cluster.clusterRoleBindings.map(refersAnew),
  };
}
