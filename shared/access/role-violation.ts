import { subjectName } from '../model/kubernetes.ts';
import type { Violation } from '../model/violation.ts';
import type { Facts } from './facts.ts';
import { type BoundSubject, type Held, heldRules } from './held-rules.ts';
import { type PublishedBy, publishedByMakers } from './published-by.ts';
import { type RbacDanger, type RoleRuleId, rbacDangers } from './rbac-dangers.ts';
import { chainsOf } from './rbac-evidence.ts';
import { ownWays, type RbacWay } from './rbac-way.ts';
import { type MildAccount, toldWith, toldWithEvidence, toldWithText } from './told-with.ts';

/** One violation for one subject, as severe as the worst of what it can do. */
export function* roleViolation(
  ruleId: RoleRuleId,
  bound: BoundSubject,
  facts: Facts,
  publishedBy: PublishedBy = publishedByMakers,
): Generator<Violation> {
  const held = heldRules(facts, bound);
  if (held === undefined) return;
  const ways = ownWays(held, rbacDangers[ruleId](held, facts));
  if (ways.length === 0) return;
  const isShipped = ({ rules }: RbacWay) => publishedBy(held.subject, rules) !== undefined;
  const beyond = ways.filter((way) => !isShipped(way));
  if (beyond.length > 0) yield violationOf(bound, beyond);
  if (!isSpokesman(ruleId, held, facts, isShipped)) return;
  const others = toldWith(facts, bound, publishedBy);
  if (others !== undefined) yield shippedViolation(bound, ways, publishedBy, others);
}

/** Of all rules that what an account of a known controller ships would break, the first speaks for it. */
function isSpokesman(
  ruleId: RoleRuleId,
  held: Held,
  facts: Facts,
  isShipped: (way: RbacWay) => boolean,
): boolean {
  const dangers: readonly (readonly [string, RbacDanger])[] = Object.entries(rbacDangers);
  const first = dangers.find(([, find]) => {
    const ways = ownWays(held, find(held, facts));
    return ways.length > 0 && ways.every(isShipped);
  });
  return first?.[0] === ruleId;
}

function violationOf(bound: BoundSubject, ways: readonly RbacWay[]): Violation {
  const severity = ways[0]?.severity ?? 'LOW';
  const told = ways.filter((way) => way.severity === severity).map(({ can }) => can);
  return { ...offence(bound, ways, told.join(' and ')), severity };
}

function shippedViolation(
  bound: BoundSubject,
  ways: readonly RbacWay[],
  publishedBy: PublishedBy,
  others: readonly MildAccount[],
): Violation {
  const rules = ways.flatMap((way) => way.rules);
  const controller = publishedBy(bound.subject, rules);
  const told = ways.map(({ can }) => can).join(' and ');
  const { message, evidence } = offence(bound, ways, told);
  return {
    message: `${message} The makers of ${controller?.controller ?? 'its controller'} ship it so.${toldWithText(others)}`,
    evidence: {
      ...evidence,
      ...(controller && { published: { ...controller } }),
      ...toldWithEvidence(others),
    },
    severity: 'LOW',
  };
}

function offence(
  { cluster, subject }: BoundSubject,
  ways: readonly RbacWay[],
  can: string,
): Pick<Violation, 'message' | 'evidence'> {
  return {
    message: `${subjectName(subject)} of ${cluster.name} in ${cluster.region} can ${can}.`,
    evidence: {
      subject: subjectName(subject),
      ways: ways.map((way) => ({ can: way.can, grants: chainsOf(way.rules) })),
    },
  };
}
