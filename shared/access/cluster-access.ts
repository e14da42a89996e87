import { type Powers, powersOf } from '../kubernetes/powers.ts';
import { indexRbac, type RbacIndex } from '../kubernetes/rbac-index.ts';
import type { AwsAuthState } from '../kubernetes/reason.ts';
import { type Cluster, type ClusterRef, honoursAwsAuth } from '../model/cluster.ts';
import type { Estate } from '../model/estate.ts';
import { factKeys } from '../model/fact-key.ts';
import type { RbacObjects } from '../model/kubernetes-cluster.ts';
import type { Gaps } from '../model/who-can.ts';
import { type FactReader, factReader } from './fact-reader.ts';
import { whyUnknown } from './held-access.ts';
import { type Doors, doorsOf, type LetIn } from './let-in.ts';

/** All that decides who may do what in a cluster, as far as it was read. */
export interface ClusterAccess {
  /** Undefined where it was not read. */
  readonly cluster: Cluster | undefined;
  readonly doors: Doors;
  readonly index: RbacIndex;
  /** By name, as far as they are known; they are among the gaps once somebody asked. */
  namespaces(): readonly string[];
  /** How powerful anybody is by RBAC, reckoned anew. */
  powers(): Powers;
  /** What answers about these principals leave out. */
  gaps(whose: readonly LetIn[]): Gaps;
}

export function clusterAccess(estate: Estate, ref: ClusterRef): ClusterAccess {
  const facts = factReader(estate);
  const cluster = facts.value(factKeys.cluster(ref));
  const doors = doorsOf(facts, ref, cluster);
  const objects = rbacOf(facts, ref);
  const namespaces = () => facts.value(factKeys.namespaces(ref)) ?? [];
  return {
    cluster,
    doors,
    index: indexRbac(objects),
    namespaces: () => namespaces().map(({ name }) => name),
    powers: () =>
      powersOf(
        {
          ...objects,
          namespaces: namespaces(),
          serviceAccounts: facts.value(factKeys.serviceAccounts(ref)) ?? [],
        },
        { awsAuth: awsAuthState(facts, ref, cluster) },
      ),
    gaps: (whose) => ({
      unread: facts.unread(),
      unknown: [...unknownCreator(cluster), ...unknownPolicies(whose)],
    }),
  };
}

/** What is unread counts as nothing, and stands among the gaps. */
function rbacOf(facts: FactReader, ref: ClusterRef): RbacObjects {
  return {
    roles: facts.value(factKeys.rbacRoles(ref)) ?? [],
    clusterRoles: facts.value(factKeys.rbacClusterRoles(ref)) ?? [],
    roleBindings: facts.value(factKeys.roleBindings(ref)) ?? [],
    clusterRoleBindings: facts.value(factKeys.clusterRoleBindings(ref)) ?? [],
  };
}

function awsAuthState(
  facts: FactReader,
  ref: ClusterRef,
  cluster: Cluster | undefined,
): AwsAuthState {
  if (cluster !== undefined && !honoursAwsAuth(cluster)) return 'ignored';
  return facts.value(factKeys.awsAuth(ref)) === undefined ? 'absent' : 'present';
}

/**
 * In this mode whoever created the cluster is its admin, and nothing that can be read tells who that was.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
function unknownCreator(cluster: Cluster | undefined): readonly string[] {
  const isHidden =
    cluster?.authenticationMode === 'CONFIG_MAP' &&
    cluster.bootstrapClusterCreatorAdminPermissions !== false;
  return isHidden ? ['whoever created the cluster may do everything, and nothing tells who'] : [];
}

function unknownPolicies(whose: readonly LetIn[]): readonly string[] {
  return whose.flatMap(({ principal, policies }) =>
    policies.flatMap((policy) => {
      const why = whyUnknown(policy);
      return why === undefined ? [] : [`what ${principal} may do besides: ${why}`];
    }),
  );
}
