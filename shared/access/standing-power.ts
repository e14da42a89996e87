import type { AssociatedAccessPolicy } from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { isAsStrong, type Power, type Reach } from '../model/power.ts';
import { powerOf, whyReachIsUnknown } from './access-policy-grants.ts';

/** What the access policies of one entry give together. */
export interface StandingPower {
  /** The strongest level, over all that policies of that level reach; undefined where nothing known gives any. */
  readonly strongest?: Power;
  /** Why there may be more to it: a policy or a scope that is not known. */
  readonly doubt?: string;
}

export function standingPower(policies: readonly AssociatedAccessPolicy[]): StandingPower {
  const powers = policies.flatMap((policy) => powerOf(policy) ?? []);
  const odd = policies.find((policy) => powerOf(policy) === undefined);
  const doubt = whyReachIsUnknown(policies) ?? (odd && `what ${odd.policyArn} allows is not known`);
  const [first] = powers.toSorted((a, b) => (isAsStrong(a.level, b.level) ? -1 : 1));
  const alike = powers.filter(({ level }) => level === first?.level);
  return {
    ...(first && { strongest: { level: first.level, reach: union(alike) } }),
    ...(doubt !== undefined && { doubt }),
  };
}

function union(powers: readonly Power[]): Reach {
  const namespaces = new Set<string>();
  for (const { reach } of powers) {
    if (reach.kind === 'cluster') return reach;
    for (const namespace of reach.namespaces) namespaces.add(namespace);
  }
  return { kind: 'namespaces', namespaces: [...namespaces].toSorted() };
}

/** The power of an administrator as the end of a sentence, such as `is cluster admin of payments in eu-west-1`. */
export function adminText({ level, reach }: Power, { name, region }: ClusterRef): string {
  const where = `${name} in ${region}`;
  if (level === 'cluster-admin') return `is cluster admin of ${where}`;
  if (reach.kind === 'cluster') return `can become cluster admin of ${where}`;
  const within = `namespace ${reach.namespaces.join(', ')}`;
  return isAsStrong(level, 'cluster-admin-equivalent')
    ? `can become cluster admin of ${where} through ${within}`
    : `is admin of ${within} of ${where}`;
}
