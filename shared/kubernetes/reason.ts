import type { RbacSubject } from '../model/kubernetes.ts';
import type { Power } from '../model/power.ts';
import { type Foothold, footholdIn } from './foothold.ts';
import {
  doesEverything,
  impersonatesGroups,
  isOpen,
  type Way,
  type WayName,
  waysToAwsAuth,
  waysToCluster,
} from './power-way.ts';
import { openWays, type Reached, reachedIn, type Standing } from './standing.ts';

/** What somebody is as strong as they are by, before it is told in rules. */
export interface Reason {
  readonly way: WayName;
  readonly reached: Reached;
  /** Abilities that make the way, at least one of each set; none where it is by name. */
  readonly needs: readonly number[];
  /** Whom it makes them; absent where it gives the power by itself. */
  readonly becomes?: RbacSubject;
  /** Where it is used; absent where that is anywhere. */
  readonly namespace?: string;
}

export interface ReasonedPower extends Power {
  readonly reasons: readonly Reason[];
}

/**
 * `ignored` in the authentication mode API, where nothing reads aws-auth; `absent` where it would be read if it existed.
 * https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export type AwsAuthState = keyof typeof waysToAwsAuth;

/** The namespace whose service accounts and ConfigMaps are the cluster's own. */
export const systemNamespace = 'kube-system';

/** What alone makes somebody as good as cluster admin, whoever else is. */
export function directReasons(standing: Standing, awsAuth: AwsAuthState): readonly Reason[] {
  const { cluster, impersonating } = standing;
  const system = reachedIn(standing, systemNamespace);
  const [everything] = openWays([doesEverything], cluster);
  if (everything !== undefined) return [reason(everything, cluster)];
  return [
    ...openWays(waysToCluster, cluster).map((way) => reason(way, cluster)),
    ...openWays([impersonatesGroups], impersonating).map((way) => reason(way, impersonating)),
    ...openWays(waysToAwsAuth[awsAuth], system).map((way) => reason(way, system, systemNamespace)),
    ...footholdIn(systemNamespace, system).flatMap((foothold) => accountReasons(foothold)),
  ];
}

export function accountReasons(
  { namespace, reached, ways }: Foothold,
  becomes?: RbacSubject,
): readonly Reason[] {
  const through = becomes === undefined ? {} : { becomes };
  return ways.map((way) => ({ ...reason(way, reached, namespace), ...through }));
}

/** What is open only by what somebody may bind to themselves is open by binding. */
export function reason({ way, needs }: Way, reached: Reached, namespace?: string): Reason {
  const isOwn = isOpen({ way, needs }, reached.ownAbilities);
  const where = namespace === undefined ? {} : { namespace };
  return { way: isOwn ? way : 'binds-the-named', reached, needs, ...where };
}
