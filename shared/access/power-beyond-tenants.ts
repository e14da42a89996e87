import { wildcardsOverlap } from '../iam/wildcard-overlap.ts';
import type { ReachedRule } from '../kubernetes/rbac.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import type { Config } from '../model/config.ts';
import type { Power, PowerLevel } from '../model/power.ts';
import { clusterPowers } from './cluster-powers.ts';
import { isAdmin } from './common-subjects.ts';
import { isAnonymous, isEverybodyKnown } from './everybody.ts';
import type { Facts } from './facts.ts';
import { type BoundSubject, isDeclaredSubject } from './held-rules.ts';
import { tenantsOf } from './tenants-of.ts';

/** Any power, plain read included, in a place that does not belong to one of the tenants. */
export interface PowerBeyond {
  readonly level: PowerLevel;
  /** A namespace, a pattern of them, or `*` for the whole cluster. */
  readonly place: string;
  /** The other tenants who have the place or part of it; nobody's namespaces have none. */
  readonly owners: readonly string[];
}

export interface BoundBeyond extends PowerBeyond {
  readonly rules: readonly ReachedRule[];
}

export function powersBeyond(
  config: Config,
  tenants: readonly string[],
  powers: readonly Power[],
): readonly PowerBeyond[] {
  return powers
    .filter(({ level }) => level !== 'none')
    .flatMap(({ level, reach }) =>
      (reach.kind === 'cluster' ? ['*'] : reach.namespaces)
        .filter((place) => !tenantsOf(config, place).some((tenant) => tenants.includes(tenant)))
        .map((place) => ({ level, place, owners: othersIn(config, tenants, place) })),
    );
}

/** Whether it takes in another tenant, or the whole cluster, where any tenant may come to be. */
export function isOverOthers({ place, owners }: PowerBeyond): boolean {
  return place === '*' || owners.length > 0;
}

/** What bindings give a subject beyond its tenants. What everybody has, tenant or not, is a matter of rules of its own. */
export function boundBeyond(
  facts: Facts,
  { cluster, subject }: BoundSubject,
  tenants: readonly string[],
): readonly BoundBeyond[] {
  return clusterPowers(facts, cluster)
    .powerOf(subject)
    .flatMap((power) => {
      const rules = power.because.flatMap((way) => way.rules).filter(isForSome);
      return powersBeyond(facts.config(), tenants, [power]).map((beyond) => ({
        ...beyond,
        rules: rules.filter(({ namespace = beyond.place }) => namespace === beyond.place),
      }));
    })
    .filter(({ rules }) => rules.length > 0);
}

/** Why tenancy is not asked of a subject; undefined where it is. Cluster admins are reported as such, if that is judged, or declared. */
export function whyAboveTenants(
  facts: Facts,
  { cluster, subject }: BoundSubject,
): string | undefined {
  if (isDeclaredSubject(facts, subject)) return 'it is declared in clusterAdmins';
  const isJudged = facts.config().rules['binding-no-cluster-admin']?.enabled !== false;
  const isReported = isJudged && isAdmin(clusterPowers(facts, cluster), subject);
  return isReported ? 'it is cluster admin, which is reported as such' : undefined;
}

function othersIn(
  { tenants }: Config,
  own: readonly string[],
  place: string,
): PowerBeyond['owners'] {
  if (place === '*') return [];
  return Object.entries(tenants)
    .filter(([name]) => !own.includes(name))
    .filter(([, { namespaces }]) => namespaces.some((one) => wildcardsOverlap(one, place)))
    .map(([name]) => name)
    .toSorted();
}

function isForSome({ binding, subject }: ReachedRule): boolean {
  return !isDefaultBinding(binding) && !isEverybodyKnown(subject) && !isAnonymous(subject);
}
