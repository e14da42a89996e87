import { templatesIn } from '../kubernetes/name-template.ts';
import { masters } from '../kubernetes/rbac.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Power } from '../model/power.ts';
import { clusterPowers } from './cluster-powers.ts';
import type { Facts } from './facts.ts';

/** The strongest power that a mapping gives, by its groups and its username where that is the same for everybody. */
export function mappingPower(
  facts: Facts,
  cluster: ClusterRef,
  { mapping: { username, groups } }: AwsAuthMapping,
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
