import { groupKey } from '../kubernetes/caller.ts';
import { templatesIn } from '../kubernetes/name-template.ts';
import type { HeldPower } from '../kubernetes/powers.ts';
import { masters } from '../kubernetes/rbac.ts';
import type { BoundRole } from '../kubernetes/rbac-index.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Violation } from '../model/violation.ts';
import { isAdminLevel } from './admin-level.ts';
import { boundNames } from './bound-names.ts';
import { clusterPowers } from './cluster-powers.ts';
import { isDeclared } from './declared.ts';
import type { Facts } from './facts.ts';
import { isGroupOfNodes } from './node-mapping.ts';
import { bindingText } from './rbac-evidence.ts';

/** Somebody who is put into Kubernetes groups, by an access entry or by aws-auth. */
export interface Member {
  readonly cluster: ClusterRef;
  readonly principalArn: string;
  readonly groups: readonly string[];
}

/** Every group that makes its members cluster admin or as good as, but for those that are declared. */
export function* adminGroups(
  facts: Facts,
  { cluster, principalArn, groups }: Member,
): Generator<Violation & { readonly key: string }> {
  const { clusterAdmins } = facts.config();
  for (const group of judged(groups)) {
    if (isDeclared(clusterAdmins, `group:${group}`, facts.account)) continue;
    const { powerOf, index } = clusterPowers(facts, cluster);
    const bound = index.bound.get(groupKey(group));
    const power = powerOf({ kind: 'Group', name: group }).find(isAdminLevel);
    // What everybody has is not what the group hands out.
    if (bound === undefined || power === undefined) continue;
    const becomes = power.level === 'cluster-admin' ? 'is' : 'can become';
    yield {
      message: `${principalArn} is in group ${group} of ${cluster.name} in ${cluster.region}, which ${becomes} cluster admin.`,
      evidence: {
        principalArn,
        group,
        level: power.level,
        ways: waysOf(power),
        bindings: bound.map(boundText).toSorted(),
      },
      key: group,
    };
  }
}

/** Every group that no binding names, so that whoever makes the first one decides what its members may do. */
export function* unboundGroups(
  facts: Facts,
  { cluster, principalArn, groups }: Member,
): Generator<Violation & { readonly key: string }> {
  for (const group of judged(groups)) {
    if (isGroupOfNodes(group) || boundNames(facts, cluster).groups.has(group)) continue;
    yield {
      message: `${principalArn} is in group ${group} of ${cluster.name} in ${cluster.region}, which no binding names.`,
      evidence: { principalArn, group },
      key: group,
    };
  }
}

/** Each once. Rules of their own speak of system:masters, and of groups that are not the same for everybody. */
function judged(groups: readonly string[]): readonly string[] {
  const fixed = groups.filter((group) => group !== masters && templatesIn(group).length === 0);
  return [...new Set(fixed)];
}

function waysOf({ because }: HeldPower): readonly string[] {
  return [...new Set(because.map(({ way }) => way))].toSorted();
}

function boundText({ binding, role }: BoundRole): string {
  return `${bindingText(binding)} to ${binding.roleRef.kind} ${role.name}`;
}
