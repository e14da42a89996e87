import { knownServiceAccounts } from '../kubernetes/known-controllers.ts';
import { levelOverCluster } from '../kubernetes/powers.ts';
import { subjectName } from '../model/kubernetes.ts';
import { adminByOwnBindings } from './admin-because.ts';
import { clusterPowers } from './cluster-powers.ts';
import type { Facts } from './facts.ts';
import { type BoundSubject, type Held, heldRules, isOwn } from './held-rules.ts';
import type { PublishedBy } from './published-by.ts';
import { type RbacDanger, rbacDangers } from './rbac-dangers.ts';
import { ownWays } from './rbac-way.ts';

/** A service account that can do no more of what rules warn of than its makers publish. */
export interface MildAccount {
  readonly subject: string;
  readonly can: readonly string[];
}

/**
 * One finding tells of a whole controller, that of the first of its accounts that there is something to tell of: the others
 * that it tells of, and undefined where it is not this subject's.
 */
export function toldWith(
  facts: Facts,
  bound: BoundSubject,
  publishedBy: PublishedBy,
): readonly MildAccount[] | undefined {
  const accounts = mildAccounts(facts, bound, publishedBy);
  const first = accounts.next();
  const isTheirs = first.done !== true && first.value.subject !== subjectName(bound.subject);
  return isTheirs ? undefined : [...accounts];
}

/** As the end of a message. */
export function toldWithText(others: readonly MildAccount[]): string {
  const names = others.map(({ subject }) => subject);
  return names.length === 0 ? '' : ` This tells of ${names.join(' and ')} too.`;
}

/** As evidence. */
export function toldWithEvidence(others: readonly MildAccount[]) {
  return others.length === 0 ? {} : { others: others.map((each) => ({ ...each })) };
}

function* mildAccounts(
  facts: Facts,
  { cluster, subject }: BoundSubject,
  publishedBy: PublishedBy,
): Generator<MildAccount, undefined> {
  for (const each of knownServiceAccounts(subject)) {
    const held = heldRules(facts, { cluster, subject: each });
    if (held === undefined || !held.rules.some((rule) => isOwn(each, rule))) continue;
    const can = becoming(facts, held, publishedBy) ?? doing(facts, held, publishedBy);
    if (can.length > 0) yield { subject: subjectName(each), can };
  }
  return undefined;
}

/** How it can become cluster admin; nothing where that is a finding of its own, undefined where it cannot. */
function becoming(
  facts: Facts,
  { cluster, subject }: Held,
  publishedBy: PublishedBy,
): readonly string[] | undefined {
  const powers = clusterPowers(facts, cluster).powerOf(subject);
  const because = adminByOwnBindings(subject, powers);
  if (because.length === 0) return undefined;
  const isPublished =
    publishedBy(
      subject,
      because.flatMap(({ rules }) => rules),
    ) !== undefined;
  const isMild = isPublished && levelOverCluster(powers) !== 'cluster-admin';
  return isMild ? [...new Set(because.map(({ way }) => way))] : [];
}

function doing(facts: Facts, held: Held, publishedBy: PublishedBy): readonly string[] {
  const dangers: readonly RbacDanger[] = Object.values(rbacDangers);
  return dangers.flatMap((find) => {
    const ways = ownWays(held, find(held, facts));
    const isShipped = ways.every(({ rules }) => publishedBy(held.subject, rules) !== undefined);
    return isShipped ? ways.map(({ can }) => can) : [];
  });
}
