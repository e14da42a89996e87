import { templatesIn } from '../kubernetes/name-template.ts';
import { masters } from '../kubernetes/rbac.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Power } from '../model/power.ts';
import { clusterPowers } from './cluster-powers.ts';
import type { Facts } from './facts.ts';

/** As whom Kubernetes knows somebody; templates and all. */
export interface Names {
  readonly username?: string;
  readonly groups: readonly string[];
}

/** The strongest power that bindings give to names, the username where it is the same for everybody. */
export function namesPower(
  facts: Facts,
  cluster: ClusterRef,
  { username = '', groups }: Names,
): Power | undefined {
  // Whoever is in system:masters is asked for no binding.
  if (groups.includes(masters)) return { level: 'cluster-admin', reach: { kind: 'cluster' } };
  const fixed = username !== '' && templatesIn(username).length === 0;
  const [strongest] = clusterPowers(facts, cluster).powerOf({
    ...(fixed && { username }),
    groups: [...groups, 'system:authenticated'],
  });
  return strongest;
}
