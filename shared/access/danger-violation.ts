import { conditionText, statementEvidence } from '../iam/evidence.ts';
import type { Violation } from '../model/violation.ts';
import type { Danger } from './danger.ts';
import { dangerRemedy } from './danger-remedy.ts';
import type { Facts } from './facts.ts';
import { type Holder, holderOf } from './holder.ts';
import type { WorkloadRole } from './role-use.ts';
import { usersText } from './role-users.ts';

/**
 * The dangers in the policies of a workload's role as offences: who gets it, what it gives, by which statements.
 * Returns why they are not this rule's to report, where they are not.
 */
export function* dangerViolations(
  workload: WorkloadRole,
  facts: Facts,
  find: (holder: Holder) => readonly Danger[],
  keep: (dangers: readonly Danger[], holder: Holder) => readonly Danger[] = (dangers) => dangers,
): Generator<Violation, string | undefined> {
  const holder = holderOf(facts, workload.role.arn);
  if (holder === undefined) return 'the role does not exist';
  const dangers = find(holder);
  const kept = keep(dangers, holder);
  for (const danger of kept) yield violationOf(workload, danger, facts);
  return kept.length < dangers.length ? 'another rule reports the statements' : undefined;
}

function violationOf(workload: WorkloadRole, danger: Danger, facts: Facts): Violation {
  const { role } = workload;
  const { key, severity, may, reach, deciding } = danger;
  const dependsOn = openPoints(danger);
  const depending = dependsOn.length === 0 ? '' : `, depending on ${dependsOn.join(' and ')}`;
  return {
    message: `${role.arn}, the role of ${usersText(workload, facts)}, may ${may}${depending}.`,
    evidence: {
      roleArn: role.arn,
      ...reach,
      statements: statementEvidence(deciding),
      ...(dependsOn.length > 0 && { dependsOn }),
    },
    ...(key !== undefined && { key }),
    severity,
    command: dangerRemedy(facts, role, danger),
  };
}

/** In words; the resource that was asked about is of our own making, and so no part of it. */
function openPoints({ conditions, assumes }: Danger): readonly string[] {
  const others = assumes.map((text) => text.replace(/ on \S+$/, ''));
  return [...new Set([...conditions.map(conditionText), ...others])].sort();
}
