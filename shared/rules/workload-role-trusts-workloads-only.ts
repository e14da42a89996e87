import { type OtherWayIn, otherWaysIn, trustWithout } from '../access/other-ways-in.ts';
import { updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { needAll } from '../access/role-use.ts';
import { doubtsOf } from '../access/trust-doubts.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { factKeys } from '../model/fact-key.ts';
import { lowered } from '../model/severity.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleTrustsWorkloadsOnly = defineRule({
  id: 'workload-role-trusts-workloads-only',
  subject: 'workloadRole',
  severity: 'MEDIUM',
  title: 'Others than workloads may assume a role made for workloads',
  requires:
    'A role that workloads assume by IRSA or Pod Identity is not also trusted by EC2, a whole account or a user.',
  because:
    'The limits that the trust sets for workloads do not hold for the others: any instance with the role, or anybody whom the account lets, has the same permissions.',
  remedy: 'Take the others out of the trust policy, and make a role of their own for them.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check(subject, facts) {
    const { role, uses } = subject;
    const trust = facts.get(factKeys.trustPolicy(role.arn));
    if (trust === undefined) return notApplicable('the role does not exist any more');
    if (!uses.some(({ kind }) => workloadUses.includes(kind))) {
      needAll(facts, subject);
      return notApplicable('no workload assumes it by itself');
    }
    for (const way of otherWaysIn(role.arn, trust)) {
      const dependsOn = doubtsOf([way.decision]);
      const remedy = trustWithout(role.arn, trust, way);
      yield {
        key: way.principal,
        message: messageOf(role.arn, way, dependsOn),
        ...(dependsOn.length > 0 && { severity: lowered('MEDIUM') }),
        evidence: {
          roleArn: role.arn,
          principal: way.principal,
          statements: statementEvidence(trusting(way)),
          ...(dependsOn.length > 0 && { dependsOn }),
        },
        ...(remedy !== undefined && { command: updateAssumeRolePolicy(role.name, remedy) }),
      };
    }
    return undefined;
  },
});

/** A target role is reached through another role, and a capability is no workload. */
const workloadUses: readonly string[] = ['irsa', 'pod-identity', 'association'];

/** What the caller's own policies say is an assumption of ours. */
function trusting({ decision }: OtherWayIn): OtherWayIn['decision']['deciding'] {
  return decision.deciding.filter(({ policy }) => policy === 'trust policy');
}

function messageOf(
  roleArn: string,
  { principal }: OtherWayIn,
  dependsOn: readonly string[],
): string {
  const condition = dependsOn.length === 0 ? '' : `, if ${dependsOn.join(' and ')} allows it`;
  return `Not only workloads may assume ${roleArn} but ${inWords(principal)} as well${condition}.`;
}

function inWords(principal: string): string {
  if (principal === '*') return 'everybody';
  return principal.endsWith(':root') ? `whomever ${principal} lets` : principal;
}
