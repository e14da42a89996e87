import type { RbacSubject } from '../model/kubernetes.ts';
import type { KubernetesCluster } from '../model/kubernetes-cluster.ts';
import type { Power, PowerLevel } from '../model/power.ts';
import { adminPower } from './admin-reasons.ts';
import { type Caller, callerOf } from './caller.ts';
import type { Target } from './foothold.ts';
import { holdingsOf } from './holdings.ts';
import { lesserPowers } from './lesser-powers.ts';
import { onceEach } from './once-each.ts';
import type { WayName } from './power-way.ts';
import type { ReachedRule } from './rbac.ts';
import { indexRbac, type RbacIndex } from './rbac-index.ts';
import type { AwsAuthState, Reason } from './reason.ts';
import { rulesBehind } from './rules-behind.ts';
import { type Standing, standingsOf } from './standing.ts';
import { type ServiceAccountSubject, takeoversOf } from './takeovers.ts';

export interface PowerOptions {
  readonly awsAuth: AwsAuthState;
}

/** How powerful anybody is, by RBAC alone. */
export interface Powers {
  readonly index: RbacIndex;
  /**
   * Strongest first and the whole cluster before namespaces; namespaces only where the power is above that over the
   * whole cluster, and those of one level together. Empty for somebody who may do no more than everybody.
   */
  powerOf(who: RbacSubject | Caller): readonly HeldPower[];
  /**
   * Namespaces that hold a service account as good as cluster admin, with one that is. kube-system counts as one whether
   * or not it is among them.
   */
  readonly adminNamespaces: ReadonlyMap<string, ServiceAccountSubject>;
}

export interface HeldPower extends Power {
  readonly because: readonly Because[];
}

/** One way to a power, and the rules that open it. */
export interface Because {
  readonly way: WayName;
  /** None for members of system:masters. */
  readonly rules: readonly ReachedRule[];
  /** Whom its holder can become, where it is their power. */
  readonly becomes?: RbacSubject;
  /** Where it is used, where that is one namespace. */
  readonly namespace?: string;
}

/** Looks at every binding once; `powerOf` then looks at what one subject is bound to. */
export function powersOf(cluster: KubernetesCluster, { awsAuth }: PowerOptions): Powers {
  const index = indexRbac(cluster);
  const holdings = holdingsOf(index);
  const standings = standingsOf(index, holdings);
  const takeovers = takeoversOf(cluster, index, standings, awsAuth);
  const standingOf = onceEach((subject: RbacSubject) => standings.of(callerOf(subject)));
  const becauseOf = onceEach((reason: Reason) => because(reason, index));
  const describe = (standing: Standing): readonly HeldPower[] => {
    // Nobody is told that they are strong because they can become themselves.
    const through = (target: Target) => {
      const subject = takeovers.through(target);
      return subject !== undefined && standingOf(subject) !== standing ? subject : undefined;
    };
    const admin = adminPower(standing, through, awsAuth);
    const powers = admin === undefined ? lesserPowers(standing) : [admin];
    return powers.map(({ level, reach, reasons }) => ({
      level,
      reach,
      because: reasons.map(becauseOf),
    }));
  };
  const known = new Map<Standing, readonly HeldPower[]>();
  return {
    index,
    adminNamespaces: takeovers.adminNamespaces,
    powerOf(who) {
      const standing = standings.of(callerOf(who));
      const powers = known.get(standing) ?? describe(standing);
      known.set(standing, powers);
      return powers;
    },
  };
}

function because(reason: Reason, index: RbacIndex): Because {
  const { way, becomes, namespace } = reason;
  return {
    way,
    rules: rulesBehind(reason, index),
    ...(becomes === undefined ? {} : { becomes }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** The level over the whole cluster. */
export function levelOverCluster(powers: readonly HeldPower[]): PowerLevel {
  return powers.find(({ reach }) => reach.kind === 'cluster')?.level ?? 'none';
}

/** The level in one namespace, what reaches the whole cluster included. */
export function levelIn(powers: readonly HeldPower[], namespace: string): PowerLevel {
  const local = powers.find(
    ({ reach }) => reach.kind === 'namespaces' && reach.namespaces.includes(namespace),
  );
  return local?.level ?? levelOverCluster(powers);
}
