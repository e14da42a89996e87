import { decideAssumeRole } from '../iam/assume-role.ts';
import { contextOf } from '../iam/context.ts';
import type { Decision } from '../iam/decision.ts';
import { decideAsSession } from '../iam/second-factor.ts';
import { trustsWorkloads } from '../iam/workload-trust.ts';
import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { type Facts, unread } from './facts.ts';
import { permissionsOf } from './permissions.ts';

/** A role of workloads that may assume another role. */
export interface WorkloadCaller {
  readonly arn: string;
  /** `allowed` or `conditional`. */
  readonly decision: Decision;
}

/**
 * The roles of workloads that a trust policy names, as a principal or by aws:PrincipalArn, and lets in. Those that a
 * trust in the whole account would let in are not looked for: that is a matter of every role's policies.
 */
export function* workloadCallers(
  facts: Facts,
  roleArn: string,
  document: PolicyDocument,
): Iterable<WorkloadCaller> {
  for (const arn of namedRoles(document, roleArn)) {
    const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(arn)));
    if (trust === unread || trust === undefined || trustsWorkloads(trust).length === 0) continue;
    const permissions = facts.orIncomplete(() => permissionsOf(facts, arn));
    const decision = decideAsSession((known) =>
      decideAssumeRole({
        trust: { name: 'trust policy', document },
        roleArn,
        caller: {
          type: 'AWS',
          arn,
          ...(permissions !== unread && permissions !== undefined && { permissions }),
        },
        action: 'sts:AssumeRole',
        context: contextOf(known),
      }),
    );
    if (decision.outcome !== 'denied') yield { arn, decision };
  }
}

/** Of the same account, other than the role itself; sorted. */
function namedRoles({ statements }: PolicyDocument, roleArn: string): readonly string[] {
  const own = parseIamArn(roleArn);
  const named = statements.filter(({ effect }) => effect === 'Allow').flatMap(namesIn);
  const roles = named.filter((arn) => {
    const iam = parseIamArn(arn);
    return (
      iam?.kind === 'role' && iam.accountId === own?.accountId && iam.partition === own.partition
    );
  });
  return [...new Set(roles)].filter((arn) => arn !== roleArn).toSorted();
}

function namesIn({ principals, conditions }: Statement): readonly string[] {
  const byCondition = conditions.filter(({ key }) => key.toLowerCase() === 'aws:principalarn');
  return [
    ...(principals?.byType['AWS'] ?? []),
    ...byCondition.flatMap(({ values }) => values).filter((value) => !/[*?$]/.test(value)),
  ];
}
