import { type Because, levelOverCluster } from '../kubernetes/powers.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import type { PowerLevel } from '../model/power.ts';
import type { Severity } from '../model/severity.ts';
import type { Violation } from '../model/violation.ts';
import { adminByOwnBindings, becauseEvidence } from './admin-because.ts';
import { awsAuthWays } from './aws-auth-writers.ts';
import { unbind } from './binding-commands.ts';
import { clusterPowers } from './cluster-powers.ts';
import type { Facts } from './facts.ts';
import { type BoundSubject, heldRules, isOwn } from './held-rules.ts';
import { type Published, type PublishedBy, publishedByMakers } from './published-by.ts';
import { rbacEscalations } from './rbac-escalations.ts';
import { ownWays } from './rbac-way.ts';
import { toldWith, toldWithEvidence, toldWithText } from './told-with.ts';

/** That bindings make a subject (as good as) cluster admin, and how. */
export function* adminViolation(
  facts: Facts,
  bound: BoundSubject,
  publishedBy: PublishedBy = publishedByMakers,
): Generator<Violation> {
  const { cluster, subject } = bound;
  const powers = clusterPowers(facts, cluster).powerOf(subject);
  const because = adminByOwnBindings(subject, powers);
  if (because.length === 0) return;
  const controllerOf = (ways: readonly Because[]) =>
    publishedBy(
      subject,
      ways.flatMap(({ rules }) => rules),
    );
  const beyond = because.filter((way) => controllerOf([way]) === undefined);
  const controller = controllerOf(because);
  const level = levelOverCluster(powers);
  const isMild = controller !== undefined && level !== 'cluster-admin';
  const others = isMild ? toldWith(facts, bound, publishedBy) : [];
  if (others === undefined) return;
  const verb = level === 'cluster-admin' ? 'is' : 'can become';
  yield {
    message: `${subjectName(subject)} ${verb} cluster admin of ${cluster.name} in ${cluster.region}${controllerText(controller)}.${toldWithText(others)}`,
    evidence: {
      subject: subjectName(subject),
      level,
      ways: (controller === undefined ? beyond : because).map(becauseEvidence),
      ...(controller && { published: { ...controller } }),
      ...toldWithEvidence(others),
    },
    // What a controller ships comes back with its next release.
    ...(controller === undefined
      ? { severity: severityOf(facts, bound), command: unbindAll(subject, beyond) }
      : { severity: mildSeverity(level) }),
  };
}

function unbindAll(subject: RbacSubject, ways: readonly Because[]): string {
  const own = ways
    .flatMap(({ rules }) => rules)
    .filter((rule) => isOwn(subject, rule) && !isDefaultBinding(rule.binding));
  const bindings = new Set(own.map(({ binding }) => binding));
  return [...bindings].map((binding) => unbind(binding, [subject])).join(' && ');
}

function controllerText(controller: Published | undefined): string {
  return controller === undefined ? '' : `, as the makers of ${controller.controller} ship it`;
}

function mildSeverity(level: PowerLevel): Severity {
  return level === 'cluster-admin' ? 'MEDIUM' : 'LOW';
}

/** As severe as the worst of what it speaks for. */
function severityOf(facts: Facts, bound: BoundSubject): Severity {
  const held = heldRules(facts, bound);
  if (held === undefined) return 'HIGH';
  const ways = ownWays(held, [...rbacEscalations(held), ...awsAuthWays(held, facts)]);
  return ways[0]?.severity === 'CRITICAL' ? 'CRITICAL' : 'HIGH';
}
