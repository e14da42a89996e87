import { actorOf } from '../access/actor.ts';
import { isAdministrator } from '../access/administrator.ts';
import { clusterAccessGrants, grantSeverity } from '../access/cluster-access-grants.ts';
import { isDeclared } from '../access/declared.ts';
import { guardCommand } from '../access/guard-policy.ts';
import { usersText } from '../access/role-users.ts';
import { waysEvidence, waysFingerprint, waysText } from '../access/way.ts';
import { bySeverity } from '../model/severity.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleNoClusterAccessGrant = defineRule({
  id: 'workload-role-no-cluster-access-grant',
  subject: 'workloadRole',
  severity: 'CRITICAL',
  title: 'Workload role can open a cluster to itself or others',
  requires:
    'No role of a workload can create or change access entries, access policies, Pod Identity associations, roles of add-ons, identity providers, the authentication mode or capabilities of a read cluster, unless it is declared in grantors or clusterAdmins. Conditions such as eks:policyArn and eks:accessScope count; Kubernetes groups are judged without the bindings of the cluster.',
  because:
    'Whoever takes over one pod of the workload makes itself cluster admin by one call to AWS, and no Kubernetes object shows it.',
  remedy:
    'Give the permission to a pipeline outside the cluster, or narrow it with eks:policyArn and eks:accessScope to what the workload hands out. A service control policy on these condition keys does it for every role at once.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.003', 'T1078.004'] },
  absorbs: ['cluster-capability-role-scoped', 'grantor-declared', 'grantor-conditions-narrow'],
  absorbsByStatements: [
    'workload-role-no-service-wildcard',
    'workload-role-assume-scoped',
    'workload-role-pass-role-scoped',
  ],

  *check(workload, facts) {
    const { role } = workload;
    const { clusterAdmins, grantors } = facts.config();
    if (isDeclared([...clusterAdmins, ...grantors], role.arn, facts.account)) return undefined;
    const actor = actorOf(facts, role.arn);
    if (actor === undefined) return undefined;
    if (isAdministrator(actor)) {
      return notApplicable('an administrator of the account, which workload-role-no-admin reports');
    }
    const grants = clusterAccessGrants(facts, actor);
    const [severity] = grants.map(grantSeverity).sort(bySeverity);
    if (severity === undefined) return undefined;
    yield {
      message: `${role.arn}, the role of ${usersText(workload, facts)}, can ${waysText(grants)}.`,
      evidence: { roleArn: role.arn, ways: waysEvidence(grants) },
      severity,
      fingerprint: waysFingerprint(grants),
      command: guardCommand(actor, grants),
    };
    return undefined;
  },
});
