import { isCertain } from '../access/ability.ts';
import { type Actor, actorOf } from '../access/actor.ts';
import { isAdministrator } from '../access/administrator.ts';
import { clusterAccessGrants, grantSeverity } from '../access/cluster-access-grants.ts';
import { escalationWays } from '../access/escalation-ways.ts';
import type { Facts } from '../access/facts.ts';
import { isStronger } from '../access/stronger.ts';
import { type Way, waysEvidence, waysFingerprint, waysText } from '../access/way.ts';
import { isAtLeast } from '../model/severity.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable } from './rule.ts';

export const clusterCapabilityRoleScoped = defineRule({
  id: 'cluster-capability-role-scoped',
  subject: 'capability',
  severity: 'HIGH',
  title: 'Role of an EKS capability can do too much in AWS',
  requires:
    'The role of an EKS capability (ACK, Argo CD, kro) is no administrator of the account, cannot get more from IAM than it was given, and cannot open clusters. MEDIUM where it has but one step of what that takes, or where it turns on a condition that cannot be decided.',
  because:
    'Whoever may write the objects of the capability in the cluster has its role do the rest, so a permission in Kubernetes becomes one in AWS.',
  remedy:
    'Give the role only what its custom resources in use need; keep IAM and access entries out of it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/capabilities-security.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_Capability.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1098.003'] },

  *check({ cluster, capability }, facts) {
    const { name, type, roleArn } = capability;
    const actor = actorOf(facts, roleArn);
    if (actor === undefined) return notApplicable('its role does not exist');
    const found = offenceOf(actor, facts);
    if (found === undefined) return undefined;
    yield {
      ...found,
      message: `${roleArn}, the role of the ${type} capability ${name} of ${cluster.name} in ${cluster.region}, can ${found.message}.`,
      grant: roleArn,
    };
    return undefined;
  },
});

function offenceOf(actor: Actor, facts: Facts): Violation | undefined {
  const evidence = { roleArn: actor.arn };
  if (isAdministrator(actor)) return { message: 'do anything in the account', evidence };
  const grants = clusterAccessGrants(facts, actor);
  const isPrize = (other: Actor) => isStronger(facts, other, actor);
  const escalations = escalationWays({ facts, actor, isPrize });
  const ways: readonly Way[] = [...grants, ...escalations];
  if (ways.length === 0) return undefined;
  const isStrong =
    grants.some((grant) => isAtLeast(grantSeverity(grant), 'HIGH')) ||
    escalations.some(({ ability }) => isCertain(ability));
  return {
    message: waysText(ways),
    // No more than the findings of the role say, which speak for it.
    ...(!isStrong && { severity: 'MEDIUM' as const }),
    evidence: { ...evidence, ways: waysEvidence(ways) },
    fingerprint: waysFingerprint(ways),
  };
}
