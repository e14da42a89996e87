import type { RbacSubject } from '../model/kubernetes.ts';
import type { PowerLevel } from '../model/power.ts';
import { type Foothold, footholdsOf, namedFootholdsOf, type Target } from './foothold.ts';
import { onceEach } from './once-each.ts';
import {
  type AwsAuthState,
  accountReasons,
  directReasons,
  type Reason,
  type ReasonedPower,
  systemNamespace,
} from './reason.ts';
import type { Standing } from './standing.ts';

/** Somebody else whom the target stands for and who is as good as cluster admin. */
export type Through = (target: Target) => RbacSubject | undefined;

/** Every way in which somebody is as good as cluster admin; undefined for who is not. */
export function adminPower(
  standing: Standing,
  through: Through,
  awsAuth: AwsAuthState,
): ReasonedPower | undefined {
  if (standing.isMaster) {
    const reason = { way: 'system:masters', reached: standing.cluster, needs: [] } as const;
    return power('cluster-admin', [reason]);
  }
  const direct = directReasons(standing, awsAuth);
  const all = direct.some(
    ({ way, namespace }) => way === 'does-everything' && namespace === undefined,
  );
  if (all) return power('cluster-admin', direct);
  const reasons = [
    ...direct,
    ...footholdsOf(standing)
      .filter(({ namespace }) => namespace !== systemNamespace)
      .flatMap((foothold) => reasonsIn(foothold, through)),
    ...namedReasons(standing, through),
  ];
  return reasons.length > 0 ? power('cluster-admin-equivalent', reasons) : undefined;
}

function power(level: PowerLevel, reasons: readonly Reason[]): ReasonedPower {
  return { level, reach: { kind: 'cluster' }, reasons };
}

function reasonsIn(foothold: Foothold, through: Through): readonly Reason[] {
  const becomes = firstOf(foothold.targets, through);
  return becomes === undefined ? [] : reasonsToBecome(foothold)(becomes);
}

/** The same reason for everybody who shares the foothold. */
const reasonsToBecome = onceEach((foothold: Foothold) =>
  onceEach((becomes: RbacSubject) => accountReasons(foothold, becomes)),
);

function namedReasons(standing: Standing, through: Through): readonly Reason[] {
  return namedFootholdsOf(standing).flatMap(({ targets, reached, way }) => {
    const becomes = firstOf(targets, through);
    return becomes === undefined ? [] : [{ way, reached, needs: [], becomes }];
  });
}

function firstOf(targets: readonly Target[], through: Through): RbacSubject | undefined {
  for (const target of targets) {
    const subject = through(target);
    if (subject !== undefined) return subject;
  }
  return undefined;
}
